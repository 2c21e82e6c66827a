"""`faceforge extend` from outside; engine and face detection are stand-ins."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from engines import registry
from engines.context.options import ContextOptions
from engines.face.average_face import average_landmarks
from engines.face.surroundings import kept_face
from engines.imaging.io import read_recipe, write_image
from engines.imaging.photo_file import PhotoFile, read_photo_file, write_photo_file
from engines.requests import ContextRequest, Result
from engines.run_context import RunContext
from engines.spec import EngineSpec
from faceforge_app import cli
from faceforge_app.commands import faces
from tests.fakes import FakeLandmarks, face_picture

Capture = pytest.CaptureFixture[str]
SIDE = 160


@dataclass
class FakeContext:
    """Paints everything in one red a variant; remembers what it was asked."""

    requests: list[ContextRequest] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spec = EngineSpec(
            "context", "Fake surroundings", "Paints red", "none", ContextRequest, ContextOptions, 64, "fake.safetensors",
            lambda _weights, _device: self,
        )  # fmt: skip

    def run(self, request: ContextRequest, options: ContextOptions, context: RunContext) -> Result:
        self.requests.append(request)
        side = request.image.shape[0]
        images = tuple(np.full((side, side, 3), (1 - 0.2 * i, 0, 0), np.float32) for i in range(options.variants))
        return Result(images, {"stage_8": np.ones((8, 8, 3), np.float32)}, recipe={"engine": "context"})


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeContext:
    fake = FakeContext()
    monkeypatch.setattr(registry, "engines", lambda: {"context": fake.spec})
    return fake


@pytest.fixture(autouse=True)
def detector(monkeypatch: pytest.MonkeyPatch) -> FakeLandmarks:
    fake = FakeLandmarks()
    monkeypatch.setattr(faces, "chosen_landmarks", lambda settings: fake)
    return fake


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Sixteen bits a channel."""
    path = tmp_path / "ada.png"
    write_photo_file(path, PhotoFile(face_picture(1, SIDE).astype(np.uint16) * 257 + 5))
    return path


def run(*arguments: str | Path) -> int:
    return cli.main(["extend", *map(str, arguments)])


def test_the_face_stays_bit_by_bit_and_the_rest_is_painted(photo: Path, engine: FakeContext, capsys: Capture) -> None:
    out = photo.with_name("out.png")
    assert (
        run(photo, "--out", out, "--variants", "2", "--hair", "#ff8000", "--save-stages", photo.parent / "stages") == 0
    )
    before, after = read_photo_file(photo), read_photo_file(out)
    assert after.samples.shape == before.samples.shape and after.samples.dtype == np.uint16
    hull = kept_face(average_landmarks() * SIDE, before.size)
    same = (before.samples == after.samples).all(axis=2)
    assert same[hull == 1].mean() > 0.9 and not same[0].any()
    assert engine.requests[0].colours == {"hair": (1.0, pytest.approx(128 / 255), 0.0)}
    assert engine.requests[0].mask[0].min() == 1
    assert (photo.parent / "out-2.png").exists() and (photo.parent / "stages" / "stage_8.png").exists()
    assert "samples changed of what is kept: 0" in capsys.readouterr().out
    assert (read_recipe(out) or {})["keep"] == "face"


def test_a_mask_says_what_is_kept(photo: Path, engine: FakeContext) -> None:
    keep = np.zeros((SIDE, SIDE, 3), np.uint8)
    keep[: SIDE // 2] = 255
    write_image(photo.with_name("keep.png"), keep)
    out = photo.with_name("out.png")
    assert run(photo, "--keep", photo.with_name("keep.png"), "--out", out) == 0
    same = (read_photo_file(photo).samples == read_photo_file(out).samples).all(axis=2)
    assert same[: SIDE // 2 - 4].all() and not same[SIDE // 2 + 4 :].any()


def test_a_larger_photo_can_be_cut_to_what_was_painted(tmp_path: Path) -> None:
    wide = np.zeros((SIDE, 2 * SIDE, 3), np.uint8)
    wide[:, :SIDE] = face_picture(1, SIDE)
    path, out = tmp_path / "wide.png", tmp_path / "out.png"
    write_image(path, wide)
    assert run(path, "--eyes", "61,76,99,76", "--out", out, "--crop") == 0
    width, height = read_photo_file(out).size
    assert abs(width - SIDE) < 12 and abs(height - SIDE) < 12


@pytest.mark.parametrize(("level", "why"), [(0, "keeps nothing"), (255, "whole photo")])
def test_useless_masks_are_refused(photo: Path, level: int, why: str, capsys: Capture) -> None:
    write_image(photo.with_name("keep.png"), np.full((SIDE, SIDE, 3), level, np.uint8))
    assert run(photo, "--keep", photo.with_name("keep.png"), "--out", photo.with_name("out.png")) == 1
    assert why in capsys.readouterr().err


def test_wrong_colours_and_a_missing_engine_are_told(
    photo: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(photo, "--hair", "brown", "--out", photo.with_name("out.png")) == 2
    monkeypatch.setattr(registry, "engines", dict)
    assert run(photo, "--out", photo.with_name("out.png")) == 1
    assert "No engine" in capsys.readouterr().err
