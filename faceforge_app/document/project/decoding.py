"""JSON values and pictures of a project file as a document again. Nothing in the file is believed before it was checked."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from engines.face.donors import Donor
from engines.face.landmarks import COUNT
from engines.face.regions import PART_KINDS
from engines.imaging.arrays import ByteImage, read_only
from engines.imaging.geometry import Placement
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer, Layer, PartLayer
from faceforge_app.document.project.encoding import DONOR_TEXTS
from faceforge_app.document.requests import part_to_canvas
from faceforge_app.document.results import MAPS, ResultEntry, thumbnails_of

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
        entries = tuple(self._result(value_of(dict, row)) for row in value_of(list, self._values["results"]))
        _check_ids(entry.id for entry in entries)
        return entries

    def _rows(self, table: str, number: int) -> dict[str, Any]:
        return value_of(dict, value_of(list, self._values[table])[number])

    def _read_document(self, number: int) -> Document:
        row = self._rows("documents", number)
        layers = tuple(self._layer(_row(layer)) for layer in value_of(list, row["layers"]))
        _check_ids(layer.id for layer in layers)
        tone = row["skin_tone"]
        if tone is None:
            return Document(layers)
        red, green, blue = (number_in(value, 0, 1) for value in value_of(list, tone))
        return Document(layers, (red, green, blue))

    def _read_layer(self, number: int) -> Layer:
        row = self._rows("layers", number)
        common: dict[str, Any] = {
            "id": value_of(str, row["id"]), "name": value_of(str, row["name"]), "opacity": number_in(row["opacity"], 0, 1),
            "visible": value_of(bool, row["visible"]),
        }  # fmt: skip
        if row["type"] == "image":
            return ImageLayer(
                self._picture(value_of(str, row["picture"])), recipe=value_of(dict, row["recipe"]), **common
            )
        if row["type"] != "part" or value_of(str, row["kind"]) not in PART_KINDS:
            raise ValueError("an unknown kind of layer")
        layer = PartLayer(
            row["kind"], self._donor(_row(row["donor"])), placement_from(value_of(list, row["placement"])),
            colour_match=number_in(row["colour_match"], 0, 1), mirror_linked=value_of(bool, row["mirror_linked"]), **common,
        )  # fmt: skip
        if not np.isfinite(part_to_canvas(layer)).all():
            raise ValueError("a part that lies nowhere")
        return layer

    def _read_donor(self, number: int) -> Donor:
        row = self._rows("donors", number)
        points = [[number_in(value) for value in value_of(list, point)] for point in value_of(list, row["landmarks"])]
        landmarks = read_only(np.array(points, np.float64).reshape(COUNT, 2))
        group = {value_of(str, key): value_of(str, value) for key, value in value_of(dict, row["group"]).items()}
        texts = {name: value_of(str, row[name]) for name in DONOR_TEXTS}
        return Donor(image=self._picture(value_of(str, row["picture"])), landmarks=landmarks, group=group, **texts)

    def _result(self, row: dict[str, Any]) -> ResultEntry:
        images = tuple(self._picture(value_of(str, name)) for name in value_of(list, row["pictures"]))
        numbers = tuple(_row(number) for number in value_of(list, row["numbers"]))
        if not images or len(set(numbers)) != len(images) or len(numbers) != len(images):
            raise ValueError("a result needs pictures and a number for each")
        timings = {name: number_in(value, 0, math.inf) for name, value in value_of(dict, row["timings_ms"]).items()}
        return ResultEntry(
            value_of(str, row["engine"]), images, thumbnails_of(images), numbers, self._document(_row(row["made_from"])),
            recipe=value_of(dict, row["recipe"]), timings_ms=timings,
            starred=tuple(_row(number) for number in value_of(list, row["starred"])),
            note=value_of(str, row["note"]), id=value_of(str, row["id"]), maps=self._maps(row.get("maps", {})),
        )  # fmt: skip

    def _maps(self, row: object) -> dict[str, NDArray[np.uint8]]:
        """Maps came later than the format."""
        return {
            name: read_only(self._picture(value_of(str, value))[..., 0].copy())
            for name, value in value_of(dict, row).items()
            if name in MAPS
        }


def placement_from(values: list[Any]) -> Placement:
    dx, dy, scale, rotation_deg, flip = values
    return Placement(
        number_in(dx),
        number_in(dy),
        number_in(scale, 1e-3),
        number_in(rotation_deg, -36_000, 36_000),
        value_of(bool, flip),
    )


def value_of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise ValueError(f"{kind.__name__} expected")
    return value


def _row(value: object) -> int:
    """A row's number; negative ones would count from the end."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a row's number expected")
    return value


def number_in(value: object, least: float = -FURTHEST, most: float = FURTHEST) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError("a number within its range expected")
    return float(value)


def _check_ids(ids: Any) -> None:
    listed = list(ids)
    if len(set(listed)) != len(listed) or "" in listed:
        raise ValueError("ids that are empty or given twice")
