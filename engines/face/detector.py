"""Faces and 68 landmarks from dlib, in a child process: dlib holds Python's lock while it works, which would freeze a
window.

The only module that imports dlib, and only in the child. The model files come from `face_recognition_models`, which is
found but never imported. Sources: King 2009 (dlib), Kazemi and Sullivan 2014 (landmarks), King 2017 (descriptor).
"""

from __future__ import annotations

import contextlib
import importlib.util
import multiprocessing
import signal
import threading
from functools import cache, cached_property
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.assets import install_command
from engines.errors import EngineError, FaceNotFoundError
from engines.face.landmarks import COUNT, DetectedFace
from engines.imaging.arrays import ByteImage, Points

LARGEST_SIDE = 1200  # px: larger photos are reduced for detection
SMALLEST_SIDE = 600  # px: smaller ones are enlarged, since dlib looks for faces of 80 px and rounds landmarks to pixels
TIMEOUT_S = 120.0
MODEL_FILES = {
    "landmarks": "shape_predictor_68_face_landmarks.dat",
    "descriptor": "dlib_face_recognition_resnet_model_v1.dat",
}
Box = tuple[float, float, float, float]  # left, top, right, bottom
Found = tuple[Box, Points, float]  # box, landmarks, confidence
MODELS_PACKAGE = "face_recognition_models"
WAY_OUT = f"Install them with: {install_command(MODELS_PACKAGE)}, or place the points by hand."


class DlibLandmarks:
    """A `LandmarkProvider` with dlib's detector and its 68-point model.

    Calls block the calling thread without holding Python's lock, so make them in a worker thread; any thread may. The
    child process starts on first use, is started again when it died, and ends with `close`, at exit, or when its parent
    is gone.
    """

    name = "dlib 68-point landmarks"
    licence = (
        "dlib: Boost Software Licence. 68-point model: trained on iBUG 300-W, whose licence excludes commercial use."
    )

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def boxes(self, image: ByteImage) -> list[Box]:
        """The boxes of all faces of a (H, W, 3) sRGB photo in its pixels, by dlib's detector alone: no model file is needed."""
        scale = detection_scale(image)
        left_top_right_bottom = self._call("boxes", resized(image, scale))
        return [(a / scale, b / scale, c / scale, d / scale) for a, b, c, d in left_top_right_bottom]

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        """All faces of a (H, W, 3) sRGB photo, largest first, landmarks in pixels (0, 0 = outer corner of the first
        pixel).

        Raises `FaceNotFoundError` where the models are not installed, `EngineError` where dlib fails on the photo.
        """
        model_path(MODEL_FILES["landmarks"])
        scale = detection_scale(image)
        found = self._call("detect", resized(image, scale))
        faces = [
            DetectedFace(tuple(side / scale for side in box), (points + 0.5) / scale, confidence)
            for box, points, confidence in found
        ]
        return sorted(faces, key=_area, reverse=True)

    def descriptor(self, image: ByteImage, landmarks: Points) -> NDArray[np.float64]:
        """dlib's face descriptor, (128,) float64; photos of one person are less than about 0.6 apart.

        `image` (H, W, 3) sRGB, `landmarks` (68, 2) in its pixels.
        """
        model_path(MODEL_FILES["descriptor"])
        scale = min(1.0, detection_scale(image))
        descriptor: NDArray[np.float64] = self._call("descriptor", resized(image, scale), landmarks * scale - 0.5)
        return descriptor

    def close(self) -> None:
        """End the child process; the next call starts another."""
        with self._lock:
            self._stop()

    def __enter__(self) -> DlibLandmarks:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(self, *request: Any) -> Any:
        with self._lock:
            try:
                answer = self._ask(request)
            except (EOFError, OSError):  # the child died: once more with a new one
                answer = self._ask_again(request)
        if isinstance(answer, Exception):
            raise EngineError(f"The face detector failed ({answer}). Place the points by hand.") from answer
        return answer

    def _ask_again(self, request: tuple[Any, ...]) -> Any:
        try:
            return self._ask(request)
        except (EOFError, OSError) as error:
            message = "The face detector stopped on this photo. Try a smaller copy, or place the points by hand."
            raise EngineError(message) from error

    def _ask(self, request: tuple[Any, ...]) -> Any:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self._start()
        assert self._pipe is not None
        try:
            self._pipe.send(request)
            if not self._pipe.poll(TIMEOUT_S):
                raise EOFError
            return self._pipe.recv()
        except BaseException:  # also Ctrl+C: a late answer must not be taken for that of the next request
            self._stop()
            raise

    def _start(self) -> None:
        self._stop()
        if not has_detector():
            raise FaceNotFoundError(f"dlib, which finds faces, is not installed. {WAY_OUT}")
        models = {name: str(path) for name, file in MODEL_FILES.items() if (path := _model_path(file)) is not None}
        context = multiprocessing.get_context("spawn")
        self._pipe, child = context.Pipe()
        process = context.Process(target=_serve, args=(child, models), name="faceforge-dlib", daemon=True)
        process.start()
        self._process = process  # not before: one that could not start cannot be joined
        child.close()  # so that the child's death is seen as the end of the pipe

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(0.2)  # the closed pipe ends an idle child
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
        self._process = self._pipe = None


