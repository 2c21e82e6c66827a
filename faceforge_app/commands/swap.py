"""`faceforge swap`: another person's part in a photo, at the photo's own resolution."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from engines.errors import InputError
from engines.face.alignment import EYE_DISTANCE, AlignedFace, align, put_back
from engines.face.donors import Donor
from engines.face.landmarks import eye_centres
from engines.imaging.arrays import ByteImage, FloatImage, Points, to_float
from engines.parts.canvas import home_transform
from engines.parts.on_photo import OPTIONS, grown, photo_request, with_detail
from engines.requests import PartsRequest, PlacedPart
from faceforge_app.commands import running
from faceforge_app.commands.faces import chosen_parts, find_donor, photo_face

FRAME_PX = (128, 1024)  # the face frame is as fine as the photo, within these


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
    running.add_engine_flags(parser, running.engine_spec("parts"), **OPTIONS)


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
    """The donors' parts at the places of the photo's own."""
    landmarks = aligned.landmarks
    new = tuple(
        PlacedPart(
            kind, to_float(donor.image), grown(donor.part(kind)), home_transform(kind, donor.landmarks, landmarks),
            colour_match=1.0, donor=donor.id,
        )
        for kind, donor in donors.items()
    )  # fmt: skip
    return photo_request(to_float(aligned.image), landmarks, new)


def swapped(photo: ByteImage, image: FloatImage, request: PartsRequest, aligned: AlignedFace) -> ByteImage:
    """The photo with the painted region in it; all other pixels stay bit-identical."""
    assert request.change is not None
    if image.shape[:2] != request.change.shape:
        raise InputError("The engine answered in another size than the photo's. Use another weights file.")
    return put_back(photo, image, request.change, aligned.to_frame)
