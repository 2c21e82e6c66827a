"""JSON values and pictures of a project file as a document again. Nothing in the file is believed before it was checked."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import numpy as np

from engines.face.donors import Donor
from engines.face.landmarks import COUNT
from engines.face.regions import PART_KINDS
from engines.imaging.arrays import ByteImage, read_only
from engines.imaging.geometry import Placement
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer, Layer, PartLayer
from faceforge_app.document.project.encoding import DONOR_TEXTS
from faceforge_app.document.requests import part_to_canvas
from faceforge_app.document.results import ResultEntry, thumbnails_of

FURTHEST = 1000.0  # face frames; beyond it arithmetic loses what is seen
T = TypeVar("T")


class Decoder:
    """Reads what `Encoder.encode` wrote; raises `ValueError` or `LookupError` where it cannot have been written so."""

    def __init__(self, values: dict[str, Any], picture: Callable[[str], ByteImage]) -> None:
        self._values = values
        self._picture = picture
        self._donor = cache(self._read_donor)
        self._layer = cache(self._read_layer)
        self._document = cache(self._read_document)

    def document(self) -> Document:
        return self._document(_row(self._values["document"]))

    def results(self) -> tuple[ResultEntry, ...]:
        entries = tuple(self._result(_of(dict, row)) for row in _of(list, self._values["results"]))
        _check_ids(entry.id for entry in entries)
        return entries

    def _rows(self, table: str, number: int) -> dict[str, Any]:
        return _of(dict, _of(list, self._values[table])[number])

    def _read_document(self, number: int) -> Document:
        row = self._rows("documents", number)
        layers = tuple(self._layer(_row(layer)) for layer in _of(list, row["layers"]))
        _check_ids(layer.id for layer in layers)
        tone = row["skin_tone"]
        if tone is None:
            return Document(layers)
        red, green, blue = (_number(value, 0, 1) for value in _of(list, tone))
        return Document(layers, (red, green, blue))

    def _read_layer(self, number: int) -> Layer:
        row = self._rows("layers", number)
        common: dict[str, Any] = {
            "id": _of(str, row["id"]), "name": _of(str, row["name"]), "opacity": _number(row["opacity"], 0, 1),
            "visible": _of(bool, row["visible"]),
        }  # fmt: skip
        if row["type"] == "image":
            return ImageLayer(self._picture(_of(str, row["picture"])), recipe=_of(dict, row["recipe"]), **common)
        if row["type"] != "part" or row["kind"] not in PART_KINDS:
            raise ValueError("an unknown kind of layer")
        layer = PartLayer(
            row["kind"], self._donor(_row(row["donor"])), _placement(_of(list, row["placement"])),
            colour_match=_number(row["colour_match"], 0, 1), mirror_linked=_of(bool, row["mirror_linked"]), **common,
        )  # fmt: skip
        if not np.isfinite(part_to_canvas(layer)).all():
            raise ValueError("a part that lies nowhere")
        return layer

    def _read_donor(self, number: int) -> Donor:
        row = self._rows("donors", number)
        points = [[_number(x), _number(y)] for x, y in _of(list, row["landmarks"])]
        landmarks = read_only(np.array(points, np.float64).reshape(COUNT, 2))
        group = {_of(str, key): _of(str, value) for key, value in _of(dict, row["group"]).items()}
        texts = {name: _of(str, row[name]) for name in DONOR_TEXTS}
        return Donor(image=self._picture(_of(str, row["picture"])), landmarks=landmarks, group=group, **texts)

    def _result(self, row: dict[str, Any]) -> ResultEntry:
        images = tuple(self._picture(_of(str, name)) for name in _of(list, row["pictures"]))
        if not images:
            raise ValueError("a result without pictures")
        timings = {name: _number(value, 0, math.inf) for name, value in _of(dict, row["timings_ms"]).items()}
        return ResultEntry(
            _of(str, row["engine"]), images, thumbnails_of(images), self._document(_row(row["made_from"])),
            recipe=_of(dict, row["recipe"]), timings_ms=timings, starred=_of(bool, row["starred"]),
            note=_of(str, row["note"]), id=_of(str, row["id"]),
        )  # fmt: skip


def _placement(values: list[Any]) -> Placement:
    dx, dy, scale, rotation_deg, flip = values
    return Placement(
        _number(dx), _number(dy), _number(scale, 1e-3), _number(rotation_deg, -36_000, 36_000), _of(bool, flip)
    )


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise ValueError(f"{kind.__name__} expected")
    return value


def _row(value: object) -> int:
    """A row's number; negative ones would count from the end."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a row's number expected")
    return value


def _number(value: object, least: float = -FURTHEST, most: float = FURTHEST) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError("a number within its range expected")
    return float(value)


def _check_ids(ids: Any) -> None:
    listed = list(ids)
    if len(set(listed)) != len(listed) or "" in listed:
        raise ValueError("ids that are empty or given twice")
