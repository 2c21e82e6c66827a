"""Project files: what is saved comes back, other programs find their layers, and no file does harm."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from engines.errors import ImageFileError
from engines.face.regions import PART_KINDS
from engines.imaging import io as image_io
from engines.imaging.arrays import read_only
from engines.imaging.geometry import Placement
from engines.requests import Result
from faceforge_app.document import editing, project_file
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import ImageLayer, PartLayer
from faceforge_app.document.photo import PhotoGround, applied
from faceforge_app.document.project import archive as archive_module
from faceforge_app.document.project.archive import ProjectFileError
from faceforge_app.document.project_file import DOCUMENT, Project, encode_project, read_project, write_project
from faceforge_app.document.results import result_entry
from faceforge_app.document.tiles import Box
from tests.faceforge_app.document import photos
from tests.faceforge_app.document.photos import photo_file
from tests.faceforge_app.document.projects import photo_project, project, same, sketch_project
from tests.fakes import face_picture, fake_donor

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


@pytest.fixture(scope="module")
def saved() -> bytes:
    return encode_project(project())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "face.faceforge.ora"


def rewritten(data: bytes, change: dict[str, bytes | None]) -> bytes:
    """A copy of an archive with members replaced, added, or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            if info.filename not in change:
                new.writestr(info, old.read(info))
        for name, content in change.items():
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def with_values(data: bytes, **changed: object) -> bytes:
    values = json.loads(zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT))
    return rewritten(data, {DOCUMENT: json.dumps({**values, **changed}).encode()})


# --- what is saved comes back


def test_a_project_comes_back_equal(path: Path) -> None:
    before = project()
    write_project(path, before)
    after = read_project(path)
    assert same(before.document, after.document)
    assert same(before.results, after.results)
    assert not after.foreign