@cache
def dlib_landmarks() -> DlibLandmarks:
    """The one provider that the application and the commands share."""
    return DlibLandmarks()


def has_detector() -> bool:
    """Whether dlib, and with it the detector, is installed; does not import it."""
    return importlib.util.find_spec("dlib") is not None


def is_available() -> bool:
    """Whether dlib and its model files are installed; imports neither."""
    return has_detector() and _models_folder() is not None


def model_path(file: str) -> Path:
    """The path of one of dlib's model files. Raises `FaceNotFoundError` with what to install."""
    path = _model_path(file)
    if path is None or not has_detector():
        raise FaceNotFoundError(f"The files that face detection needs are not installed. {WAY_OUT}")
    return path


def largest_face(faces: list[DetectedFace], name: str = "the photo") -> DetectedFace:
    """The first of `faces`. Raises `FaceNotFoundError` where there is none."""
    if not faces:
        message = f"No face was found in {name}. Place the points by hand, or choose a photo taken from the front."
        raise FaceNotFoundError(message)
    return faces[0]


def detection_scale(image: ByteImage) -> float:
    """The factor that brings the longest side between 600 and 1200 px."""
    longest: int = max(image.shape[:2])
    return min(max(1.0, SMALLEST_SIDE / longest), LARGEST_SIDE / longest)


def resized(image: ByteImage, scale: float) -> ByteImage:
    """The image (H, W, 3) scaled, area averaged down, cubic up."""
    if scale == 1:
        return np.ascontiguousarray(image)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=method), np.uint8)


def _models_folder() -> Path | None:
    spec = importlib.util.find_spec(MODELS_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "models"


def _model_path(file: str) -> Path | None:
    folder = _models_folder()
    return folder / file if folder is not None and (folder / file).is_file() else None


def _area(face: DetectedFace) -> float:
    left, top, right, bottom = face.box
    return (right - left) * (bottom - top)


def _serve(pipe: Connection, models: dict[str, str]) -> None:
    """The child: answers requests until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's business
    worker = _Dlib(models)
    with contextlib.suppress(EOFError, OSError):
        while True:
            name, *arguments = pipe.recv()
            try:
                answer = getattr(worker, name)(*arguments)
            except Exception as error:  # dlib raises RuntimeError for anything; the parent says it
                answer = RuntimeError(str(error))
            pipe.send(answer)


class _Dlib:
    """dlib's models, loaded on first use; lives in the child only."""

    def __init__(self, models: dict[str, str]) -> None:
        import dlib

        self._dlib = dlib
        self._models = models
        self._detector = dlib.get_frontal_face_detector()

    @cached_property
    def _predictor(self) -> Any:
        return self._dlib.shape_predictor(self._models["landmarks"])

    @cached_property
    def _network(self) -> Any:
        return self._dlib.face_recognition_model_v1(self._models["descriptor"])

    def boxes(self, image: ByteImage) -> list[Box]:
        return [(box.left(), box.top(), box.right(), box.bottom()) for box, _ in self._scored(image)]

    def detect(self, image: ByteImage) -> list[Found]:
        return [self._face(image, box, score) for box, score in self._scored(image)]

    def descriptor(self, image: ByteImage, landmarks: Points) -> NDArray[np.float64]:
        points = [self._dlib.point(int(x), int(y)) for x, y in np.rint(landmarks)]
        left, top = landmarks.min(axis=0).astype(int)
        right, bottom = landmarks.max(axis=0).astype(int)
        shape = self._dlib.full_object_detection(
            self._dlib.rectangle(int(left), int(top), int(right), int(bottom)), points
        )
        return np.array(self._network.compute_face_descriptor(image, shape), np.float64)

    def _scored(self, image: ByteImage) -> list[tuple[Any, float]]:
        boxes, scores, _ = self._detector.run(image, 0, 0.0)
        if not boxes:
            boxes, scores, _ = self._detector.run(image, 1, 0.0)
        return list(zip(boxes, scores, strict=True))

    def _face(self, image: ByteImage, box: Any, score: float) -> Found:
        shape = self._predictor(image, box)
        points = np.array([(shape.part(i).x, shape.part(i).y) for i in range(COUNT)], np.float64)
        return (box.left(), box.top(), box.right(), box.bottom()), points, float(score)
