"""The first screen: what FaceForge is for, what it is not for, and that nothing leaves the machine."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from faceforge_app import theme
from faceforge_app.language import mark, tr
from faceforge_app.panels.widgets import push_button

ICON_PX, WIDTH_PX = 32, 560
SECTIONS = (
    ("account-heart-outline", mark("What it is for"), mark(
        "Composing faces of people who do not exist: for artists, for forensic artists who work from a description, and for people who "
        "study faces.")),
    ("account-cancel-outline", mark("What it is not for"), mark(
        "Impersonating or harassing anybody, and identifying anybody as evidence. A composed face is a drawing: it shows nobody, and that "
        "somebody resembles it proves nothing. Use photos of people only with their consent.")),
    ("lock-outline", mark("Nothing leaves this machine"), mark(
        "Photos, projects and portraits stay here. FaceForge sends nothing and counts nothing. Every exported picture says in its metadata "
        "that it is synthetic.")),
)  # fmt: skip


class WelcomeDialog(QDialog):
    """Shown once by itself; later from the Help menu."""

    tour_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Welcome to FaceForge"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(2 * theme.GRID)
        for icon, title, text in SECTIONS:
            layout.addLayout(_section(icon, tr(title), tr(text)))
        layout.addSpacing(theme.GRID)
        layout.addLayout(self._buttons())
        self.setFixedSize(WIDTH_PX, layout.totalHeightForWidth(WIDTH_PX))

    def _buttons(self) -> QHBoxLayout:
        self.how = push_button(tr("Show me how"))
        self.how.clicked.connect(self.tour_asked)
        self.how.clicked.connect(self.accept)
        self.start = QPushButton(tr("Start"))
        self.start.setDefault(True)
        self.start.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.how)
        row.addStretch(1)
        row.addWidget(self.start)
        return row


def _section(icon: str, title: str, text: str) -> QHBoxLayout:
    picture = QLabel()
    picture.setPixmap(theme.icon(icon).pixmap(QSize(ICON_PX, ICON_PX)))
    picture.setAlignment(Qt.AlignmentFlag.AlignTop)
    heading = QLabel(title)
    heading.setProperty("heading", True)
    heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    words = QLabel(text)
    words.setWordWrap(True)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(heading)
    column.addWidget(words)
    column.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(2 * theme.GRID)
    row.addWidget(picture)
    row.addLayout(column, 1)
    return row
