"""The document in full as JSON values and pictures. What is shared in memory (donors, layers, documents) is stored once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engines.face.donors import Donor
from engines.imaging.photo_file import PhotoFile
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer, Layer
from faceforge_app.document.photo import Patch, PhotoGround
from faceforge_app.document.project.pictures import PictureWriter, as_grey
from faceforge_app.document.results import ResultEntry
from faceforge_app.document.sketch import SketchGround
from faceforge_app.document.tiles import TiledMask

DONOR_TEXTS = ("id", "name", "source", "licence", "attribution", "consent")


@dataclass(eq=False)
class _Table:
    """Rows by number; a thing, or another one with an equal row, is listed once."""

    encode: Callable[[Any], dict[str, Any]]
    rows: list[dict[str, Any]] = field(default_factory=list)
    _by_thing: dict[int, int] = field(default_factory=dict)
    _by_row: dict[str, int] = field(default_factory=dict)

    def add(self, thing: object) -> int:
        if id(thing) not in self._by_thing:
            row = self.encode(thing)
            number = self._by_row.setdefault(json.dumps(row, sort_keys=True, default=str), len(self.rows))
            if number == len(self.rows):
                self.rows.append(row)
            self._by_thing[id(thing)] = number
        return self._by_thing[id(thing)]


class Encoder:
    """Turns documents and results into rows; pictures go to `pictures`."""

    def __init__(self) -> None:
        self.pictures = PictureWriter()
        self._donors = _Table(self._donor)
        self._layers = _Table(self._layer)
        self._documents = _Table(self._document)
        self._photos = _Table(self._photo)
        self._patches = _Table(self._patch)
        self._masks = _Table(self._mask)

    def encode(self, document: Document, results: tuple[ResultEntry, ...]) -> dict[str, Any]:
        shown = self._documents.add(document)
        entries = [self._result(entry) for entry in results]
        return {
            "donors": self._donors.rows, "layers": self._layers.rows, "documents": self._documents.rows,
            "photos": self._photos.rows, "patches": self._patches.rows, "masks": self._masks.rows,
            "document": shown, "results": entries,
        }  # fmt: skip

    def _document(self, document: Document) -> dict[str, Any]:
        tone = None if document.skin_tone is None else [float(value) for value in document.skin_tone]
        photo = None if document.photo is None else self._ground(document.photo)
        sketch = None if document.sketch is None else self._sketch(document.sketch)
        layers = [self._layers.add(layer) for layer in document.layers]
        return {"layers": layers, "skin_tone": tone, "photo": photo, "sketch": sketch}

    def _ground(self, ground: PhotoGround) -> dict[str, Any]:
        return {
            "photo": self._photos.add(ground.original), "landmarks": ground.landmarks.tolist(),
            "to_frame": ground.to_frame.tolist(), "mask": self._masks.add(ground.mask),
            "patches": [self._patches.add(patch) for patch in ground.patches],
            "colours": {name: [float(value) for value in colour] for name, colour in ground.colours.items()},
        }  # fmt: skip

    def _sketch(self, ground: SketchGround) -> dict[str, Any]:
        return {
            "name": ground.name, "ink": self._masks.add(ground.ink),
            "landmarks": None if ground.landmarks is None else ground.landmarks.tolist(),
            "parsing": None if ground.parsing is None else self._masks.add(ground.parsing),
            "colours": {name: [float(value) for value in tone] for name, tone in ground.colours.items()},
            "literal": {name: float(value) for name, value in ground.literal.items()},
        }  # fmt: skip

    def _photo(self, photo: PhotoFile) -> dict[str, Any]:
        return {"picture": self.pictures.add_photo(photo), "name": photo.name, "notes": list(photo.notes)}

    def _patch(self, patch: Patch) -> dict[str, Any]:
        return {
            "photo": self._photos.add(patch.file), "mask": self.pictures.add(patch.mask), "top": patch.top,
            "left": patch.left, "recipe": patch.recipe,
        }  # fmt: skip

    def _mask(self, mask: TiledMask) -> dict[str, Any]:
        """Only the tiles that hold something."""
        tiles = {
            str(number): self.pictures.add(tile.pixels) for number, tile in enumerate(mask.tiles) if tile is not None
        }
        return {"height": mask.height, "width": mask.width, "tiles": tiles}

    def _layer(self, layer: Layer) -> dict[str, Any]:
        row = {"id": layer.id, "name": layer.name, "opacity": float(layer.opacity), "visible": bool(layer.visible)}
        if isinstance(layer, ImageLayer):
            return {"type": "image", **row, "picture": self.pictures.add(layer.image), "recipe": layer.recipe}
        place = layer.placement
        return {
            "type": "part", **row, "kind": layer.kind, "donor": self._donors.add(layer.donor),
            "colour_match": float(layer.colour_match), "mirror_linked": bool(layer.mirror_linked),
            "placement": [*map(float, (place.dx, place.dy, place.scale, place.rotation_deg)), bool(place.flip)],
        }  # fmt: skip

    def _donor(self, donor: Donor) -> dict[str, Any]:
        texts = {name: getattr(donor, name) for name in DONOR_TEXTS}
        picture, landmarks = self.pictures.add(donor.image), donor.landmarks.tolist()
        row = {**texts, "group": donor.group, "picture": picture, "landmarks": landmarks}
        return (
            row
            if donor.hair is None
            else {**row, "hair": self.pictures.add(np.rint(donor.hair * 255).astype(np.uint8))}
        )

    def _result(self, entry: ResultEntry) -> dict[str, Any]:
        return {
            "id": entry.id, "engine": entry.engine_id, "pictures": [self.pictures.add(image) for image in entry.images],
            "made_from": self._documents.add(entry.made_from), "recipe": entry.recipe, "timings_ms": entry.timings_ms,
            "numbers": entry.numbers, "starred": entry.starred, "note": entry.note,
            "maps": {name: self.pictures.add(as_grey(values)) for name, values in entry.maps.items()},
        }  # fmt: skip
