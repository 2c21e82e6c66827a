"""The library's donors as a Qt model: filtered by words, with what a person may know of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from engines.face.donors import Donor
from faceforge_app.drag_data import PART, part_mime

Index = QModelIndex | QPersistentModelIndex
DonorRole = Qt.ItemDataRole.UserRole


def donor_words(donor: Donor) -> str:
    """What the search looks through, in lower case."""
    return " ".join((donor.name, donor.id, *donor.group.values())).replace("_", " ").lower()


def matches(words: str, query: str) -> bool:
    """Every word of the query begins a word of the donor: `male` does not find `female`."""
    starts = f" {words.replace('-', ' ')} {words} "
    return all(f" {word}" in starts for word in query.lower().split())


def group_text(donor: Donor) -> str:
    """Age, gender, ethnicity, expression, as far as the source says them."""
    order = ("age", "gender", "ethnicity", "expression")
    known = [donor.group[key] for key in order if donor.group.get(key)]
    return ", ".join(value.replace("_", " ") for value in known)


def licence_text(donor: Donor) -> str:
    return " · ".join(text for text in (donor.licence, donor.attribution or donor.source) if text)


def tool_tip(donor: Donor) -> str:
    rows = [
        f"<b>{donor.name or donor.id}</b>",
        group_text(donor),
        licence_text(donor),
        f"<i>{donor.consent}</i>" if donor.consent else "",
    ]
    return "<p style='white-space: pre-wrap'>" + "<br>".join(row for row in rows if row) + "</p>"


class DonorModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._donors: tuple[Donor, ...] = ()
        self._shown: tuple[Donor, ...] = ()
        self._query = ""
        self.kind = "eyes"

    def set_donors(self, donors: Sequence[Donor]) -> None:
        self._donors = tuple(donors)
        self._filter()

    def set_query(self, query: str) -> None:
        self._query = query
        self._filter()

    def set_kind(self, kind: str) -> None:
        self.beginResetModel()
        self.kind = kind
        self.endResetModel()

    def pictures_ready(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [Qt.ItemDataRole.DecorationRole])

    def donor(self, index: Index) -> Donor | None:
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        donor = self.donor(index)
        if donor is None:
            return None
        if role == DonorRole:
            return donor
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(text for text in (donor.name or donor.id, group_text(donor)) if text)
        return tool_tip(donor) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [PART]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        donor = self.donor(indexes[0])
        return part_mime(donor.id if donor else "", self.kind)

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = tuple(donor for donor in self._donors if matches(donor_words(donor), self._query))
        self.endResetModel()
