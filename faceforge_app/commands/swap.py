"""`faceforge swap`: another person's part in a photo, at the photo's own resolution."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from engines.errors import InputError
from engines.face.alignment import AlignedFace, align, frame_from_landmarks
from engines.face.put_back import frame_size, put_back
from engines.imaging.arrays import FloatImage
from engines.imaging.geometry import invert, warp
from engines.imaging.photo_file import PhotoFile
from engines.parts.on_photo import OPTIONS, swap_request, with_detail, with_donors
from engines.requests import PartsRequest
from faceforge_app.commands import running
from faceforge_app.commands.faces import chosen_parts, find_donor, photo_face

FRAME_PX = 1024  # the face frame is as fine as the photo, up to this


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
        help="where the changed photo goes (.png and .tif keep every other sample)",
    )
    parser.add_argument("--detail", action=argparse.BooleanOptionalAction, default=True,
                        help="add the fine detail of the donor's photo that the engine is too small to paint (yes)")  # fmt: skip
    running.add_engine_flags(parser, running.engine_spec("parts"), (), **OPTIONS)


def run(args: argparse.Namespace) -> None:
    chosen = chosen_parts(args.parts)
    running.make_folder(args.out.parent)
    photo, face = photo_face(args.photo, args.face)
    donors = {kind: find_donor(source) for kind, source in chosen.items()}
    spec = running.engine_spec("parts")
    size = frame_size(frame_from_landmarks(face.landmarks, photo.size), photo.size, FRAME_PX)
    aligned = align(photo.image, face.landmarks, size)
    request = swap_request(aligned, donors)
    options = running.engine_options(args, spec)
    result = running.run_engine(running.load_engine(args, spec), request, options, running.Progress("Painting"))
    for number, image in enumerate(result.images):
        fine = with_detail(image, request, aligned.landmarks, spec.native_size) if args.detail else image
        fine = with_donors(fine, request, aligned.landmarks, options.keep_parts)
        recipe = {**result.recipe, "photo": args.photo.name, "detail": args.detail, "variant": number}
        running.write_photo(running.variant_path(args.out, number), swapped(photo, fine, request, aligned), recipe)


def swapped(photo: PhotoFile, image: FloatImage, request: PartsRequest, aligned: AlignedFace) -> PhotoFile:
    """The photo with the painted region in it; all other samples stay bit-identical."""
    assert request.change is not None
    if image.shape[:2] != request.change.shape:
        raise InputError("The engine answered in another size than the photo's. Use another weights file.")
    region = np.asarray(warp(request.change, invert(aligned.to_frame), photo.size))
    return put_back(photo, image, aligned.to_frame, region)
