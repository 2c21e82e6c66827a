"""`faceforge complete`: what a mask hides in a photo, filled at the photo's own resolution."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from engines import registry
from engines.errors import InputError
from engines.face.alignment import estimate_landmarks, frame_from_landmarks
from engines.face.landmarks import DetectedFace
from engines.face.put_back import frame_request, frame_size, put_back
from engines.imaging.arrays import Mask, Points
from engines.imaging.mask_file import looks_inverted, read_mask
from engines.imaging.photo_file import PhotoFile, read_photo_file
from engines.requests import CompletionRequest, ContextRequest, Result
from engines.spec import EngineSpec
from faceforge_app.commands import running
from faceforge_app.commands.faces import faces_in, numbered_face
from faceforge_app.document.extras import shown_extras

STRIP_PX = 512
PLACE_EYES = "Say where the eyes are with --eyes X,Y,X,Y in pixels, or choose another photo."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    specs = completion_engines()
    parser.add_argument("photo", type=Path, metavar="PHOTO", help="the photo to complete")
    parser.add_argument(
        "--mask", type=Path, required=True, metavar="MASK.png", help="what to fill, white, at the photo's size"
    )
    parser.add_argument("--fill", choices=("white", "black"),
                        help="which colour of the mask is filled (white; has to be said for a mask that is mostly white)")  # fmt: skip
    parser.add_argument(
        "--face", type=int, metavar="N", help="which face of the photo, 1 is the largest (the masked one)"
    )
    parser.add_argument(
        "--eyes", type=eyes, metavar="X,Y,X,Y", help="the centres of both eyes in pixels, where no face is found"
    )
    parser.add_argument("--engine", choices=[spec.id for spec in specs], default=specs[0].id if specs else None,
                        help="what fills it (the first that is there)")  # fmt: skip
    parser.add_argument("--out", type=running.output_file, required=True, metavar="FILE",
                        help="where the photo goes (.png and .tif keep every other sample)")  # fmt: skip
    parser.add_argument("--save-stages", type=Path, metavar="DIR", help="also save what the engine saw on its way")
    running.add_flags_of_all(parser, specs)


def run(args: argparse.Namespace) -> None:
    specs = completion_engines()
    spec = next((spec for spec in specs if spec.id == args.engine), None)
    if spec is None:
        raise InputError("No engine that completes photos is installed. See 'faceforge engines'.")
    options = running.given_options(args, spec, specs, variants=1)
    for folder in (args.out.parent, args.save_stages):
        if folder is not None:
            running.make_folder(folder)
    photo = read_photo_file(args.photo)
    mask = chosen_mask(args.mask, photo.size, args.fill)
    landmarks = face_landmarks(photo, mask, args.face, args.eyes)
    to_frame = frame_from_landmarks(landmarks, photo.size)
    request = frame_request(photo.image, to_frame, mask, frame_size(to_frame, photo.size), landmarks)
    result = running.run_engine(running.load_engine(args, spec), request, options, running.Progress("Completing"))
    for number, image in enumerate(result.images):
        recipe = {**result.recipe, "photo": args.photo.name, "mask": args.mask.name, "variant": number}
        path = running.variant_path(args.out, number)
        running.write_photo(path, put_back(photo, image, to_frame, mask), recipe)
        print(f"samples changed outside the mask: {changed_outside(photo, read_photo_file(path), mask)}")
    if args.save_stages is not None:
        save_stages(args.save_stages, request, result)


def completion_engines() -> list[EngineSpec]:
    return [spec for spec in registry.engines().values() if spec.request_type is CompletionRequest]


def chosen_mask(path: Path, size: tuple[int, int], fill: str | None) -> Mask:
    """The mask, 1 where to fill. Raises `InputError` for one that is empty, or mostly white without it being said."""
    mask = read_mask(path, size)
    if fill == "black":
        mask = (1 - mask).astype(np.float32)
    elif fill is None and looks_inverted(mask):
        raise InputError(
            f"{path.name} is white over {100 * (mask > 0.5).mean():.0f} % of the photo, and white is what is filled. "
            "Add --fill black if black marks what is to be filled, or --fill white if this is meant."
        )
    if not mask.any():
        raise InputError(f"{path.name} marks nothing to be filled. Paint white over what is to be completed.")
    return mask


def face_landmarks(photo: PhotoFile, mask: Mask, number: int | None, eyes_px: Points | None) -> Points:
    """The 68 landmarks in pixels of the face that is meant: by its number, by its eyes, or by the mask lying on it."""
    if eyes_px is not None:
        return estimate_landmarks(*eyes_px)
    faces = faces_in(photo.image, photo.name, PLACE_EYES)
    if number is not None:
        return numbered_face(faces, number, photo.name).landmarks
    return masked_face(faces, mask, photo.name).landmarks


def masked_face(faces: list[DetectedFace], mask: Mask, name: str) -> DetectedFace:
    """The face that most of the mask lies on; the largest where it lies on none. Raises `InputError` where it lies on several alike."""
    covers = [_masked(face, mask) for face in faces]
    order = sorted(range(len(faces)), key=lambda i: -covers[i])
    if covers[order[0]] == 0:
        return faces[0]
    if len(faces) > 1 and covers[order[1]] > covers[order[0]] / 2:
        raise InputError(
            f"The mask lies on several of the {len(faces)} faces in {name}. Say which with --face N, 1 is the largest."
        )
    return faces[order[0]]


def _masked(face: DetectedFace, mask: Mask) -> float:
    left, top, right, bottom = (max(0, round(edge)) for edge in face.box)
    return float(mask[top:bottom, left:right].sum())


def changed_outside(before: PhotoFile, after: PhotoFile, mask: Mask) -> int:
    """How many samples differ where the mask is 0; every one where the file holds them in another way."""
    alike = before.samples.shape == after.samples.shape and before.samples.dtype == after.samples.dtype
    changed = 0
    for top in range(0, mask.shape[0], STRIP_PX):  # a mask of all samples would take as much memory as the photo
        rows = slice(top, top + STRIP_PX)
        outside = (mask[rows] == 0)[..., None]
        differs = before.samples[rows] != after.samples[rows] if alike else np.ones_like(before.samples[rows], bool)
        changed += int(np.count_nonzero(differs & outside))
    return changed


def save_stages(folder: Path, request: CompletionRequest | ContextRequest, result: Result) -> None:
    """The face frame as the engine got it, its extras, and its answers, as PNG."""
    hidden = request.image * (1 - request.mask[..., None]) + 0.5 * request.mask[..., None]
    running.write_picture(folder / "input.png", hidden.astype(np.float32), result.recipe)
    for name, picture in shown_extras(result.extras).items():
        running.write_picture(folder / f"{name}.png", picture, result.recipe)
    for number, image in enumerate(result.images, 1):
        running.write_picture(folder / f"completed-{number}.png", image, result.recipe)


def eyes(text: str) -> Points:
    """`120,200,180,198` as two points, (2, 2)."""
    try:
        return np.array([float(value) for value in text.split(",")]).reshape(2, 2)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not four numbers X,Y,X,Y") from error