def test_a_donors_hair_is_kept(path: Path) -> None:
    donor = fake_donor("ada", 1)
    hair = np.linspace(0, 1, donor.image.size // 3, dtype=np.float32).reshape(donor.image.shape[:2])
    document, _ = editing.add_part(Document(), replace(donor, hair=hair), "hair")
    write_project(path, Project(document, ()))
    (part,) = read_project(path).document.parts
    assert part.donor.hair is not None and np.abs(part.donor.hair - hair).max() <= 0.5 / 255


def test_what_was_shared_is_shared_again(path: Path) -> None:
    write_project(path, project())
    after = read_project(path)
    donors = {part.kind: part.donor for part in after.document.parts}
    assert donors["nose"] is donors["mouth"]
    assert after.results[0].made_from is after.document
    assert after.results[1].made_from.layers[0] is after.document.layers[0]
    assert not after.results[0].images[0].flags.writeable


def test_pictures_are_stored_once(saved: bytes) -> None:
    names = zipfile.ZipFile(io.BytesIO(saved)).namelist()
    pictures = [name for name in names if name.startswith("faceforge/pictures/")]
    assert len(pictures) == len(set(pictures)) == 2 + 1 + 4 + 1


def test_what_is_not_ours_is_kept(saved: bytes, path: Path) -> None:
    path.write_bytes(
        with_values(rewritten(saved, {"other/note.txt": b"keep me", "data/extra.bin": b"\0\1"}), palette=[1])
    )
    opened = read_project(path)
    write_project(path, opened)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("other/note.txt") == b"keep me"
        assert archive.read("data/extra.bin") == b"\0\1"
        assert json.loads(archive.read(DOCUMENT))["palette"] == [1]
    assert same(read_project(path).document, opened.document)


numbers = st.floats(-1, 1)
names = st.text(max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    donors = [fake_donor(name, seed, 16) for seed, name in enumerate("ab")]
    parts = st.builds(
        PartLayer,
        st.sampled_from(sorted(PART_KINDS)),
        st.sampled_from(donors),
        st.builds(Placement, numbers, numbers, st.floats(0.2, 5), st.floats(-180, 180), st.booleans()),
        opacity=st.floats(0, 1),
        colour_match=st.floats(0, 1),
        visible=st.booleans(),
        mirror_linked=st.booleans(),
        name=names,
    )
    recipes = st.dictionaries(names, st.none() | st.integers() | st.floats(allow_nan=False) | names, max_size=3)
    pictures = st.integers(0, 9).map(lambda seed: read_only(face_picture(seed, 8)))
    images = st.builds(ImageLayer, pictures, st.floats(0, 1), st.booleans(), recipes, names)
    tone = draw(st.none() | st.tuples(*[st.floats(0, 1)] * 3))
    return Document(tuple(draw(st.lists(parts | images, max_size=6))), tone, draw(st.none() | grounds()))


@st.composite
def grounds(draw: st.DrawFn) -> PhotoGround:
    file = photo_file(
        *(draw(st.integers(1, 300)) for _ in "hw"), draw(st.sampled_from([1, 3, 4])), draw(st.sampled_from([8, 16]))
    )
    ground = photos.ground(replace(file, profile=draw(st.none() | st.just(PROFILE)), notes=draw(st.tuples(names))))
    top, left = draw(st.integers(0, ground.height - 1)), draw(st.integers(0, ground.width - 1))
    for value in draw(st.lists(st.integers(1, 255), max_size=2)):
        box = Box(top, left, top + 40, left + 30).within(ground.box)
        ground = ground.with_mask(ground.mask.with_pixels(box, np.full(box.size, value, np.uint8)))
        ground = applied(ground, np.full((16, 16, 3), value / 255, np.float32), ground.mask)
    return ground


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_any_document_comes_back_equal(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "any.faceforge.ora"
    write_project(path, Project(document), pictures=False)
    assert same(read_project(path).document, document)


@settings(max_examples=3, deadline=None)
@given(documents())
def test_any_document_can_be_shown_to_others(document: Document) -> None:
    names = zipfile.ZipFile(io.BytesIO(encode_project(Project(document)))).namelist()
    pictures = sum(isinstance(layer, ImageLayer) for layer in document.layers)
    shown = len(document.layers) if document.photo is None else 1 + pictures
    assert sum(name.startswith("data/") for name in names) == 1 + shown


def test_an_older_version_is_upgraded(saved: bytes, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(saved)
    forgetful = (*project_file.UPGRADES, lambda values: {**values, "results": []})
    monkeypatch.setattr(project_file, "UPGRADES", forgetful)
    assert read_project(path).results == ()
    write_project(path, project())
    assert len(read_project(path).results) == 2


def test_a_project_from_before_photos_opens(saved: bytes, path: Path) -> None:
    values = json.loads(zipfile.ZipFile(io.BytesIO(saved)).read(DOCUMENT))
    old = {key: value for key, value in values.items() if key not in ("photos", "patches", "masks")}
    old |= {"version": 1, "documents": [without(without(row, "photo"), "sketch") for row in values["documents"]]}
    path.write_bytes(rewritten(saved, {DOCUMENT: json.dumps(old).encode()}))
    assert same(read_project(path).results, read_project_of(path, saved).results)
    refused(path, rewritten(saved, {DOCUMENT: json.dumps({**old, "documents": [None]}).encode()}), "damaged")


def test_a_project_from_before_sketches_opens(path: Path) -> None:
    before = photo_project()
    data = encode_project(before)
    values = json.loads(zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT))
    old = values | {"version": 2, "documents": [without(row, "sketch") for row in values["documents"]]}
    path.write_bytes(rewritten(data, {DOCUMENT: json.dumps(old).encode()}))
    assert same(read_project(path).document, before.document)


def test_a_sketch_comes_back_and_shares_what_it_shared(path: Path) -> None:
    before = sketch_project()
    write_project(path, before)
    after = read_project(path)
    assert same(before.document, after.document) and same(before.results, after.results)
    assert after.document.sketch is not None and after.results[0].made_from.sketch is not None
    assert after.document.sketch.ink is after.results[0].made_from.sketch.ink
    with zipfile.ZipFile(path) as archive:
        stack = ElementTree.fromstring(archive.read("stack.xml"))
        names = [layer.get("name") for layer in stack.iter("layer")]
        pencil = np.asarray(Image.open(io.BytesIO(archive.read("data/layer001.png"))))
    assert names == ["Portrait", "Pencil", "Paper"]
    assert (pencil[..., 3] == after.document.sketch.ink.pixels()).all()


@pytest.mark.parametrize(
    "change", [{"ink": 1}, {"ink": None}, {"parsing": 0}, {"colours": {"skin": [2, 0, 0]}}, {"literal": {"nose": -1}}]
)
def test_values_that_make_no_sketch(path: Path, change: dict[str, Any]) -> None:
    data = encode_project(sketch_project(), pictures=False)
    values = json.loads(zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT))
    documents = [{**row, "sketch": {**row["sketch"], **change}} for row in values["documents"]]
    refused(path, with_values(data, documents=documents), "damaged")


def without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def read_project_of(path: Path, data: bytes) -> Project:
    path.write_bytes(data)
    return read_project(path)


def test_a_photo_is_stored_once_whatever_was_done_to_it(path: Path) -> None:
    ground = photos.masked(photos.ground())
    before = Document(photo=ground)
    after = Document(photo=applied(ground, np.zeros((16, 16, 3), np.float32), ground.mask))
    result = result_entry("symmetry", Result((np.zeros((16, 16, 3), np.float32),)), before)
    write_project(path, Project(after, (result,)))
    opened = read_project(path)
    assert opened.document.photo is not None and opened.results[0].made_from.photo is not None
    assert opened.document.photo.original is opened.results[0].made_from.photo.original
    assert opened.document.photo.mask is opened.results[0].made_from.photo.mask
    assert same(opened.document, after)
    with zipfile.ZipFile(path) as archive:
        assert Image.open(io.BytesIO(archive.read("mergedimage.png"))).size == ground.original.size


# --- what other programs see


def test_the_archive_is_open_raster(saved: bytes) -> None:
    assert saved[30:54] == b"mimetypeimage/openraster"
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        image = ElementTree.fromstring(archive.read("stack.xml"))
        assert {"version", "w", "h"} <= set(image.attrib)
        for layer in image.iter("layer"):
            assert Image.open(io.BytesIO(archive.read(layer.attrib["src"]))).mode == "RGBA"
        assert max(Image.open(io.BytesIO(archive.read("Thumbnails/thumbnail.png"))).size) <= 256


def test_layers_lie_in_their_places(saved: bytes) -> None:
    """Laid over each other as the stack says, they make the merged picture."""
    document = project().document
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        image = ElementTree.fromstring(archive.read("stack.xml"))
        layers = list(image.iter("layer"))
        canvas = np.zeros((int(image.attrib["h"]), int(image.attrib["w"]), 3))
        for layer in reversed(layers):
            if layer.attrib["visibility"] == "visible":
                lay(canvas, np.array(Image.open(io.BytesIO(archive.read(layer.attrib["src"])))), layer.attrib)
        merged = np.array(Image.open(io.BytesIO(archive.read("mergedimage.png"))))
    assert [layer.attrib["name"] for layer in layers[::-1]] == [
        "Average face",
        *[layer.name for layer in document.layers],
    ]
    assert [layer.attrib["visibility"] for layer in layers].count("hidden") == 1
    assert np.abs(canvas - merged).max() <= 3
    assert (merged == flatten(document, len(merged))[0]).all()


def lay(canvas: np.ndarray, picture: np.ndarray, place: dict[str, str]) -> None:
    height, width = picture.shape[:2]
    part = canvas[int(place["y"]) :, int(place["x"]) :][:height, :width]
    alpha = picture[..., 3:] / 255 * float(place["opacity"])
    part[:] = part * (1 - alpha) + picture[..., :3] * alpha


def test_another_programs_picture_opens_as_one_layer(saved: bytes, path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        own = {name: None for name in archive.namelist() if name.startswith("faceforge/")}
    wide = io.BytesIO()
    Image.new("RGBA", (40, 20), (10, 20, 30, 255)).save(wide, "PNG")
    path.write_bytes(rewritten(saved, {**own, "mergedimage.png": wide.getvalue()}))
    opened = read_project(path)
    (layer,) = opened.document.layers
    assert isinstance(layer, ImageLayer)
    assert opened.foreign
    assert layer.image.shape == (40, 40, 3)
    assert layer.image[20, 20].tolist() == [10, 20, 30]
    assert layer.image[2, 2].tolist() == [255, 255, 255]


# --- what cannot be opened says so, and does no harm


def refused(path: Path, data: bytes, words: str) -> None:
    path.write_bytes(data)
    with pytest.raises(ProjectFileError, match=words):
        read_project(path)
    assert path.read_bytes() == data


def test_files_that_are_no_projects(path: Path, saved: bytes) -> None:
    refused(path, b"", "neither a FaceForge project")
    refused(path, b"Dear diary", "neither a FaceForge project")
    refused(path, saved[: len(saved) // 2], "damaged or cut off")
    refused(path, b"PK", "damaged or cut off")
    refused(path, rewritten(saved, {DOCUMENT: None, "mergedimage.png": None}), "no merged picture")
    with pytest.raises(ProjectFileError, match="no file"):
        read_project(path.with_name("gone.ora"))


def test_a_newer_version_is_refused(path: Path, saved: bytes) -> None:
    refused(path, with_values(saved, version=project_file.version() + 1), "newer FaceForge")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "C:/evil", "a\\..\\evil"])
def test_paths_that_lead_outside(path: Path, saved: bytes, name: str) -> None:
    refused(path, rewritten(saved, {name: b"x"}), "lead outside")
    assert list(path.parent.iterdir()) == [path]


def test_bombs_are_not_unpacked(path: Path, saved: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "LARGEST_ARCHIVE", 1 << 20)
    refused(path, rewritten(saved, {"zeros": bytes(5 << 20)}), "unpack to more")
    monkeypatch.undo()
    refused(path, rewritten(saved, {DOCUMENT: b" " * (17 << 20)}), "unpack to more")
    picture = json.loads(zipfile.ZipFile(io.BytesIO(saved)).read(DOCUMENT))["donors"][0]["picture"]
    refused(path, rewritten(saved, {f"faceforge/pictures/{picture}.png": huge_png()}), "unpack to more")


def huge_png(side: int = 30_000) -> bytes:
    """A few bytes that claim to be 900 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def test_a_doctype_is_refused(path: Path, saved: bytes) -> None:
    text = '<!DOCTYPE image [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><image><stack/></image>'
    for encoding in ("utf-8", "utf-16"):
        refused(path, rewritten(saved, {"stack.xml": text.encode(encoding)}), "damaged")


@pytest.mark.parametrize(
    "change",
    [
        {"document": 7}, {"document": -1}, {"document": "0"}, {"documents": None}, {"layers": []}, {"version": True},
        {"version": 0}, {"donors": [{}] * 9}, {"results": [{}]},
    ],
)  # fmt: skip
def test_values_that_make_no_document(path: Path, saved: bytes, change: dict[str, object]) -> None:
    refused(path, with_values(saved, **change), "damaged")


def test_json_that_is_none(path: Path, saved: bytes) -> None:
    for text in (b"[" * 100_000, b"\xff\xfe", b"{}", b"[]", b"9" * 10_000):
        refused(path, rewritten(saved, {DOCUMENT: text}), "damaged")


# --- writing is all or nothing


def test_a_full_disk_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(path, project(), pictures=False)
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(image_io.os, "fsync", full)
    with pytest.raises(ImageFileError, match="disk is full"):
        write_project(path, Project(Document()), pictures=False)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_names_of_project_files() -> None:
    assert project_file.project_path(Path("a/face")) == Path("a/face.faceforge.ora")
    assert project_file.project_path(Path("face.v2")) == Path("face.v2.faceforge.ora")
    assert project_file.project_path(Path("face.ora")) == Path("face.ora")
    assert project_file.is_project(Path("x.FACEFORGE.ORA"))
    assert not project_file.is_project(Path("x.png"))
