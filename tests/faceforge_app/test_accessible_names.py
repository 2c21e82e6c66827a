"""Everything that takes the focus or shows a value says what it is: the window, its panels, and every dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from faceforge_app import app
from faceforge_app.dialogs.about import PagesDialog, about_pages
from faceforge_app.dialogs.contact_sheet import ContactSheetDialog
from faceforge_app.dialogs.donor_photo import DonorPhotoDialog
from faceforge_app.dialogs.engines import EnginesDialog
from faceforge_app.dialogs.export import ExportDialog
from faceforge_app.dialogs.help import HelpWindow
from faceforge_app.dialogs.log import LogDialog
from faceforge_app.dialogs.photo_face import PhotoFaceDialog
from faceforge_app.dialogs.preferences import PreferencesDialog
from faceforge_app.dialogs.shortcuts import ShortcutsDialog
from faceforge_app.dialogs.welcome import WelcomeDialog
from faceforge_app.main_window import MainWindow
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings

QTS_OWN = (QScrollBar, QTabBar, QMenu, QToolBar)
FRAMES = (QMainWindow, QDialog, QLabel, QDialogButtonBox, QTabWidget)


def name_of(widget: QWidget) -> str:
    """What a screen reader says: a name, a button's words, or the label that is a widget's buddy."""
    words = widget.text() or widget.toolTip() if isinstance(widget, QAbstractButton) else ""
    window = widget.window()
    buddies = [label.text() for label in window.findChildren(QLabel) if label.buddy() is widget]
    return widget.accessibleName() or words or "".join(buddies)


def takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def part_of_another(widget: QWidget) -> bool:
    """The inner widgets of Qt's own composite ones, which speak for them."""
    parent = widget.parentWidget()
    inner = widget.objectName().startswith("qt_") or (
        isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()
    )
    inside_box = isinstance(widget, QLineEdit) and parent is not None and takes_focus(parent) and bool(name_of(parent))
    in_popup = widget.window().windowType() == Qt.WindowType.Popup  # a menu's or a combo box's list
    return inner or inside_box or in_popup


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in [root, *root.findChildren(QWidget)]
        if takes_focus(widget)
        and not isinstance(widget, (*QTS_OWN, *FRAMES))
        and not part_of_another(widget)
        and not name_of(widget)
    ]


def dialogs(session: Session, window: MainWindow, folder: Path) -> dict[str, Callable[[], QDialog]]:
    blank = DonorPhoto(np.full((60, 80, 3), 90, np.uint8), (), "blank.jpg")
    return {
        "about": lambda: PagesDialog("About", about_pages(session.library.donors, ())),
        "contact sheet": lambda: ContactSheetDialog(blank.image),
        "photo face": lambda: PhotoFaceDialog(blank),
        "donor photo": lambda: DonorPhotoDialog(session, blank),
        "engines": lambda: EnginesDialog(session),
        "export": lambda: ExportDialog(True, folder),
        "help": lambda: HelpWindow(window.actions_by_id, dict),
        "log": LogDialog,
        "preferences": lambda: PreferencesDialog(Settings()),
        "shortcuts": lambda: ShortcutsDialog({}),
        "welcome": WelcomeDialog,
    }


@pytest.fixture
def every_dialog(qtbot: QtBot, session: Session, window: MainWindow, tmp_path: Path) -> Iterator[dict[str, QDialog]]:
    made = {name: make() for name, make in dialogs(session, window, tmp_path).items()}
    for dialog in made.values():
        qtbot.addWidget(dialog)
    yield made
    for dialog in made.values():
        dialog.done(0)


def test_everything_in_the_window_has_a_name(window: MainWindow, session: Session) -> None:
    app.compose_example(session)
    session.select(session.document.layers[0].id)
    assert nameless(window) == []


def test_everything_in_the_dialogs_has_a_name(every_dialog: dict[str, QDialog]) -> None:
    assert {name: found for name, dialog in every_dialog.items() if (found := nameless(dialog))} == {}


def test_every_dialog_is_among_those_that_are_looked_at(every_dialog: dict[str, QDialog]) -> None:
    """A new dialog is added to `dialogs` above."""
    folder = Path(app.__file__).parent / "dialogs"
    with_dialogs = {path.stem for path in folder.glob("*.py") if "(QDialog)" in path.read_text("utf-8")}
    assert {type(dialog).__module__.rpartition(".")[2] for dialog in every_dialog.values()} == with_dialogs


def test_a_nameless_widget_is_found(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QLineEdit(dialog)
    assert nameless(dialog) == ["QLineEdit in QDialog"]
