"""The jobs of the help, walked step by step with pointer and keys in a window; the engine is a stand-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from engines import registry
from engines.assets import assets_folder
from engines.imaging.io import COMPOSITE, read_image, read_label, write_image
from engines.requests import CompletionRequest, ContextRequest, PartsRequest, SketchRequest
from faceforge_app.dialogs.export import ExportDialog
from faceforge_app.dialogs.photo_face import PhotoFaceDialog
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings
from tests.fakes import FakeEngine, FakeLandmarks, face_picture, fake_donor

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PATIENCE_MS = 30_000


class Page:
    """The numbered steps of a page's first job; every one must be walked, in order."""

    def __init__(self, name: str) -> None:
        text = (assets_folder() / "help" / "en" / f"{name}.md").read_text("utf-8")
        job = text.split("\n## ")[1]
        self._left = re.findall(r"^\d+\. (.+)$", job, re.MULTILINE)

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        assert words in self._left[0], f"the next step is: {self._left[0]}"
        yield
        self._left.pop(0)

    def walked(self) -> bool:
        return not self._left


class Hand:
    """The pointer and the keys of somebody in front of the window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window

    def press(self, text: str, within: QWidget | None = None) -> None:
        """Click the button that says this, or has it as its name."""
        buttons = (within or self._window).findChildren(QAbstractButton)
        button = next(
            button
            for button in buttons
            if button.isVisible()
            and button.isEnabled()
            and text in (button.text(), button.accessibleName(), button.toolTip().partition(":")[0])
        )
        self._qtbot.mouseClick(button, LEFT)

    def use_first_part(self, row: int) -> None:
        parts = self._window.library.list
        place = parts.visualRect(self._window.library.model.index(row)).center()
        self._qtbot.mouseClick(parts.viewport(), LEFT, pos=place)
        self._qtbot.mouseDClick(parts.viewport(), LEFT, pos=place)

    def drag(self, *points: tuple[float, float]) -> None:
        """Along points of the face frame on the canvas."""
        kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(points) - 1)]
        for kind, point in zip([*kinds, QEvent.Type.MouseButtonRelease], [*points, points[-1]], strict=True):
            canvas, view = self._window.canvas, self._window.canvas.view
            place = QPointF(view.left + point[0] * view.side, view.top + point[1] * view.side)
            button = NONE if kind == QEvent.Type.MouseMove else LEFT
            held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
            there = canvas.mapToGlobal(place)
            QApplication.sendEvent(
                canvas, QMouseEvent(kind, place, there, button, held, Qt.KeyboardModifier.NoModifier)
            )

    def place_face(self) -> None:
        """Both eyes and the mouth, in a photo or sketch whose face was not found."""
        dialog = self._window.findChild(PhotoFaceDialog)
        assert dialog is not None
        side = min(dialog.view.width(), dialog.view.height())
        corner = QPoint((dialog.view.width() - side) // 2, (dialog.view.height() - side) // 2)
        for x, y in ((0.35, 0.45), (0.65, 0.45), (0.5, 0.75)):
            self._qtbot.mouseClick(dialog.view, LEFT, pos=corner + QPoint(int(x * side), int(y * side)))
        self.press("Use this face", dialog)

    def generate(self) -> None:
        with self._qtbot.waitSignal(self._window.session.run_finished, timeout=PATIENCE_MS):
            self.press("Generate")

    def choose(self, number: int) -> None:
        portraits = self._window.results.list
        place = portraits.visualRect(portraits.model().index(number, 0)).center()
        self._qtbot.mouseClick(portraits.viewport(), LEFT, pos=place)


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    return Hand(qtbot, window)


def answer_files(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "") -> None:
    """What the file dialogs answer."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *args: (str(path), kind or args[-1].split(";;")[0]))


def test_a_portrait_from_parts(
    qtbot: QtBot, window: MainWindow, session: Session, hand: Hand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, out = Page("1-portrait"), tmp_path / "portrait.png"
    with page.step("Choose a kind of part"):
        hand.press("Eyes", window.library)
        qtbot.keyClicks(window.library.search, "female smiling")
        qtbot.waitUntil(lambda: 0 < window.library.model.rowCount() < 60)
    with page.step("Double-click a part"):
        hand.use_first_part(0)
    with page.step("Do the same for *Brows*"):
        for row, kind in enumerate(("Brows", "Nose", "Mouth", "Jaw")):
            hand.press(kind, window.library)
            hand.use_first_part(row)
        assert {part.kind for part in session.document.parts} == {"eyes", "brows", "nose", "mouth", "jaw"}
    with page.step("Click a part on the face and adjust it"):
        hand.drag((0.5, 0.6), (0.5, 0.63))
        assert session.undo_label.startswith("Move")
    with page.step("In *Layers*, set its *Opacity*"):
        qtbot.keyClick(window.layers.opacity.slider, Qt.Key.Key_PageDown)
        assert any(part.opacity < 1 for part in session.document.parts)
    with page.step("choose a *Skin tone*"):
        hand.press("Skin tone: Tan", window.engine)
        assert session.document.skin_tone is not None
    with page.step("Press *Generate*"):
        hand.generate()
        assert window.stage.portrait.isVisible()
    with page.step("Press the dice"):
        hand.press("Another seed", window.engine)
        hand.generate()
        assert len(session.results) == 2
    with page.step("Press *Export…*"):
        answer_files(monkeypatch, out)
        hand.press("Export…")
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        hand.press("Export…", dialog)
        qtbot.waitUntil(out.exists, timeout=PATIENCE_MS)
    assert page.walked()
    assert read_image(out).image.shape[2] == 3


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, FakeEngine]:
    """One for parts, one that fills regions, one for sketches, one for surroundings."""
    kinds = {"parts": PartsRequest, "latent": CompletionRequest, "sketch": SketchRequest, "context": ContextRequest}
    made = {name: FakeEngine(name, kind) for name, kind in kinds.items()}
    monkeypatch.setattr(registry, "engines", lambda: {name: fake.spec for name, fake in made.items()})
    return made


