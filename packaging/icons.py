"""The application's icon in every size that a system asks for, drawn from `assets/icons/faceforge.svg`.

Usage: python packaging/icons.py FOLDER [hicolor]: `faceforge.ico` and `faceforge.icns`, or a freedesktop icon theme.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).parent.parent / "assets" / "icons" / "faceforge.svg"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
IN_ICO = [(16, 16), (24, 24), (32, 32), (48, 48), (64, 64), (128, 128), (256, 256)]


def drawn(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    return image


def write_theme(folder: Path) -> None:
    for size in SIZES:
        for context, name in (("apps", "faceforge"), ("mimetypes", "application-x-faceforge-project")):
            place = folder / f"{size}x{size}" / context
            place.mkdir(parents=True, exist_ok=True)
            drawn(size).save(str(place / f"{name}.png"))
    scalable = folder / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    (scalable / "faceforge.svg").write_bytes(SVG.read_bytes())


def write_containers(folder: Path) -> None:
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    drawn(1024).save(str(folder / "faceforge.png"))
    picture = Image.open(folder / "faceforge.png")
    picture.save(folder / "faceforge.ico", sizes=IN_ICO)
    picture.save(folder / "faceforge.icns")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    (write_theme if "hicolor" in sys.argv[2:] else write_containers)(Path(sys.argv[1]))
