"""How a picture leaves FaceForge: its size, the visible line, what its file says of how it was made, and the signature."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engines.errors import InputError
from engines.face.donors import Donor
from engines.imaging.arrays import ByteImage
from engines.imaging.io import COMPOSITE, encode_image, write_atomically
from faceforge_app.document.credentials import Certificate, signed
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import resized
from faceforge_app.document.lettering import SYNTHETIC_LINE, with_line
from faceforge_app.document.project.open_raster import ShownLayer, canvas_size, opaque, shown
from faceforge_app.document.project.psd import encode_psd


def no_donor(donor_id: str) -> Donor:
    raise InputError(f"There is no donor {donor_id} in the library. Choose another one.")


LAYERED = ".psd"


@dataclass(frozen=True)
class ExportForm:
    """`size` px a side, or as the picture is; `line`: with the visible label; `private`: without recipe, donors and names.

    The label in the metadata is always written.
    """

    size: int | None = None
    line: bool = False
    private: bool = False


def finished(image: ByteImage, form: ExportForm) -> ByteImage:
    """The pixels that are written; with a size, `image` is square."""
    sized = image if form.size is None else resized(image, form.size)
    return with_line(sized) if form.line else sized


def written_recipe(recipe: Mapping[str, Any], form: ExportForm) -> dict[str, Any] | None:
    """What the file says of how it was made; with it the file can be made again."""
    return None if form.private else {**recipe, "export": {"size": form.size, "line": form.line}}


def form_of(recipe: Mapping[str, Any]) -> ExportForm:
    """The form that `written_recipe` told; nothing in it is believed."""
    stored = recipe.get("export")
    values = stored if isinstance(stored, dict) else {}
    size = values.get("size")
    return ExportForm(size if type(size) is int and 16 <= size <= 8192 else None, values.get("line") is True)


def write_export(
    path: Path,
    image: ByteImage,
    recipe: Mapping[str, Any],
    form: ExportForm,
    certificate: Certificate | None = None,
    donor: Callable[[str], Donor] = no_donor,
) -> None:
    """Write a picture with label, recipe and, with a `certificate`, a signed manifest that names the donors found with `donor`.

    The whole file, or nothing. Raises `EngineError`.
    """
    data = encode_image(finished(image, form), path.suffix, written_recipe(recipe, form), COMPOSITE)
    if certificate is not None:
        data = signed(data, path.suffix, path.name, certificate, () if form.private else donors_in(recipe, donor))
    write_atomically(path, data)


def write_layers(path: Path, document: Document, form: ExportForm) -> None:
    """Write a composition or a photo with its layers, as PSD: the whole file, or nothing. Raises `EngineError`."""
    layers, plain, recipe = shown(document, form.size or canvas_size(document))
    merged = with_line(plain) if form.line else plain
    if form.line:
        top = int(np.flatnonzero((plain != merged).any(axis=(1, 2)))[0])
        layers.append(ShownLayer(SYNTHETIC_LINE, opaque(merged[top:]), 0, top))
    write_atomically(path, encode_psd(layers, merged, written_recipe(recipe, form)))


def donor_ids(recipe: object) -> tuple[str, ...]:
    """The donors that a recipe names anywhere in it, each once."""
    if isinstance(recipe, list):
        return tuple(dict.fromkeys(each for value in recipe for each in donor_ids(value)))
    if not isinstance(recipe, Mapping):
        return ()
    own = (recipe["donor"],) if isinstance(recipe.get("donor"), str) else ()
    return tuple(dict.fromkeys((*own, *donor_ids(list(recipe.values())))))


def donors_in(recipe: Mapping[str, Any], donor: Callable[[str], Donor]) -> tuple[Donor, ...]:
    """The donors that a recipe names and `donor` finds."""
    found = []
    for donor_id in donor_ids(recipe):
        with suppress(InputError):
            found.append(donor(donor_id))
    return tuple(found)
