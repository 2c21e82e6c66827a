"""Help in the window: pages for what is being done, and the first screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from engines.errors import EngineError
from faceforge_app.session.session import Session

if TYPE_CHECKING:
    from faceforge_app.dialogs.help import HelpWindow
    from faceforge_app.dialogs.welcome import WelcomeDialog
    from faceforge_app.panels.tour import Tour

PORTRAIT, PHOTO, SKETCH, PROJECTS, KEYBOARD = "1-portrait", "2-photo", "2-sketch", "3-projects", "4-keyboard"
PAGE_OF_DOCK = {"results_dock": PROJECTS}


class HelpCommands(QObject):
    """`actions` are what the links in the pages do, `targets` what the tour points at; set before they are needed."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.actions: Mapping[str, QAction] = {}
        self.targets: Mapping[str, QWidget] = {}
        self.tour: Tour | None = None
        self._session, self._window = session, window
        self._help: HelpWindow | None = None

    def show_page(self, name: str = "") -> None:
        """A page by name, or the one for what has the focus."""
        from faceforge_app.dialogs.help import HelpWindow

        document = self._session.document
        usual = PHOTO if document.photo is not None else SKETCH if document.sketch is not None else PORTRAIT
        wanted = name or page_for(QApplication.focusWidget(), usual)
        if self._help is None:
            self._help = HelpWindow(self.actions, lambda: self._session.settings.shortcuts, self._window)
        self._help.open_page(wanted)

    def welcome(self) -> WelcomeDialog:
        from faceforge_app.dialogs.welcome import WelcomeDialog

        dialog = WelcomeDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.tour_asked.connect(self.show_tour)
        dialog.finished.connect(self._on_welcomed)
        dialog.open()
        return dialog

    def show_tour(self) -> None:
        """A first composition, step by step; one that is under way begins again."""
        from faceforge_app.panels.tour import Tour

        if self.tour is None:
            self.tour = Tour(self._session, self._window, self.targets)
        self.tour.start()

    def log(self) -> None:
        from faceforge_app.dialogs.log import LogDialog

        dialog = LogDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def welcome_once(self, then: Callable[[], object], offer_tour: bool = True) -> None:
        """The first screen, unless the user has seen it; `then` is what comes after it. Whoever brings a file is not offered the tour."""
        if self._session.settings.welcomed:
            then()
            return
        dialog = self.welcome()
        dialog.how.setVisible(offer_tour)
        dialog.finished.connect(lambda: then())

    def _on_welcomed(self) -> None:
        if not self._session.settings.welcomed:
            with suppress(EngineError):  # it is shown again next time, which is better than an error now
                self._session.use_settings(replace(self._session.settings, welcomed=True))


def page_for(widget: QWidget | None, usual: str) -> str:
    """The page on what a widget is for; `usual` where it has none of its own."""
    while widget is not None and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return PAGE_OF_DOCK.get(widget.objectName(), usual) if widget is not None else usual
