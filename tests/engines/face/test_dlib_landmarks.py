from __future__ import annotations

import importlib.util
import multiprocessing
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from engines.errors import EngineError, FaceNotFoundError
from engines.face import detector
from engines.face.detector import DlibLandmarks, detection_scale, largest_face
from engines.imaging.arrays import ByteImage, Points

LondonPhoto = Callable[[str], tuple[ByteImage, Points]]
KEYS = ("london-005-08", "london-025-03", "london-136-03", "london-142-08")


@pytest.mark.parametrize("key", KEYS)
def test_landmarks_are_found_again(dlib_provider: DlibLandmarks, key: str, london: LondonPhoto) -> None:
    photo, landmarks = london(key)
    faces = dlib_provider.detect(photo)
    assert len(faces) == 1
    assert np.abs(faces[0].landmarks - landmarks).mean() < 3
    left, top, right, bottom = faces[0].box
    assert left < faces[0].landmarks[30, 0] < right and top < faces[0].landmarks[30, 1] < bottom


def test_two_faces_come_largest_first(dlib_provider: DlibLandmarks, london: LondonPhoto) -> None:
    photo, landmarks = london(KEYS[0])
    small = np.ascontiguousarray(london(KEYS[1])[0][::2, ::2])
    both = np.full((256, 400, 3), 128, np.uint8)
    both[:128, :128] = small
    both[:, 144:] = photo
    faces = dlib_provider.detect(both)
    assert len(faces) == 2
    assert np.abs(faces[0].landmarks - (landmarks + np.array([144, 0]))).mean() < 3


def test_large_photo_keeps_its_own_pixels(dlib_provider: DlibLandmarks, london: LondonPhoto) -> None:
    photo, landmarks = london(KEYS[2])
    large = np.kron(photo, np.ones((8, 8, 1), np.uint8))
    assert detection_scale(large) < 1
    assert np.abs(dlib_provider.detect(large)[0].landmarks / 8 - landmarks).mean() < 3


def test_no_face_is_an_empty_list_with_a_way_out(dlib_provider: DlibLandmarks) -> None:
    faces = dlib_provider.detect(np.full((200, 300, 3), 90, np.uint8))
    assert faces == []
    with pytest.raises(FaceNotFoundError, match=r"No face was found in garden\.jpg\. Place the points by hand"):
        largest_face(faces, "garden.jpg")


def test_descriptor_tells_people_apart(dlib_provider: DlibLandmarks, london: LondonPhoto) -> None:
    one, other = london(KEYS[0]), london(KEYS[1])
    descriptor = dlib_provider.descriptor(*one)
    assert descriptor.shape == (128,) and descriptor.dtype == np.float64
    brighter = np.clip(one[0].astype(int) + 10, 0, 255).astype(np.uint8)
    same = np.linalg.norm(descriptor - dlib_provider.descriptor(brighter, one[1]))
    different = np.linalg.norm(descriptor - dlib_provider.descriptor(*other))
    assert same < 0.3 < 0.5 < different


def test_a_dead_child_is_replaced(london: LondonPhoto) -> None:
    photo, _ = london(KEYS[0])
    with DlibLandmarks() as provider:
        provider.detect(np.zeros((80, 80, 3), np.uint8))
        process = provider._process
        assert process is not None
        process.kill()
        assert len(provider.detect(photo)) == 1


def test_an_interrupted_request_does_not_answer_the_next_one(
    london: LondonPhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, _ = london(KEYS[0])
    with DlibLandmarks() as provider:
        provider.detect(np.zeros((80, 80, 3), np.uint8))
        pipe = provider._pipe
        assert pipe is not None
        with monkeypatch.context() as patch, pytest.raises(EOFError):
            patch.setattr(detector, "TIMEOUT_S", 0.0)
            provider._ask(("detect", np.zeros((1200, 1200, 3), np.uint8)))
        assert pipe.closed
        assert len(provider.detect(photo)) == 1


def test_a_failing_request_is_a_sentence_and_the_child_goes_on(
    dlib_provider: DlibLandmarks, london: LondonPhoto
) -> None:
    photo, landmarks = london(KEYS[0])
    with pytest.raises(EngineError, match="Place the points by hand"):
        dlib_provider.descriptor(photo, landmarks[:7])
    assert len(dlib_provider.detect(photo)) == 1


def test_other_threads_run_while_dlib_works(dlib_provider: DlibLandmarks, london: LondonPhoto) -> None:
    dlib_provider.detect(london(KEYS[0])[0])
    worker = threading.Thread(target=dlib_provider.detect, args=(np.full((1200, 1200, 3), 90, np.uint8),))
    worker.start()
    longest, last = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(0.001)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    worker.join()
    assert longest < 0.25


def test_close_ends_the_child() -> None:
    before = set(multiprocessing.active_children())
    provider = DlibLandmarks()
    provider.detect(np.full((80, 80, 3), 90, np.uint8))
    assert set(multiprocessing.active_children()) != before
    provider.close()
    provider.close()
    assert set(multiprocessing.active_children()) == before


def test_missing_models_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        detector.importlib.util, "find_spec", lambda name: None if name == "face_recognition_models" else real(name)
    )
    assert not detector.is_available()
    with pytest.raises(FaceNotFoundError, match=r"Install them with: .*face_recognition_models.*by hand"):
        DlibLandmarks().detect(np.zeros((50, 50, 3), np.uint8))


def test_importing_the_detector_imports_neither_dlib_nor_torch() -> None:
    code = "import sys, engines.face.detector; print({'dlib', 'torch', 'face_recognition_models'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_provider_whose_child_could_not_start_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    provider = DlibLandmarks()
    with pytest.raises(EngineError):
        provider.detect(np.zeros((64, 64, 3), np.uint8))
    provider.close()
