"""`faceforge swap`: another person's part in a photo, at the photo's own resolution."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from engines.errors import InputError
from engines.face.alignment import EYE_DISTANCE, AlignedFace, align, put_back
from engines.face.donors import Donor
from engines.face.landmarks import eye_centres
from engines.face.regions import part_mask
from engines.face.skin import cheek_colour
from engines.imaging.arrays import ByteImage, FloatImage, Mask, Points, to_float
from engines.imaging.geometry import IDENTITY, warp
from engines.parts.canvas import home_transform, stacking_order
from engines.requests import PartsRequest, PlacedPart
from faceforge_app.commands import running
from faceforge_app.commands.faces import chosen_parts, find_donor, photo_face

OWN = "photo"
OWN_PARTS = ("jaw", "nose", "brows", "eyes", "mouth")
FRAME_PX = (128, 1024)  # the face frame is as fine as the photo, within these
GROWTH = 0.02  # how much of the skin around a donor's part comes along, in frame units
MARGIN, FEATHER = 0.02, 0.03  # how far a change reaches around a part, and its soft edge, in frame units


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="FACE", help="the photo to change")
    parser.add_argument("--part", action="append", required=True, metavar="KIND=DONOR", dest="parts",
                        help="a part and where it comes from: a photo, or an id from 'faceforge donors'; repeat it")  # fmt: skip
    parser.add_argument("--face", type=int, metavar="N", help="which face of the photo, 1 is the largest")
    parser.add_argument(
        "--out",
        type=running.output_file,
        required=True,
        metavar="FILE",
        help="where the changed photo goes (.png keeps every other pixel)",
    )
    parser.add_argument("--detail", action=argparse.BooleanOptionalAction, default=True,
                        help="add the fine detail of the donor's photo that the engine is too small to paint (yes)")  # fmt: skip
    running.add_engine_flags(parser, running.engine_spec("parts"), variants=1, variety=0.0, freedom=0.0)


def run(args: argparse.Namespace) -> None:
    chosen = chosen_parts(args.parts)
    running.make_folder(args.out.parent)
    photo, face = photo_face(args.photo, args.face)
    donors = {kind: find_donor(source) for kind, source in chosen.items()}
    spec = running.engine_spec("parts")
    aligned = align(photo, face.landmarks, frame_size(face.landmarks))
    request = swap_request(aligned, donors)
    result = running.run_engine(
        running.load_engine(args, spec), request, running.engine_options(args, spec), running.Progress("Painting")
    )
    for number, image in enumerate(result.images):
        fine = with_detail(image, request, aligned.landmarks, spec.native_size) if args.detail else image
        recipe = {**result.recipe, "photo": args.photo.name, "detail": args.detail, "variant": number}
        running.write_picture(running.variant_path(args.out, number), swapped(photo, fine, request, aligned), recipe)


def frame_size(landmarks_px: Points) -> int:
    """A face frame as fine as the photo itself."""
    left, right = eye_centres(landmarks_px)
    side = round(float(np.hypot(*(right - left))) / EYE_DISTANCE)
    return min(max(side, FRAME_PX[0]), FRAME_PX[1])


def swap_request(aligned: AlignedFace, donors: dict[str, Donor]) -> PartsRequest:
    """The photo's own parts where they are, the donors' in place of some, and the region around those as what may change."""
    base, landmarks = to_float(aligned.image), aligned.landmarks
    size = base.shape[0]
    own = tuple(
        PlacedPart(kind, base, part_mask(kind, landmarks, size), IDENTITY, donor=OWN)
        for kind in OWN_PARTS
        if kind not in donors
    )
    new = tuple(
        PlacedPart(
            kind, to_float(donor.image), grown(donor.part(kind)), home_transform(kind, donor.landmarks, landmarks),
            colour_match=1.0, donor=donor.id,
        )
        for kind, donor in donors.items()
    )  # fmt: skip
    change = change_region(landmarks, new, size)
    return PartsRequest(stacking_order(own + new), cheek_colour(base, landmarks), base, change)


def grown(mask: Mask) -> Mask:
    """A part with some skin around it, so that no gap is left towards the photo's own parts."""
    width_px = 2 * round(GROWTH * mask.shape[0]) + 1
    return np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width_px, width_px))), np.float32)


def with_detail(image: FloatImage, request: PartsRequest, landmarks: Points, native_size: int) -> FloatImage:
    """What an engine of `native_size` px could not paint, added: the donors' detail on their parts, the photo's own beside them.

    The photo's detail is left out where its old parts were, which would shine through.
    """
    assert request.base is not None and request.change is not None
    size = image.shape[0]
    if size <= native_size:
        return image
    new = [part for part in request.parts if part.donor != OWN]
    old = np.maximum.reduce([part_mask(part.kind, landmarks, size) for part in new])
    detail = fine_detail(request.base, native_size) * (1 - old)[..., None]
    for part in new:
        cover = np.asarray(warp(part.mask, part.to_canvas, (size, size)))[..., None]
        donor = np.asarray(warp(part.image, part.to_canvas, (size, size), "edge"))
        detail = detail * (1 - cover) + fine_detail(donor, native_size) * cover
    detailed: FloatImage = np.clip(image + detail * request.change[..., None], 0, 1)
    return detailed


def fine_detail(image: FloatImage, native_size: int) -> FloatImage:
    """The part of a picture that is lost at `native_size` px; values around 0."""
    size = image.shape[0]
    coarse = cv2.resize(image, (native_size, native_size), interpolation=cv2.INTER_AREA)
    detail: FloatImage = image - cv2.resize(coarse, (size, size), interpolation=cv2.INTER_CUBIC)
    return detail


def change_region(landmarks: Points, parts: tuple[PlacedPart, ...], size: int) -> Mask:
    """Where a photo may change, (size, size) in [0, 1]: around the old part and the new one, with a soft edge."""
    region = np.zeros((size, size), np.float32)
    for part in parts:
        region = np.maximum(region, part_mask(part.kind, landmarks, size))
        region = np.maximum(region, np.asarray(warp(part.mask, part.to_canvas, (size, size))))
    outside = (region < 0.5).astype(np.uint8)
    distance = cv2.distanceTransform(outside, cv2.DIST_L2, 5) / size
    return np.clip((MARGIN + FEATHER - distance) / FEATHER, 0, 1).astype(np.float32)


def swapped(photo: ByteImage, image: FloatImage, request: PartsRequest, aligned: AlignedFace) -> ByteImage:
    """The photo with the painted region in it; all other pixels stay bit-identical."""
    assert request.change is not None
    if image.shape[:2] != request.change.shape:
        raise InputError("The engine answered in another size than the photo's. Use another weights file.")
    return put_back(photo, image, request.change, aligned.to_frame)
