"""A first composition, guided: a card over the canvas says one step at a time, and goes on by itself when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceforge_app import theme
from faceforge_app.language import mark, tr
from faceforge_app.panels.widgets import push_button
from faceforge_app.session.session import Session

WIDTH_PX, MARGIN_PX, LINE_PX = 360, 8, 2


@dataclass(frozen=True)
class Step:
    """`target` names the widget it is about; `done` says from the session whether there is nothing left to do."""

    title: str
    text: str
    target: str
    done: Callable[[Session], bool] = lambda session: False


def has_parts(*kinds: str) -> Callable[[Session], bool]:
    """Whether the composition has these kinds of part; a pair may be taken apart."""
    return lambda session: all(
        any(part.kind in (kind, f"left_{kind.rstrip('s')}") for part in session.document.parts) for kind in kinds
    )


STEPS = (
    Step(mark("Eyes"), mark(
        "This is an average face. Choose “Eyes” above the library, then double-click a person's eyes, or press Enter on them."),
        "library", has_parts("eyes")),
    Step(mark("More people"), mark(
        "Do the same for “Brows”, “Nose”, “Mouth” and “Jaw”, each from another person if you like."),
        "library", has_parts("brows", "nose", "mouth", "jaw")),
    Step(mark("Adjust"), mark(
        "Click a part on the face, then drag it, or move it with the arrow keys. Undo takes every step back."), "canvas"),
    Step(mark("Paint"), mark(
        "Press “Generate” on the right, or Ctrl+Enter. Four portraits are painted from the parts."),
        "engine", lambda session: bool(session.results)),
    Step(mark("Keep one"), mark(
        "Click the portrait that you like in “Results”, then choose “Export…” in the File menu (Ctrl+E), and “Save” for all of it. "
        "Help (F1) tells the rest."), "results"),
)  # fmt: skip


class Tour(QFrame):
    """Lies in the window where it hides nothing that the step is about, and everything stays usable; Escape or “Skip” ends it."""

    ended = Signal()

    def __init__(self, session: Session, window: QWidget, targets: Mapping[str, QWidget]) -> None:
        super().__init__(window)
        self._session, self._targets = session, targets
        self._number = 0
        self._outline = Outline(window)
        self.setProperty("card", True)
        self.setAccessibleName(tr("First composition"))
        self.setFixedWidth(WIDTH_PX)
        self._build()
        self.hide()
        targets["canvas"].installEventFilter(self)
        for changed in (session.document_changed, session.results.changed):
            changed.connect(self._look)

    def _build(self) -> None:
        self._count, self._title, self._text = QLabel(), QLabel(), QLabel()
        self._count.setProperty("muted", True)
        self._title.setProperty("heading", True)
        self._text.setWordWrap(True)
        self.skip, self.next = push_button(tr("Skip")), QPushButton()
        self.next.setProperty("accent", True)
        self.skip.clicked.connect(self.end)
        self.next.clicked.connect(self.go_on)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(theme.GRID)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addLayout(foot)

    @property
    def step(self) -> Step:
        return STEPS[self._number]

    def start(self) -> None:
        """From the first step that is not done yet."""
        self._number = 0
        self.show()
        self._look()
        self._show_step()
        self.next.setFocus()

    def go_on(self) -> None:
        if self._number + 1 == len(STEPS):
            self.end()
            return
        self._number += 1
        self._show_step()

    def end(self) -> None:
        self.hide()
        self._outline.hide()
        self.ended.emit()

    def _look(self) -> None:
        """Go on where the step has been done."""
        if self.isHidden():
            return
        if self._session.document.photo is not None:
            self.end()
            return
        while self._number + 1 < len(STEPS) and self.step.done(self._session):
            self._number += 1
            self._show_step()

    def _show_step(self) -> None:
        self._title.setText(tr(self.step.title))
        self._text.setText(tr(self.step.text))
        self._count.setText(tr("{done} of {total}", done=self._number + 1, total=len(STEPS)))
        self.next.setText(tr("Finish") if self._number + 1 == len(STEPS) else tr("Next"))
        self.setAccessibleDescription(tr(self.step.text))
        self._outline.surround(self._targets[self.step.target])
        self._place()

    def _place(self) -> None:
        self.setFixedHeight(self.heightForWidth(WIDTH_PX))
        results = self._targets["results"]
        under = self._targets["canvas"] if self.step.target == "results" or not results.isVisible() else results
        corner = under.mapTo(self.window(), under.rect().bottomLeft())
        self.move(corner + QPoint(MARGIN_PX, 1 - MARGIN_PX - self.height()))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            QTimer.singleShot(0, self._show_step)  # when the other docks have their sizes, too
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            event.accept()  # it is a command of the window otherwise
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)


class Outline(QWidget):
    """A line around another widget of the window; the pointer does not notice it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, target: QWidget) -> None:
        self.setGeometry(QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().line), LINE_PX))
        painter.drawRoundedRect(self.rect().adjusted(LINE_PX, LINE_PX, -LINE_PX, -LINE_PX), 4, 4)
