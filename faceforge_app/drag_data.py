"""A library part on its way to the canvas, and files on their way to the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from engines.imaging.io import READ_SUFFIXES
from faceforge_app.document.project_file import is_project

PART = "application/x-faceforge-part"


def part_mime(donor_id: str, kind: str) -> QMimeData:
    data = QMimeData()
    data.setData(PART, f"{kind}\n{donor_id}".encode())
    return data


def read_part(data: QMimeData) -> tuple[str, str] | None:
    """Donor id and kind, or None where something else is dragged."""
    if not data.hasFormat(PART):
        return None
    kind, _, donor_id = bytes(data.data(PART).data()).decode().partition("\n")
    return donor_id, kind


def photo_paths(data: QMimeData) -> list[Path]:
    """The picture files among what is dragged or pasted."""
    return [path for path in local_files(data) if path.suffix.lower() in READ_SUFFIXES]


def dropped_paths(data: QMimeData) -> list[Path]:
    """The files among what is dragged that a drop would open: projects and pictures."""
    return [path for path in local_files(data) if is_project(path) or path.suffix.lower() in READ_SUFFIXES]


def local_files(data: QMimeData) -> list[Path]:
    """Whatever files are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
