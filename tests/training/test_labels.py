from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engines.errors import ImageFileError, WeightsError
from engines.face.parsing.classes import (
    BACKGROUND,
    BROWS,
    CLASS_COUNT,
    EYES,
    HAIR,
    INNER_MOUTH,
    LIPS,
    NOSE,
    SKIN,
    colour_map,
)
from engines.imaging.arrays import ByteImage, Points
from tests.training.face_shards import KEYS, DrawnLabels, photo_shard
from training.data.face_labels import CONTOURS, MESH_TO_68, OVAL, FaceLabeller, FaceLabels, class_map
from training.data.labels import LabelledShards, disagreement, label_path, label_shard, main, open_photos
from training.data.parsing_sets import (
    FASSEG_COLOURS,
    FROM_CELEBA_19,
    FROM_FACESYNTHETICS,
    IGNORE,
    TO_FASSEG,
    confusion,
    from_fasseg,
    intersection_over_union,
)
from training.provenance import narrowest, provenance


class Interrupted(Exception):
    pass


class StopsAfter(DrawnLabels):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def label(self, image: ByteImage) -> FaceLabels:
        if self.calls == self.count:
            raise Interrupted
        return super().label(image)


def test_labels_lie_beside_the_shard_and_read_back(tmp_path: Path) -> None:
    shard = photo_shard(tmp_path)
    assert label_shard(shard, DrawnLabels()) == len(KEYS)
    shards = LabelledShards([shard])
    assert len(shards) == len(KEYS)
    first = shards[0]
    assert first.classes.shape == (256, 256) and set(np.unique(first.classes)) == {BACKGROUND, SKIN, EYES, NOSE, LIPS}
    expected = DrawnLabels().label(first.sample.image)
    assert (first.classes == expected.classes).all()
    assert np.allclose(first.sample.landmarks, expected.landmarks, atol=1e-4)
    assert first.disagreement < 1e-3 and first.score == 20.0


def test_the_sets_of_photos_do_not_see_label_shards(tmp_path: Path) -> None:
    from training.data.shards import find_shards

    shard = photo_shard(tmp_path)
    label_shard(shard, DrawnLabels())
    assert find_shards(tmp_path, ["london-train"]) == [shard]


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    shard = photo_shard(tmp_path)
    with pytest.raises(Interrupted):
        label_shard(shard, StopsAfter(2))
    part = label_path(shard).with_suffix(".part")
    part.write_bytes(part.read_bytes()[:-700])  # and the disk was full, too
    rest = DrawnLabels()
    label_shard(shard, rest)
    assert 2 <= rest.calls <= 3
    assert len(LabelledShards([shard], most_disagreement=9)) == len(KEYS)
    assert label_shard(shard, rest) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labels-london-train-00.tar", "london-train-00.tar"]


def test_two_runs_do_not_write_one_shard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shard = photo_shard(tmp_path)
    lock = label_path(shard).with_suffix(".lock")
    lock.touch()
    assert label_shard(shard, DrawnLabels()) == 0
    assert str(lock) in capsys.readouterr().err
    assert not label_path(shard).exists()


def test_labels_that_disagree_are_left_out(tmp_path: Path) -> None:
    shard = photo_shard(tmp_path)
    label_shard(shard, DrawnLabels(shift=0.05), tmp_path / "labels")
    with pytest.raises(ImageFileError, match="usable labels"):
        LabelledShards([shard], tmp_path / "labels")


def test_landmarks_of_labels_take_the_place_of_the_photos_own_and_the_card_says_so(tmp_path: Path) -> None:
    label_shard(photo_shard(tmp_path), DrawnLabels(shift=0.004))
    own, relabelled = open_photos(tmp_path, "london-train"), open_photos(tmp_path, "london-train", ".")
    assert len(own) == len(relabelled) == len(KEYS)
    assert np.abs(relabelled[1].landmarks - own[1].landmarks - 0.004).max() < 2e-4
    assert (relabelled[1].image == own[1].image).all()
    origins = [provenance([("london-train", 1.0, photos)]) for photos in (own, relabelled)]
    assert "iBUG" in origins[0].labels[0] and "MediaPipe" in origins[1].labels[0]
    assert [narrowest(origin.licences) for origin in origins] == ["No commercial use", "CC BY 4.0: attribution"]


def test_disagreement_is_in_eye_distances() -> None:
    points = np.random.default_rng(0).random((68, 2))
    eyes = np.linalg.norm(points[36:42].mean(axis=0) - points[42:48].mean(axis=0))
    assert disagreement(points + np.array([eyes, 0]), points) == pytest.approx(1)


def test_missing_networks_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WeightsError, match="face_landmark"):
        FaceLabeller(tmp_path)
    assert main([str(tmp_path / "a.tar"), "--networks", str(tmp_path)]) == 1
    assert "tflite" in capsys.readouterr().err


