"""The session's results: a sequence of entries, newest first, with what the user does to them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from faceforge_app.document.results import ResultEntry, count_variants, within_limit
from faceforge_app.language import mark, tr

MEGA = 1_000_000
IN_MEMORY, IN_THE_FILE = mark("in memory"), mark("in the file")
DROPPED = mark(
    "{count} older portrait(s) without a star were dropped to stay within {limit} MB {place}. Star what you want to keep."
)


class Results(QObject):
    changed = Signal()
    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ResultEntry, ...] = ()

    @property
    def entries(self) -> tuple[ResultEntry, ...]:
        return self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, place: int) -> ResultEntry:
        return self._entries[place]

    def __iter__(self) -> Iterator[ResultEntry]:
        return iter(self._entries)

    def entry(self, result_id: str) -> ResultEntry:
        """Raises `KeyError`."""
        for entry in self._entries:
            if entry.id == result_id:
                return entry
        raise KeyError(result_id)

    def use(self, entries: tuple[ResultEntry, ...]) -> None:
        """Others take the place of these."""
        self._entries = entries
        self.changed.emit()

    def add(self, entry: ResultEntry) -> None:
        self.use((entry, *self._entries))

    def delete(self, result_id: str) -> None:
        self.use(tuple(entry for entry in self._entries if entry.id != result_id))

    def delete_variant(self, result_id: str, variant: int) -> None:
        """Throw one picture of a run away; with its last one the run goes."""
        fewer = self.entry(result_id).without(variant)
        if fewer.images:
            self._change(fewer)
        else:
            self.delete(result_id)

    def star(self, result_id: str, variant: int, starred: bool = True) -> None:
        self._change(self.entry(result_id).with_star(variant, starred))

    def set_note(self, result_id: str, note: str) -> None:
        """A few words of the user's about a run."""
        if note != self.entry(result_id).note:
            self._change(dataclasses.replace(self.entry(result_id), note=note))

    def keep_within_memory(self, limit_mb: int) -> None:
        """Let the oldest pictures without a star go until the others fit."""
        self._drop(within_limit(self._entries, limit_mb * MEGA, lambda image: image.nbytes), limit_mb, IN_MEMORY)

    def keep(self, kept: tuple[ResultEntry, ...], limit_mb: int) -> None:
        """What a save left out is let go, so that the file holds what is seen."""
        self._drop(kept, limit_mb, IN_THE_FILE)

    def _change(self, changed: ResultEntry) -> None:
        self.use(tuple(changed if entry.id == changed.id else entry for entry in self._entries))

    def _drop(self, kept: tuple[ResultEntry, ...], limit_mb: int, place: str) -> None:
        count = count_variants(self._entries) - count_variants(kept)
        if count:
            self.use(kept)
            self.told.emit(tr(DROPPED, count=count, limit=limit_mb, place=tr(place)))
