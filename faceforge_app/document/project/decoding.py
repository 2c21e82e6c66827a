"""JSON values and pictures of a project file as a document again. Nothing in the file is believed before it was checked."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from engines.face.donors import Donor
from engines.face.landmarks import COUNT
from engines.face.regions import PART_KINDS
from engines.imaging.arrays import Affine, Points, read_only, to_float
from engines.imaging.decoding import MAX_MEGAPIXELS
from engines.imaging.geometry import Placement
from engines.imaging.photo_file import PhotoFile
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer, Layer, PartLayer
from faceforge_app.document.photo import Patch, PhotoGround
from faceforge_app.document.project.encoding import DONOR_TEXTS
from faceforge_app.document.project.pictures import MEGA, PictureReader
from faceforge_app.document.requests import part_to_canvas
from faceforge_app.document.results import MAPS, ResultEntry, thumbnails_of
from faceforge_app.document.sketch import COLOURED, REGIONS, REQUEST_PX, SHEET_PX, SketchGround, labels_within
from faceforge_app.document.tiles import FULL, SIDE, Tile, TiledMask

FURTHEST = 1000.0  # face frames; beyond it arithmetic loses what is seen
SMALLEST = 1e-6  # area that something is laid on, of the face frame
T = TypeVar("T")


class Decoder:
    """Reads what `Encoder.encode` wrote; raises `ValueError` or `LookupError` where it cannot have been written so."""

    def __init__(self, values: dict[str, Any], pictures: PictureReader) -> None:
        self._values = values
        self._pictures = pictures
        self._picture = pictures.read
        self._donor = cache(self._read_donor)
        self._layer = cache(self._read_layer)
        self._document = cache(self._read_document)
        self._photo = cache(self._read_photo)
        self._patch = cache(self._read_patch)
        self._mask = cache(self._read_mask)
        self._tile = cache(self._read_tile)

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
        photo = None if row["photo"] is None else self._ground(value_of(dict, row["photo"]))
        sketch = None if row["sketch"] is None else self._sketch(value_of(dict, row["sketch"]))
        if photo is not None and sketch is not None:
            raise ValueError("a document lies on one thing alone")
        return Document(layers, None if tone is None else _tone(tone), photo, sketch)

    def _sketch(self, row: dict[str, Any]) -> SketchGround:
        ink = self._mask(_row(row["ink"]))
        parsing = None if row["parsing"] is None else self._mask(_row(row["parsing"]))
        if (ink.height, ink.width) != (SHEET_PX, SHEET_PX):
            raise ValueError("a sheet of another size")
        if parsing is not None and (
            (parsing.height, parsing.width) != (REQUEST_PX, REQUEST_PX) or not labels_within(parsing.pixels())
        ):
            raise ValueError("a parsing of another size, or of classes that there are not")
        landmarks = None if row["landmarks"] is None else points_from(row["landmarks"])
        colours = {name: _tone(tone) for name, tone in value_of(dict, row["colours"]).items() if name in COLOURED}
        literal = {
            name: number_in(value, 0, 1) for name, value in value_of(dict, row["literal"]).items() if name in REGIONS
        }
        return SketchGround(ink, landmarks, parsing, colours, literal, value_of(str, row["name"]))

    def _ground(self, row: dict[str, Any]) -> PhotoGround:
        ground = PhotoGround(
            self._photo(_row(row["photo"])), points_from(row["landmarks"]), affine_from(row["to_frame"]),
            self._mask(_row(row["mask"])), tuple(self._patch(_row(patch)) for patch in value_of(list, row["patches"])),
            {name: _tone(tone) for name, tone in value_of(dict, row.get("colours", {})).items()},
        )  # fmt: skip
        if (ground.mask.height, ground.mask.width) != (ground.height, ground.width):
            raise ValueError("a mask of another size than its photo's")
        samples = ground.original.samples
        for patch in ground.patches:
            like_it = patch.file.samples.dtype == samples.dtype and patch.file.samples.shape[2] == samples.shape[2]
            if not like_it or patch.box.within(ground.box) != patch.box:
                raise ValueError("a patch of another kind than its photo")
        return ground

    def _read_photo(self, number: int) -> PhotoFile:
        row = self._rows("photos", number)
        notes = tuple(value_of(str, note) for note in value_of(list, row["notes"]))
        photo = self._pictures.read_photo(value_of(str, row["picture"]))
        return replace(photo, name=value_of(str, row["name"]), notes=notes)

    def _read_patch(self, number: int) -> Patch:
        row = self._rows("patches", number)
        photo, mask = self._photo(_row(row["photo"])), self._pictures.read_mask(value_of(str, row["mask"]))
        if photo.samples.shape[:2] != mask.shape:
            raise ValueError("a patch of another size than its mask's")
        return Patch(_row(row["top"]), _row(row["left"]), photo, mask, value_of(dict, row["recipe"]))

    def _read_mask(self, number: int) -> TiledMask:
        row = self._rows("masks", number)
        height, width = _row(row["height"]), _row(row["width"])
        if not 0 < height * width <= MAX_MEGAPIXELS * MEGA:
            raise ValueError("a mask of an impossible size")
        mask = TiledMask.empty(height, width)
        tiles = list(mask.tiles)
        for place, name in value_of(dict, row["tiles"]).items():
            tiles[_row(int(place))] = self._tile(value_of(str, name))
        return replace(mask, tiles=tuple(tiles))

    def _read_tile(self, name: str) -> Tile | None:
        pixels = self._pictures.read_mask(name)
        if pixels.shape != (SIDE, SIDE):
            raise ValueError("a tile of another size")
        if not pixels.any():
            return None
        return FULL if pixels.min() == 255 else Tile(pixels)

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
        landmarks = points_from(row["landmarks"])
        group = {value_of(str, key): value_of(str, value) for key, value in value_of(dict, row["group"]).items()}
        texts = {name: value_of(str, row[name]) for name in DONOR_TEXTS}
        image, hair = self._picture(value_of(str, row["picture"])), None
        if "hair" in row:
            hair = to_float(self._pictures.read_mask(value_of(str, row["hair"])))
            if hair.shape != image.shape[:2]:
                raise ValueError("hair of another size than its donor")
        return Donor(image=image, landmarks=landmarks, group=group, hair=hair, **texts)

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


def affine_from(rows: object) -> Affine:
    """A map that has an inverse."""
    values = [[number_in(value) for value in value_of(list, row)] for row in value_of(list, rows)]
    affine = np.array(values, np.float64).reshape(2, 3)
    if abs(np.linalg.det(affine[:, :2])) < SMALLEST:
        raise ValueError("a map onto nothing")
    return read_only(affine)


def points_from(rows: object) -> Points:
    points = [[number_in(value) for value in value_of(list, point)] for point in value_of(list, rows)]
    return read_only(np.array(points, np.float64).reshape(COUNT, 2))


def _tone(values: object) -> tuple[float, float, float]:
    red, green, blue = (number_in(value, 0, 1) for value in value_of(list, values))
    return red, green, blue


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
