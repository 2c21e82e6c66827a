"""The folder that a batch writes: shards, a manifest, a list of what was left out, and how far it is.

`progress/` holds one finished item after another until its shard is whole, then the shard's rows. What is written there or in a shard is
written whole or not at all, so a batch can be stopped at any moment and goes on where it was.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engines.errors import InputError
from engines.imaging.io import write_atomically
from engines.imaging.shards import END_OF_SHARD
from faceforge_app.batch.items import Item
from faceforge_app.batch.worker import Outcome

PROGRESS, JOB = "progress", "job.json"
MANIFEST, LEFT_OUT = "manifest.csv", "left-out.csv"
MANIFEST_COLUMNS = ("key", "shard", "made_from", "subject", "variant", "seed", "match")
LEFT_OUT_COLUMNS = ("key", "why")


class Output:
    """`items` are packed into shards of `shard_size` items each, in their order, whatever the order in which they are kept."""

    def __init__(self, folder: Path, items: Sequence[Item], shard_size: int, fingerprint: str) -> None:
        """Raises `InputError` where the folder holds another job."""
        self.folder, self.items, self._shard_size = folder, items, shard_size
        self._progress = folder / PROGRESS
        self._claim(fingerprint)
        self._kept = {int(path.stem) for path in self._progress.glob("[0-9]*.json")}
        self._whole = {shard for shard in range(self.shards) if self._rows_of(shard).is_file()}

    @property
    def shards(self) -> int:
        return -(-len(self.items) // self._shard_size)

    def to_do(self) -> list[int]:
        """The positions of the items that are not done yet."""
        return [
            position
            for position in range(len(self.items))
            if position // self._shard_size not in self._whole and position not in self._kept
        ]

    def keep(self, position: int, outcome: Outcome) -> None:
        """Store what became of an item."""
        write_atomically(self._piece(position, ".tar"), outcome.members)
        told = {"rows": outcome.rows, "left_out": outcome.left_out}
        write_atomically(self._piece(position, ".json"), json.dumps(told).encode())
        self._kept.add(position)
        self._pack(position // self._shard_size)

    def finish(self) -> tuple[int, int]:
        """Pack what a stopped run left unpacked and write the two lists; how many pictures were made, and how much was left out."""
        for shard in range(self.shards):
            self._pack(shard)
        made = self._list(MANIFEST, MANIFEST_COLUMNS, "rows")
        return made, self._list(LEFT_OUT, LEFT_OUT_COLUMNS, "left_out")

    def _claim(self, fingerprint: str) -> None:
        path = self._progress / JOB
        if path.is_file():
            if path.read_text("utf-8") != fingerprint:
                raise InputError(
                    f"{self.folder} holds the pictures of another job. Choose another folder for this one."
                )
            return
        if self.folder.is_dir() and any(self.folder.iterdir()):
            raise InputError(f"{self.folder} is not empty. Choose another folder.")
        write_atomically(path, fingerprint.encode())

    def _pack(self, shard: int) -> None:
        """Write a shard once all of its items are there; its rows say that it is whole, and are written last."""
        positions = range(shard * self._shard_size, min((shard + 1) * self._shard_size, len(self.items)))
        if shard in self._whole or not self._kept.issuperset(positions):
            return
        pieces = [self._piece(position, ".tar").read_bytes() for position in positions]
        if any(pieces):
            write_atomically(self.folder / self._name(shard), b"".join([*pieces, END_OF_SHARD]))
        told = [json.loads(self._piece(position, ".json").read_bytes()) for position in positions]
        write_atomically(self._rows_of(shard), json.dumps(self._rows(shard, told)).encode())
        self._whole.add(shard)
        for position in positions:
            self._piece(position, ".json").unlink()
            self._piece(position, ".tar").unlink()

    def _rows(self, shard: int, told: list[dict[str, Any]]) -> dict[str, list[dict[str, str]]]:
        name = self._name(shard)
        return {
            "rows": [row | {"shard": name} for each in told for row in each["rows"]],
            "left_out": [{"key": key, "why": why} for each in told for key, why in each["left_out"].items()],
        }

    def _list(self, name: str, columns: Sequence[str], which: str) -> int:
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        count = 0
        for shard in range(self.shards):
            rows = json.loads(self._rows_of(shard).read_bytes())[which]
            writer.writerows(rows)
            count += len(rows)
        write_atomically(self.folder / name, text.getvalue().encode())
        return count

    def _name(self, shard: int) -> str:
        return f"faces-{shard:05d}.tar"

    def _rows_of(self, shard: int) -> Path:
        return self._progress / f"faces-{shard:05d}.json"

    def _piece(self, position: int, suffix: str) -> Path:
        return self._progress / f"{position:09d}{suffix}"
