"""`faceforge thumbnail`: the small picture of a project that file managers show."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from engines.imaging.arrays import to_bytes, to_float
from engines.imaging.geometry import resize
from engines.imaging.io import decode_image, write_atomically
from faceforge_app.commands.render import size_px
from faceforge_app.document.project.archive import open_archive
from faceforge_app.document.project.open_raster import THUMBNAIL
from faceforge_app.document.project.pictures import encode_png


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT", help="a project file, .faceforge.ora")
    parser.add_argument("out", type=Path, metavar="FILE", help="where the picture goes, as PNG")
    parser.add_argument("--size", type=size_px, default=256, metavar="PX", help="its longest side (256)")


def run(args: argparse.Namespace) -> None:
    with open_archive(args.project) as archive:
        picture = decode_image(archive.read(THUMBNAIL), args.project.name).image
    height, width = picture.shape[:2]
    share = args.size / max(height, width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    write_atomically(args.out, encode_png(to_bytes(np.asarray(resize(to_float(picture), size)))))