@pytest.fixture
def faceless(qtbot: QtBot, engines: dict[str, FakeEngine], tmp_path: Path) -> Iterator[MainWindow]:
    """A window that finds no face by itself."""
    session = Session(settings=Settings(library=str(tmp_path / "library")), landmarks=lambda: FakeLandmarks(faces=0))
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    assert session.close()


def test_a_repaired_photo(
    qtbot: QtBot, engines: dict[str, FakeEngine], faceless: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    photo, out = tmp_path / "photo.png", tmp_path / "repaired.png"
    write_image(photo, face_picture(3, 400), label=None)
    window, session = faceless, faceless.session
    hand, page = Hand(qtbot, window), Page("2-photo")
    with page.step("Press *Open photo…*"):
        answer_files(monkeypatch, photo)
        hand.press("Open photo…")
        qtbot.waitUntil(lambda: window.findChild(PhotoFaceDialog) is not None, timeout=PATIENCE_MS)
    with page.step("click one eye, the other eye and the mouth"):
        hand.place_face()
        assert session.document.photo is not None
    with page.step("Choose the *Brush*"):
        window.actions_by_id["tool_brush"].trigger()
        hand.drag((0.45, 0.6), (0.5, 0.6), (0.55, 0.6))
        assert session.document.photo.mask.any
    with page.step("choose an engine that fills regions"):
        window.engine._engines.setCurrentText(engines["latent"].spec.title)
        window.engine._engines.activated.emit(window.engine._engines.currentIndex())
        assert session.engine_id == "latent"
    with page.step("Press *Generate*"):
        hand.generate()
    with page.step("press *Apply to the photo*"):
        hand.choose(1)
        with qtbot.waitSignal(session.photo.put_back, timeout=PATIENCE_MS):
            hand.press("Apply to the photo")
    with page.step("Press *Export…*"):
        answer_files(monkeypatch, out, "PNG (*.png)")
        hand.press("Export…")
        qtbot.waitUntil(out.exists, timeout=PATIENCE_MS)
    assert page.walked()
    before, after = read_image(photo).image, read_image(out).image
    changed = (before != after).any(axis=2)
    assert changed.any() and changed.mean() < 0.2
    assert read_label(out) == COMPOSITE


def test_a_photo_from_a_sketch(
    qtbot: QtBot, faceless: MainWindow, engines: dict[str, FakeEngine], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scan, out = tmp_path / "scan.png", tmp_path / "photo.png"
    paper = np.full((400, 400, 3), 230, np.uint8)
    cv2.ellipse(paper, (200, 220), (120, 160), 0, 0, 360, (60, 60, 60), 3)
    write_image(scan, paper, label=None)
    window, session = faceless, faceless.session
    hand, page = Hand(qtbot, window), Page("2-sketch")
    with page.step("Press *Open sketch…*"):
        answer_files(monkeypatch, scan)
        window.actions_by_id["open_sketch"].trigger()
        qtbot.waitUntil(lambda: window.findChild(PhotoFaceDialog) is not None, timeout=PATIENCE_MS)
    with page.step("click one eye, the other eye and the mouth"):
        hand.place_face()
        qtbot.waitUntil(lambda: session.document.sketch is not None, timeout=PATIENCE_MS)
    with page.step("choose the colours of skin, hair, eyes and lips"):
        hand.press("Hair: Red")
        assert session.document.sketch.colours.get("hair") is not None
    with page.step("Press *Generate*"):
        hand.generate()
        assert isinstance(engines["sketch"].requests[-1], SketchRequest)
    with page.step("press *Export…*"):
        hand.choose(1)
        answer_files(monkeypatch, out)
        hand.press("Export…")
        dialog = window.findChild(ExportDialog)
        assert dialog is not None and dialog.what.currentText() == "Portrait"
        hand.press("Export…", dialog)
        qtbot.waitUntil(out.exists, timeout=PATIENCE_MS)
    assert page.walked()


def test_a_portrait_around_a_face(
    qtbot: QtBot, engines: dict[str, FakeEngine], faceless: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("faceforge_app.session.surroundings.has_face_network", lambda: False)
    window, session, out = faceless, faceless.session, tmp_path / "photo.png"
    hand, page = Hand(qtbot, window), Page("2-surroundings")
    with page.step("choose a portrait in *Results*"):
        session.add_part(fake_donor(), "nose")
        hand.generate()
        hand.choose(0)
    with page.step("choose [New surroundings]"), qtbot.waitSignal(session.surroundings.begun, timeout=PATIENCE_MS):
        window.actions_by_id["extend"].trigger()
    with page.step("what is not marked stays"):
        window.actions_by_id["tool_eraser"].trigger()
        hand.drag((0.1, 0.1), (0.2, 0.1), (0.3, 0.1))
        assert session.undo_label == "Eraser"
    with page.step("Choose a colour for the hair and for the background"):
        hand.press("Colour of the background: White", window.engine)
    with page.step("Press *Generate*"):
        hand.generate()
        assert engines["context"].requests[-1].colours
    with page.step("press *Apply to the photo*"):
        hand.choose(1)
        with qtbot.waitSignal(session.photo.put_back, timeout=PATIENCE_MS):
            hand.press("Apply to the photo")
    with page.step("Press *Export…*"):
        answer_files(monkeypatch, out, "PNG (*.png)")
        hand.press("Export…")
        qtbot.waitUntil(out.exists, timeout=PATIENCE_MS)
    assert page.walked()
