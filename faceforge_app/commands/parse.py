"""`faceforge parse`: which class of a face each pixel of a photo or sketch belongs to, as a label picture."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from engines.face.alignment import estimate_landmarks
from engines.face.parsing.classes import FACE_CLASSES, LabelMap
from engines.face.parsing.in_photo import parse_face
from engines.face.parsing.label_file import encode_labels
from engines.face.parsing.shared import FACE, face_parser, use_face_network
from engines.imaging.arrays import ByteImage, Points
from engines.imaging.io import read_image, write_atomically
from faceforge_app.commands import running
from faceforge_app.commands.complete import PLACE_EYES, eyes
from faceforge_app.commands.faces import faces_in, numbered_face
from faceforge_app.session.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    ids = ", ".join(f"{each.id} {each.title.lower()}" for each in FACE_CLASSES)
    parser.description = f"Parse a face. The labels are a PNG with a palette, whose indices are: {ids}."
    parser.add_argument("image", type=Path, metavar="IMAGE", help="a photo or a sketch of any size")
    parser.add_argument("--out", type=label_path, required=True, metavar="LABELS.png",
                        help="where the labels go, at the picture's own size")  # fmt: skip
    parser.add_argument("--face", type=int, default=1, metavar="N", help="which face, 1 is the largest (1)")
    parser.add_argument(
        "--eyes", type=eyes, metavar="X,Y,X,Y", help="the centres of both eyes in pixels, where no face is found"
    )
    running.add_place_flags(parser)


def run(args: argparse.Namespace) -> None:
    running.make_folder(args.out.parent)
    image = read_image(args.image).image
    landmarks = _landmarks(image, args)
    settings = load_settings()
    use_face_network(args.weights or settings.weights_path(FACE), args.device or settings.device)
    labels = parse_face(face_parser(), image, landmarks)
    write_atomically(args.out, encode_labels(labels))
    print(shares_text(labels))


def label_path(text: str) -> Path:
    """A PNG to write: other formats have no palette, or change the indices."""
    path = Path(text)
    if path.suffix.lower() != ".png":
        raise argparse.ArgumentTypeError(f"{text!r} must end in .png")
    return path


def _landmarks(image: ByteImage, args: argparse.Namespace) -> Points:
    if args.eyes is not None:
        return estimate_landmarks(*args.eyes)
    return numbered_face(faces_in(image, args.image.name, PLACE_EYES), args.face, args.image.name).landmarks


def shares_text(labels: LabelMap) -> str:
    """One line a class: its id, its name, and its share of the picture."""
    counts = np.bincount(labels.ravel(), minlength=len(FACE_CLASSES)) / labels.size
    return "\n".join(f"{each.id} {each.name:<12} {counts[each.id]:6.1%}" for each in FACE_CLASSES)
