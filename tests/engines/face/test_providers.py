from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engines.errors import FaceNotFoundError
from engines.face import providers
from engines.face.detector import DlibLandmarks, dlib_landmarks
from engines.face.parsing import shared
from engines.face.providers import DLIB, OWN, OwnLandmarks, landmark_provider, landmark_source
from engines.imaging.arrays import ByteImage, Points
from tests.tiny_face import LICENCE, tiny_face_weights

LondonPhoto = Callable[[str], tuple[ByteImage, Points]]


@pytest.fixture
def own_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the face network's weights are looked for; nothing lies there yet."""
    monkeypatch.setattr(shared, "_shared", shared._Shared())
    path = tmp_path / "face.safetensors"
    shared.use_face_network(path, "cpu")
    return path


def test_the_wanted_source_is_taken_and_the_other_one_where_it_is_missing(
    own_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = landmark_source(OWN)
    assert found is not None and found.id == DLIB
    tiny_face_weights(own_weights)
    assert [source.id for wanted in (OWN, DLIB, "?") if (source := landmark_source(wanted))] == [OWN, DLIB, OWN]
    rows = {source.id: source for source in providers.LANDMARK_SOURCES}
    assert LICENCE in rows[OWN].licence() and "iBUG" in rows[DLIB].licence()
    assert isinstance(landmark_provider(OWN), OwnLandmarks) and landmark_provider(DLIB) is dlib_landmarks()


def test_without_any_source_points_are_placed_by_hand(own_weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "LANDMARK_SOURCES", providers.LANDMARK_SOURCES[:1])
    assert landmark_source(OWN) is None
    with pytest.raises(FaceNotFoundError, match="by hand"):
        landmark_provider(OWN)


def test_the_network_is_loaded_once_until_another_is_chosen(own_weights: Path, tmp_path: Path) -> None:
    tiny_face_weights(own_weights)
    parser = shared.face_parser()
    assert shared.face_parser() is parser
    shared.use_face_network(own_weights, "cpu")
    assert shared.face_parser() is parser
    shared.use_face_network(tiny_face_weights(tmp_path / "other.safetensors"), "cpu")
    assert shared.face_parser() is not parser


def test_the_detector_needs_no_model_file(
    dlib_provider: DlibLandmarks, london: LondonPhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, landmarks = london("london-005-08")
    monkeypatch.setattr("engines.face.detector._models_folder", lambda: None)
    (left, top, right, bottom), *others = dlib_provider.boxes(photo)
    inside = (landmarks >= [left, top]) & (landmarks <= [right, bottom])
    assert not others and inside[17:].mean() > 0.9
    with pytest.raises(FaceNotFoundError, match="by hand"):
        dlib_provider.detect(photo)


def test_what_an_untrained_network_finds_is_no_face(own_weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_face_weights(own_weights)
    monkeypatch.setattr(providers, "has_detector", lambda: False)
    assert OwnLandmarks().detect(np.full((80, 90, 3), 90, np.uint8)) == []


def test_choosing_a_source_imports_neither_torch_nor_dlib() -> None:
    code = "import sys; from engines.face.providers import landmark_source; landmark_source(); print({'dlib', 'torch'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
