"""Project files, `.faceforge.ora`: an OpenRaster picture for every program, with the document in full for this one.

`faceforge/document.json` holds the document and its results, `faceforge/pictures` their pixels; `stack.xml`, `data` and
`mergedimage.png` show the same to others. What else a file held when it was opened is kept.
"""

from __future__ import annotations

import glob
import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from engines.imaging.arrays import ByteImage, read_only
from engines.imaging.io import write_atomically
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project import open_raster
from faceforge_app.document.project.archive import (
    MIB,
    MIMETYPE,
    Archive,
    ProjectFileError,
    damaged,
    open_archive,
    pack,
)
from faceforge_app.document.project.decoding import Decoder, value_of
from faceforge_app.document.project.encoding import Encoder
from faceforge_app.document.project.pictures import FOLDER, PictureReader, encode_png, most_pixels
from faceforge_app.document.results import ResultEntry, count_variants, within_limit

SUFFIX = ".faceforge.ora"
OPEN_RASTER_SUFFIX = ".ora"
DOCUMENT = "faceforge/document.json"
LARGEST_DOCUMENT = 16 * MIB
LEFTOVER_S = 3600.0
MOST_KEPT = 128 * MIB
OWN_VALUES = ("version", "donors", "layers", "documents", "photos", "patches", "masks", "document", "results")
Values = dict[str, Any]


def _with_photos(values: Values) -> Values:
    """Version 2: documents may lie on a photo."""
    documents = [{**value_of(dict, row), "photo": None} for row in value_of(list, values["documents"])]
    return {**values, "documents": documents, "photos": [], "patches": [], "masks": []}


def _with_sketches(values: Values) -> Values:
    """Version 3: documents may lie on a sketch."""
    documents = [{**value_of(dict, row), "sketch": None} for row in value_of(list, values["documents"])]
    return {**values, "documents": documents}


# Each turns the values of one version into those of the next
UPGRADES: tuple[Callable[[Values], Values], ...] = (_with_photos, _with_sketches)


@dataclass(frozen=True, eq=False)
class Project:
    """What a project file holds. `kept` and `kept_values`: members and values of other programs, or of later versions of this one.

    `foreign`: another program's picture, which must not be replaced by a save.
    """

    document: Document
    results: tuple[ResultEntry, ...] = ()
    kept: Mapping[str, bytes] = field(default_factory=dict)
    kept_values: Mapping[str, Any] = field(default_factory=dict)
    foreign: bool = False


def project_path(path: Path) -> Path:
    """The path with the suffix of project files; one that ends in `.ora` already keeps its name."""
    return path if path.suffix.lower() == OPEN_RASTER_SUFFIX else path.with_name(path.name + SUFFIX)


def is_project(path: Path) -> bool:
    """Whether a file is opened as a project, by its name."""
    return path.suffix.lower() == OPEN_RASTER_SUFFIX


def version() -> int:
    """The version of the values that are written."""
    return len(UPGRADES) + 1


def write_project(path: Path, project: Project, pictures: bool = True) -> None:
    """Write a project file: the whole file, or nothing. Without `pictures` only this program can open it, and it takes less time.

    Raises `EngineError`; the file that was there then stays as it was.
    """
    write_atomically(path, encode_project(project, pictures))
    _remove_leftovers(path)


def with_fitting_results(project: Project, limit_bytes: float) -> Project:
    """The project, its oldest results without a star left out where they would take more than `limit_bytes` of the file."""
    if sum(image.nbytes for entry in project.results for image in entry.images) <= limit_bytes:
        return project  # a PNG is not larger than its pixels
    sizes = {id(image): len(encode_png(image)) for entry in project.results for image in entry.images}
    kept = within_limit(project.results, limit_bytes, lambda image: sizes[id(image)])
    return project if count_variants(kept) == count_variants(project.results) else replace(project, results=kept)


def encode_project(project: Project, pictures: bool = True) -> bytes:
    encoder = Encoder()
    values = {"version": version(), **encoder.encode(project.document, project.results), **project.kept_values}
    text = json.dumps(values, default=str).encode()
    members = open_raster.render(project.document) if pictures else {}
    members |= {DOCUMENT: text, **encoder.pictures.members()}
    members |= {name: data for name, data in project.kept.items() if name not in members}
    data = pack(members.items())
    if len(text) > LARGEST_DOCUMENT or encoder.pictures.pixels > most_pixels(len(data)):
        raise ProjectFileError("The project holds more than a file can. Delete some results and save again.")
    return data


def _remove_leftovers(path: Path) -> None:
    """What saves left that were killed; a young one may belong to a save that is under way."""
    with suppress(OSError):
        for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
            if time.time() - part.stat().st_mtime > LEFTOVER_S:
                part.unlink()


def read_project(path: Path) -> Project:
    """Read a project, or another program's OpenRaster picture as one layer. Raises `ProjectFileError`."""
    with open_archive(path) as archive:
        if DOCUMENT in archive:
            return _read_own(archive)
        return _read_foreign(archive, path.stem)


def _read_own(archive: Archive) -> Project:
    values = _upgraded(_values(archive), archive.name)
    decoder = Decoder(values, PictureReader(archive))
    document, results = decoder.document(), decoder.results()
    if document.photo is not None:
        document.photo.prepare()
    others = {key: value for key, value in values.items() if key not in OWN_VALUES}
    return Project(document, results, _kept(archive), others)


def _read_foreign(archive: Archive, name: str) -> Project:
    picture: ByteImage = read_only(open_raster.merged_picture(archive))
    return Project(Document((ImageLayer(picture, name=name),)), foreign=True)


def _values(archive: Archive) -> Values:
    values = json.loads(archive.read(DOCUMENT, LARGEST_DOCUMENT))
    if not isinstance(values, dict) or type(values.get("version")) is not int or values["version"] < 1:
        raise ProjectFileError(damaged(archive.name))
    return values


def _upgraded(values: Values, name: str) -> Values:
    stored = int(values["version"])
    if stored > version():
        raise ProjectFileError(f"{name} was saved by a newer FaceForge. Install that to open it.")
    for upgrade in UPGRADES[stored - 1 :]:
        values = upgrade(values)
    return values


def _kept(archive: Archive) -> dict[str, bytes]:
    """The members that are not ours."""
    ours = {MIMETYPE, DOCUMENT, *open_raster.shown_members(archive)}
    others = [name for name in archive.names if name not in ours and not name.startswith(f"{FOLDER}/")]
    kept: dict[str, bytes] = {}
    left = MOST_KEPT
    for name in others:
        kept[name] = archive.read(name, left)
        left -= len(kept[name])
    return kept
