"""`faceforge extend`: new hair, clothes and background around a face, at the photo's own resolution."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

import numpy as np

from engines import registry
from engines.errors import InputError
from engines.face.alignment import estimate_landmarks, frame_from_landmarks
from engines.face.put_back import frame_request, frame_size, put_back
from engines.face.surroundings import kept_face, to_paint
from engines.imaging.arrays import Affine, Mask, Points
from engines.imaging.geometry import invert, transform_points
from engines.imaging.mask_file import read_mask
from engines.imaging.photo_file import PhotoFile, read_photo_file
from engines.requests import ContextRequest
from engines.spec import EngineSpec
from faceforge_app.commands import running
from faceforge_app.commands.complete import PLACE_EYES, changed_outside, eyes, save_stages
from faceforge_app.commands.compose import skin_tone as colour
from faceforge_app.commands.faces import faces_in, numbered_face

FACE = "face"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    specs = context_engines()
    parser.add_argument("photo", type=Path, metavar="PHOTO", help="the photo whose face is given new surroundings")
    parser.add_argument("--keep", default=FACE, metavar="face|MASK.png",
                        help="what stays: the face, or what is white in a mask of the photo's size (face)")  # fmt: skip
    parser.add_argument("--hair", type=colour, metavar="#RRGGBB", help="colour of the hair (left to the engine)")
    parser.add_argument("--background", type=colour, metavar="#RRGGBB", help="colour of the background (likewise)")
    parser.add_argument("--crop", action="store_true",
                        help="cut the photo to what was painted (else it stays as large, and what lies beyond is kept)")  # fmt: skip
    parser.add_argument("--face", type=int, default=1, metavar="N", help="which face of the photo, 1 is the largest")
    parser.add_argument(
        "--eyes", type=eyes, metavar="X,Y,X,Y", help="the centres of both eyes in pixels, where no face is found"
    )
    parser.add_argument("--out", type=running.output_file, required=True, metavar="FILE",
                        help="where the photo goes (.png and .tif keep every kept sample)")  # fmt: skip
    parser.add_argument("--save-stages", type=Path, metavar="DIR", help="also save the pictures from 8 px upwards")
    running.add_flags_of_all(parser, specs)


def run(args: argparse.Namespace) -> None:
    specs = context_engines()
    if not specs:
        raise InputError("No engine that paints surroundings is installed. See 'faceforge engines'.")
    options = running.given_options(args, specs[0], specs, variants=1)
    for folder in (args.out.parent, args.save_stages):
        if folder is not None:
            running.make_folder(folder)
    photo = read_photo_file(args.photo)
    landmarks = face_landmarks(photo, args.face, args.eyes)
    to_frame = frame_from_landmarks(landmarks, photo.size)
    mask = to_paint(kept(args.keep, landmarks, photo), to_frame, fades=not args.crop)
    asked = frame_request(photo.image, to_frame, mask, frame_size(to_frame, photo.size), landmarks)
    wishes = {name: getattr(args, name) for name in ("hair", "background") if getattr(args, name) is not None}
    request = ContextRequest(asked.image, asked.mask, asked.landmarks, wishes)
    result = running.run_engine(running.load_engine(args, specs[0]), request, options, running.Progress("Painting"))
    box = upright_box(to_frame, photo.size) if args.crop else (slice(None), slice(None))
    for number, image in enumerate(result.images):
        recipe = {**result.recipe, "photo": args.photo.name, "keep": Path(args.keep).name, "variant": number}
        path = running.variant_path(args.out, number)
        extended = put_back(photo, image, to_frame, mask, match_grain=False)
        running.write_photo(path, cropped(extended, box), recipe)
        changed = changed_outside(cropped(photo, box), read_photo_file(path), mask[box])
        print(f"samples changed of what is kept: {changed}")
    if args.save_stages is not None:
        save_stages(args.save_stages, request, result)


def context_engines() -> list[EngineSpec]:
    return [spec for spec in registry.engines().values() if spec.request_type is ContextRequest]


def kept(what: str, landmarks: Points, photo: PhotoFile) -> Mask:
    """What stays of a photo, (H, W), 1 = kept. Raises `InputError` for a mask that keeps nothing or everything."""
    if what == FACE:
        return kept_face(landmarks, photo.size)
    mask = read_mask(Path(what), photo.size)
    if not (mask > 0.5).any():
        raise InputError(f"{Path(what).name} keeps nothing. Paint white over what is to stay, at least the face.")
    if (mask > 0.5).all():
        raise InputError(f"{Path(what).name} keeps the whole photo. Leave black what is to be painted anew.")
    return mask


def face_landmarks(photo: PhotoFile, number: int, eyes_px: Points | None) -> Points:
    """The 68 landmarks in pixels of the face that is meant: by its eyes, or by its number."""
    if eyes_px is not None:
        return estimate_landmarks(*eyes_px)
    return numbered_face(faces_in(photo.image, photo.name, PLACE_EYES), number, photo.name).landmarks


def upright_box(to_frame: Affine, size: tuple[int, int]) -> tuple[slice, slice]:
    """The largest upright square within a turned face frame, cut to a photo of `size` (width, height), as an index into it."""
    corner, centre, across = transform_points(invert(to_frame), np.array([[0.0, 0], [0.5, 0.5], [1, 0]])) * size
    half = float(np.square(across - corner).sum() / np.abs(across - corner).sum()) / 2
    (left, top), (right, bottom) = np.floor(centre - half), np.ceil(centre + half)
    return slice(max(0, int(top)), int(bottom)), slice(max(0, int(left)), int(right))


def cropped(photo: PhotoFile, box: tuple[slice, slice]) -> PhotoFile:
    return dataclasses.replace(photo, samples=photo.samples[box])
