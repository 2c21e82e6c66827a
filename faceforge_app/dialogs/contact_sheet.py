"""All portraits of the strip on one sheet, to look at and to export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from engines.imaging.arrays import ByteImage
from faceforge_app import theme
from faceforge_app.language import tr
from faceforge_app.pictures import to_qimage

ROOM_PX = 40


class ContactSheetDialog(QDialog):
    export_asked = Signal()

    def __init__(self, sheet: ByteImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Contact sheet"))
        self.sheet = sheet
        picture = QLabel()
        picture.setPixmap(QPixmap.fromImage(to_qimage(sheet)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setAccessibleName(tr("Contact sheet"))
        area = QScrollArea()
        area.setWidget(picture)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area.setAccessibleName(tr("Contact sheet"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        export = buttons.addButton(tr("Export…"), QDialogButtonBox.ButtonRole.ActionRole)
        export.clicked.connect(self.export_asked)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        layout.addWidget(area)
        layout.addWidget(buttons)
        height, width = sheet.shape[:2]
        self.resize(min(width + ROOM_PX, 1100), min(height + 3 * ROOM_PX, 820))
