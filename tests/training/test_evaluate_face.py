"""`faceforge-evaluate face` on drawn faces, with a parser and a provider that know the truth, or something beside it."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engines.face.average_face import average_landmarks
from engines.face.landmarks import LEFT_EYE, OUTER_LIPS, RIGHT_EYE, DetectedFace
from engines.face.parsing.classes import BACKGROUND, EYES, HAIR, LIPS, SKIN, LabelMap, one_hot
from engines.face.parsing.parser import Parsing
from engines.face.regions import face_hull, polygon_mask
from engines.imaging.arrays import ByteImage, FloatImage
from tests.tiny_face import tiny_face_weights
from tests.training.face_shards import labelled_folder, photo_shard
from training import evaluate
from training.data.parsing_sets import FASSEG_COLOURS, IGNORE
from training.data.shards import ShardDataset
from training.evaluation import face_report as report
from training.evaluation.face import (
    PHOTO,
    SKETCH,
    FaceEvaluation,
    LabelledPhoto,
    LandmarkOutcome,
    below_jaw,
    fasseg_photos,
    synthetic_photos,
)
from training.evaluation.face_report import FaceOutcomes

SIZE = 64
POINTS = average_landmarks()


def drawn_labels() -> LabelMap:
    labels = np.full((SIZE, SIZE), BACKGROUND, np.uint8)
    labels[face_hull(POINTS, SIZE) > 0.5] = SKIN
    for kind, groups in ((EYES, (LEFT_EYE, RIGHT_EYE)), (LIPS, (OUTER_LIPS,))):
        labels[polygon_mask([POINTS[list(group)] for group in groups], SIZE) > 0.5] = kind
    return labels


class KnowingParser:
    """Always answers with the drawn labels."""

    size, licence = SIZE, ""

    def parse(self, image: FloatImage) -> Parsing:
        labels = drawn_labels()
        return Parsing(labels, one_hot(labels), POINTS, np.ones(68, np.float32))


class KnowingProvider:
    """Finds the average face in every picture that is not black, a little beside it."""

    name = licence = ""

    def __init__(self, shift: float = 0.0) -> None:
        self.shift = shift

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        if not image.any():
            return []
        return [DetectedFace((0, 0, 1, 1), (POINTS + np.array([self.shift, 0])) * image.shape[0], 1.0)]


def evaluation(shift: float = 0.0) -> FaceEvaluation:
    return FaceEvaluation(KnowingParser(), KnowingProvider(shift))  # type: ignore[arg-type]


def photo(key: str = "a", dark: bool = False) -> LabelledPhoto:
    return LabelledPhoto(key, np.full((SIZE, SIZE, 3), 0 if dark else 120, np.uint8), drawn_labels())


def test_the_truth_scores_one_as_photo_and_as_sketch_and_a_miss_is_counted() -> None:
    outcome = evaluation().parsing("drawn", [photo(), photo(dark=True)])
    assert (outcome.photos, outcome.missed) == (2, 1)
    assert outcome.mean(PHOTO) > 0.97 and outcome.mean(SKETCH) == outcome.mean(PHOTO)
    assert np.isnan(outcome.shares(PHOTO)[HAIR])
    assert evaluation(0.05).parsing("beside", [photo()]).mean(PHOTO) < 0.8


def test_neck_counts_neither_as_skin_nor_as_background_of_fasseg() -> None:
    neck = photo()
    neck.truth[(below_jaw(POINTS, SIZE) > 0.5) & (neck.truth == BACKGROUND)] = SKIN
    fasseg, plain = evaluation().parsing("f", [neck], fasseg=True), evaluation().parsing("p", [neck])
    assert fasseg.shares(PHOTO)[SKIN] > 0.95 > plain.shares(PHOTO)[SKIN]


def test_landmark_errors_are_in_eye_distances() -> None:
    outcome = evaluation(0.024).landmarks("set", "dlib", [(photo().image, POINTS * SIZE)] * 2, ["light", "dark"])
    for values in (outcome.every, outcome.inner, outcome.eyes):
        assert values == pytest.approx([0.1, 0.1], rel=0.05)
    outcome.add(None, POINTS)
    assert outcome.missed == 1 and outcome.tones == ["light", "dark"]


def test_the_nearer_of_two_providers_overlaps_more() -> None:
    near, far = (
        evaluation().rival(name, KnowingProvider(shift), [photo()]) for name, shift in (("a", 0.0), ("b", 0.02))
    )
    assert near.eyes_iou[0] > 0.9 > far.eyes_iou[0] and near.mouth_off[0] < 0.02
    assert far.mouth_off[0] == pytest.approx(0.02 / 0.24, abs=0.03)


def test_report_card_and_json_say_what_was_measured() -> None:
    landmarks = LandmarkOutcome("ffhq-test", "dlib", 1, [0.05], [0.04], [0.02], ["tan"])
    measured = FaceOutcomes([evaluation().parsing("FASSEG", [photo()])], [landmarks])
    text = report.as_markdown(measured, {"seed": 1})
    assert "| FASSEG | 1 | 0 | photo |" in text and "0.0500" in text and "tan" in text and "Which landmarks" not in text
    assert json.loads(json.dumps(report.as_json(measured, {})))["landmarks"][0]["missed"] == 1
    card = report.card_values(measured)
    assert card["ffhq-test"] == {"photos": 1, "landmark_error_dlib": 0.05}
    assert card["FASSEG"]["miou_photo"] == pytest.approx(measured.parsing[0].mean(PHOTO), abs=1e-3)


def labels_shard(folder: Path) -> Path:
    """One photo of each kind with its labels: skin with one hair pixel; skin and a pixel that is not known."""
    colours = np.full((20, 20, 3), FASSEG_COLOURS[1], np.uint8)
    colours[0, 0] = FASSEG_COLOURS[2]
    index = np.full((20, 20), 1, np.uint8)
    index[0, 0] = IGNORE
    grey = np.full((20, 20, 3), 90, np.uint8)
    members = {"fasseg-1.label.png": colours, "facesynthetics-1.label.png": index}
    members |= {name.replace("label.png", "jpg"): grey for name in members}
    path = folder / "parsing-labels-00.tar"
    with tarfile.open(path, "w") as tar:
        for name, picture in members.items():
            data = io.BytesIO()
            Image.fromarray(picture).save(data, "JPEG" if name.endswith("jpg") else "PNG")
            info = tarfile.TarInfo(name)
            info.size = data.tell()
            data.seek(0)
            tar.addfile(info, data)
    return path


def test_foreign_labels_are_read_as_classes(tmp_path: Path) -> None:
    shards = ShardDataset([labels_shard(tmp_path)])
    (fasseg,), (synthetic,) = fasseg_photos(shards), synthetic_photos(shards)
    assert fasseg.truth[0, 0] == HAIR and (fasseg.truth[1:] == SKIN).all()
    assert synthetic.truth[0, 0] == IGNORE and (synthetic.truth[1:] == SKIN).all()


def test_the_command_measures_an_untrained_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    labelled_folder(tmp_path)
    labels_shard(tmp_path)
    photo_shard(tmp_path, "london-test-00.tar")
    sketch = np.full((30, 30, 3), 200, np.uint8)
    data = io.BytesIO()
    Image.fromarray(sketch).save(data, "JPEG")
    with tarfile.open(tmp_path / "cufs-test-00.tar", "w") as tar:
        rows = {
            "a.sketch.jpg": data.getvalue(),
            "a.json": json.dumps({"sketch_landmarks": (POINTS * 30).tolist()}).encode(),
        }
        for name, content in rows.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    for name in ("has_detector", "is_available"):
        monkeypatch.setattr(f"training.evaluation.face_run.{name}", lambda: False)
    weights, out = tiny_face_weights(tmp_path / "face.safetensors"), tmp_path / "out"
    call = [
        "face",
        "--data",
        str(tmp_path),
        "--weights",
        str(weights),
        "--labels",
        str(tmp_path),
        "--sets",
        "london-train",
    ]
    assert evaluate.main([*call, "--limit", "2", "--out", str(out), "--card"]) == 0
    measured = json.loads((out / "results.json").read_text())
    assert measured["parsing"]["london-train (MediaPipe)"]["photos"] == 2
    assert {each["set"] for each in measured["landmarks"]} == {"london-train", "cufs-test sketches"}
    assert (out / "london-test.png").is_file() and "Parsing" in capsys.readouterr().out