def mesh_like_face() -> Points:
    """A mesh whose contours are boxes at the places where a face has them; all other points lie on the nose."""
    mesh = np.full((468, 2), 0.5)
    angle = np.linspace(0, 2 * np.pi, len(OVAL), endpoint=False) - np.pi / 2
    mesh[OVAL] = 0.5 + np.stack([0.22 * np.cos(angle), 0.3 * np.sin(angle)], axis=1)
    places = {BROWS: [(0.4, 0.4), (0.6, 0.4)], EYES: [(0.4, 0.46), (0.6, 0.46)], NOSE: [(0.5, 0.54)],
              LIPS: [(0.5, 0.67)], INNER_MOUTH: [(0.5, 0.67)]}  # fmt: skip
    reach = {BROWS: (0.05, 0.01), EYES: (0.04, 0.02), NOSE: (0.03, 0.06), LIPS: (0.07, 0.03), INNER_MOUTH: (0.05, 0.01)}
    for kind, contours in CONTOURS.items():
        for contour, place in zip(contours, places[kind], strict=True):
            angle = np.linspace(0, 2 * np.pi, len(contour), endpoint=False)
            mesh[contour] = np.array(place) + np.stack([np.cos(angle), np.sin(angle)], axis=1) * reach[kind]
    return mesh


def test_class_map_puts_every_class_where_it_belongs() -> None:
    mesh = mesh_like_face()
    photo = np.full((256, 256, 3), [0.8, 0.6, 0.5], np.float32)
    person, hair = np.zeros((256, 256), np.float32), np.zeros((256, 256), np.float32)
    person[10:, 60:196] = 1
    hair[10:56, 60:196] = 1
    labels = class_map(photo, mesh, hair, person)

    def at(x: float, y: float) -> int:
        return int(labels[int(y * 256), int(x * 256)])

    found = [at(0.4, 0.4), at(0.6, 0.46), at(0.5, 0.54), at(0.5, 0.645), at(0.5, 0.67), at(0.5, 0.1), at(0.35, 0.6)]
    assert found == [BROWS, EYES, NOSE, LIPS, INNER_MOUTH, HAIR, SKIN]
    assert at(0.5, 0.9) == BACKGROUND  # neck
    assert at(0.05, 0.5) == BACKGROUND


def test_hair_covers_brows_and_skin_and_a_beard_is_skin() -> None:
    mesh = mesh_like_face()
    photo = np.full((256, 256, 3), 0.6, np.float32)
    person, hair = np.ones((256, 256), np.float32), np.zeros((256, 256), np.float32)
    hair[:108, :128] = 0.7
    hair[188:200, 120:136] = 0.9
    labels = class_map(photo, mesh, hair, person)
    assert labels[102, 102] == HAIR and labels[102, 154] == BROWS
    assert labels[194, 128] == SKIN


def test_the_mesh_map_has_68_different_points_and_is_symmetric() -> None:
    assert len(MESH_TO_68) == 68 and len(set(MESH_TO_68.tolist())) == 68
    mesh = mesh_like_face()
    jaw = mesh[MESH_TO_68[:17]]
    assert jaw[0, 0] < 0.5 < jaw[16, 0] and np.argmax(jaw[:, 1]) == 8


def test_every_foreign_class_maps_to_one_of_ours() -> None:
    assert len(FROM_CELEBA_19) == 19 and FROM_CELEBA_19.max() < CLASS_COUNT
    assert set(FROM_CELEBA_19.tolist()) == set(range(CLASS_COUNT))
    assert FROM_FACESYNTHETICS[:18].max() < CLASS_COUNT and FROM_FACESYNTHETICS[IGNORE] == IGNORE
    assert (from_fasseg(FASSEG_COLOURS[None].astype(np.uint8)) == [[0, 1, 7, 3, 4, 5]]).all()
    assert set(TO_FASSEG.tolist()) == {0, 1, 3, 4, 5, 7}


def test_intersection_over_union_of_a_shifted_square() -> None:
    truth, labels = np.zeros((20, 20), np.uint8), np.zeros((20, 20), np.uint8)
    truth[5:15, 5:15], labels[5:15, 10:20] = SKIN, SKIN
    truth[0] = IGNORE
    shares = intersection_over_union(confusion(labels, truth))
    assert shares[SKIN] == pytest.approx(50 / 150)
    assert np.isnan(shares[HAIR])


def test_colour_map_can_be_read_back() -> None:
    from engines.face.parsing.classes import labels_from_colours, one_hot

    labels = np.random.default_rng(0).integers(0, CLASS_COUNT, (9, 7)).astype(np.uint8)
    assert (labels_from_colours(colour_map(labels)) == labels).all()
    assert (one_hot(labels).sum(axis=0) == 1).all() and (one_hot(labels).argmax(axis=0) == labels).all()
