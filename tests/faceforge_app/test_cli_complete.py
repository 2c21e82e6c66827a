"""`faceforge complete` from outside; engine and face detection are stand-ins."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engines import registry
from engines.face.average_face import average_landmarks
from engines.imaging.arrays import Mask
from engines.imaging.io import read_image, read_recipe, write_image
from engines.imaging.photo_file import PhotoFile, read_photo_file, write_photo_file
from engines.options import option
from engines.requests import CompletionRequest, Result
from engines.run_context import RunContext
from engines.spec import EngineSpec
from engines.symmetry.options import SymmetryOptions
from faceforge_app import cli
from faceforge_app.commands import faces
from tests.fakes import FakeLandmarks, face_picture

Capture = pytest.CaptureFixture[str]
SIDE = 160


@dataclass(frozen=True)
class SearchOptions:
    variants: int = option(3, "Variants", minimum=1, maximum=4, help="How many")
    search_steps: int = option(10, "Steps", minimum=1, maximum=99, help="How long to search")


@dataclass
class FakeCompletion:
    """Fills everything with one red a variant; remembers what it was asked."""

    id: str = "symmetry"
    options_type: type = SymmetryOptions
    requests: list[CompletionRequest] = field(default_factory=list)
    options: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spec = EngineSpec(
            self.id, "Fake completion", "Fills red", "none", CompletionRequest, self.options_type, 64, "fake.safetensors",
            lambda _weights, _device: self,
        )  # fmt: skip

    def run(self, request: CompletionRequest, options: Any, context: RunContext) -> Result:
        self.requests.append(request)
        self.options.append(options)
        context.report(1, 1)
        side = request.image.shape[0]
        images = tuple(np.full((side, side, 3), (1 - 0.2 * i, 0, 0), np.float32) for i in range(options.variants))
        extras = {"confidence": np.ones((8, 8), np.float32), "mirror_points": np.zeros((8, 8, 2), np.float32)}
        return Result(images, extras, recipe={"engine": self.id})


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeCompletion:
    fake, other = FakeCompletion(), FakeCompletion("latent", SearchOptions)
    monkeypatch.setattr(registry, "engines", lambda: {engine.id: engine.spec for engine in (fake, other)})
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


def nose_mask(width: int = SIDE, left: int = 0) -> Mask:
    mask = np.zeros((SIDE, width), np.float32)
    cv2.circle(mask, (left + SIDE // 2, round(SIDE * 0.55)), 14, 1.0, -1)
    return mask


def written(path: Path, mask: Mask) -> str:
    write_image(path, np.repeat((mask * 255).astype(np.uint8)[..., None], 3, axis=2))
    return str(path)


def failed(capsys: Capture, arguments: list[str], status: int = 1) -> str:
    capsys.readouterr()
    assert cli.main(arguments) == status
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1, said
    return said


def test_the_hole_is_filled_and_nothing_else(
    photo: Path, engine: FakeCompletion, tmp_path: Path, capsys: Capture
) -> None:
    mask, out = nose_mask(), tmp_path / "out" / "done.png"
    call = ["complete", str(photo), "--mask", written(tmp_path / "mask.png", mask), "--variants", "2", "--seed", "7"]
    assert cli.main([*call, "--out", str(out), "--save-stages", str(tmp_path / "stages")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == str(out) and said[1] == "samples changed outside the mask: 0"
    before, after = read_photo_file(photo), read_photo_file(out)
    assert after.samples.dtype == np.uint16
    np.testing.assert_array_equal(after.samples[mask == 0], before.samples[mask == 0])
    assert after.samples[mask > 0][:, 0].min() > 60_000
    assert read_photo_file(tmp_path / "out" / "done-2.png").samples[88, 80, 0] < 55_000
    recipe = read_recipe(out)
    assert recipe == {"engine": "symmetry", "photo": "ada.png", "mask": "mask.png", "variant": 0}
    assert (engine.options[0].variants, engine.options[0].seed) == (2, 7)
    stages = {path.name for path in (tmp_path / "stages").iterdir()}
    assert stages == {"input.png", "confidence.png", "mirror_points.png", "completed-1.png", "completed-2.png"}


def test_the_masked_face_of_several_is_meant(
    engine: FakeCompletion, detector: FakeLandmarks, tmp_path: Path, capsys: Capture
) -> None:
    group = tmp_path / "group.png"
    write_image(group, np.concatenate([face_picture(1, SIDE), face_picture(2, SIDE)], axis=1))
    detector.faces = 2
    right = written(tmp_path / "right.png", nose_mask(2 * SIDE, SIDE))
    both = written(tmp_path / "both.png", np.maximum(nose_mask(2 * SIDE, SIDE), nose_mask(2 * SIDE)))
    call = ["complete", str(group), "--out", str(tmp_path / "x.png")]
    assert cli.main([*call, "--mask", right]) == 0
    landmarks = engine.requests[0].landmarks
    assert landmarks is not None
    np.testing.assert_allclose(landmarks, average_landmarks(), atol=0.01)
    assert engine.requests[0].mask[:, 64:96].any()
    assert "lies on several of the 2 faces" in failed(capsys, [*call, "--mask", both])
    assert "no face 3" in failed(capsys, [*call, "--mask", both, "--face", "3"])
    assert cli.main([*call, "--mask", both, "--face", "1"]) == 0


def test_without_a_face_the_eyes_can_be_given(
    photo: Path, engine: FakeCompletion, detector: FakeLandmarks, tmp_path: Path, capsys: Capture
) -> None:
    detector.faces = 0
    call = [
        "complete",
        str(photo),
        "--mask",
        written(tmp_path / "m.png", nose_mask()),
        "--out",
        str(tmp_path / "x.png"),
    ]
    assert "No face was found in ada.png. Say where the eyes are with --eyes" in failed(capsys, call)
    assert "not four numbers" in failed(capsys, [*call, "--eyes", "3,4"], status=2)
    assert cli.main([*call, "--eyes", "61,76,99,76"]) == 0
    np.testing.assert_allclose(engine.requests[0].landmarks, average_landmarks(), atol=0.01)  # type: ignore[arg-type]


def test_masks_that_cannot_be_meant_are_one_sentence_each(
    photo: Path, engine: FakeCompletion, tmp_path: Path, capsys: Capture
) -> None:
    small = written(tmp_path / "small.png", nose_mask()[:100])
    empty = written(tmp_path / "empty.png", nose_mask() * 0)
    inverted = written(tmp_path / "inverted.png", 1 - nose_mask())
    call = ["complete", str(photo), "--out", str(tmp_path / "x.png"), "--mask"]
    assert "160 × 100 pixels and the photo 160 × 160" in failed(capsys, [*call, small])
    assert "marks nothing" in failed(capsys, [*call, empty])
    assert "--fill black" in failed(capsys, [*call, inverted])
    assert engine.requests == []
    assert cli.main([*call, inverted, "--fill", "black"]) == 0
    assert cli.main([*call, inverted, "--fill", "white"]) == 0
    assert engine.requests[0].mask.mean() < 0.1 < 0.9 < engine.requests[1].mask.mean()


def test_a_transparent_mask_fills_what_is_painted(photo: Path, engine: FakeCompletion, tmp_path: Path) -> None:
    rgba = np.full((SIDE, SIDE, 4), 255, np.uint8)
    rgba[..., 3] = (nose_mask() * 255).astype(np.uint8)
    write_photo_file(tmp_path / "m.png", PhotoFile(rgba))
    assert cli.main(["complete", str(photo), "--mask", str(tmp_path / "m.png"), "--out", str(tmp_path / "x.png")]) == 0
    assert engine.requests[0].mask.mean() < 0.1


def test_options_belong_to_the_chosen_engine(photo: Path, tmp_path: Path, capsys: Capture) -> None:
    call = [
        "complete",
        str(photo),
        "--mask",
        written(tmp_path / "m.png", nose_mask()),
        "--out",
        str(tmp_path / "x.png"),
    ]
    assert "no option --search-steps" in failed(capsys, [*call, "--search-steps", "5"], status=2)
    assert cli.main([*call, "--engine", "latent", "--search-steps", "5"]) == 0
    assert "invalid choice" in failed(capsys, [*call, "--engine", "magic"], status=2)


def test_a_lossy_file_says_what_it_loses(photo: Path, tmp_path: Path, capsys: Capture) -> None:
    call = [
        "complete",
        str(photo),
        "--mask",
        written(tmp_path / "m.png", nose_mask()),
        "--out",
        str(tmp_path / "x.jpg"),
    ]
    assert cli.main(call) == 0
    said = capsys.readouterr()
    assert "8 of the photo's 16 bits" in said.err and "Choose PNG" in said.err
    assert "outside the mask: 0" not in said.out
    assert read_image(tmp_path / "x.jpg").image.shape == (SIDE, SIDE, 3)


def test_without_any_engine_it_says_so(
    photo: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "engines", dict)
    call = ["complete", str(photo), "--mask", str(photo), "--out", str(tmp_path / "x.png")]
    assert "No engine that completes photos" in failed(capsys, call)
