"""`faceforge sketch`: from a sketch to photos of the face that it shows."""

from __future__ import annotations

import argparse
from pathlib import Path

from engines.errors import InputError
from engines.face.alignment import align
from engines.face.parsing.classes import colour_map
from engines.face.parsing.shared import FACE, face_parser, use_face_network
from engines.face.providers import landmark_provider
from engines.face.sketch_sheet import (
    AlignedSketch,
    align_by_clicks,
    align_sketch,
    check_is_sketch,
    cleaned,
    find_sketched_face,
    read_sketch,
)
from engines.imaging.arrays import Points, to_float
from engines.imaging.geometry import resize
from engines.imaging.io import read_image
from engines.requests import Result, SketchRequest
from engines.sketch.hints import HINTS, Colour, reference_colours
from engines.sketch.spec import SKETCH
from faceforge_app.commands import running
from faceforge_app.commands.complete import eyes
from faceforge_app.commands.errors import UsageError
from faceforge_app.commands.faces import photo_face
from faceforge_app.document.project_file import read_project
from faceforge_app.document.requests import missing
from faceforge_app.document.sketch import sketch_request
from faceforge_app.session.settings import load_settings

SIZE = SKETCH.native_size


def add_arguments(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("sketch", nargs="?", type=Path, metavar="SKETCH", help="a scan or photo of a drawing")
    source.add_argument(
        "--project", type=Path, metavar="FILE",
        help="the sketch of a saved project, with its colours and repainted parsing, as it is",
    )  # fmt: skip
    parser.add_argument(
        "--eyes-at", type=eyes, metavar="X,Y,X,Y",
        help="the centres of both eyes in pixels, where no face is found; the sheet is then taken as it lies",
    )  # fmt: skip
    parser.add_argument("--reference", type=Path, metavar="PHOTO", help="a photo whose colours the face has")
    for name in HINTS:
        parser.add_argument(f"--{name}", type=colour, metavar="'#RRGGBB'", help=f"the colour of the {name}")
    parser.add_argument(
        "--as-it-is", action="store_true", help="take the picture for a sketch even if it looks like a photo"
    )
    parser.add_argument("--out", type=running.output_file, required=True, metavar="FILE", help="where the photo goes")
    parser.add_argument("--save-stages", type=Path, metavar="DIR", help="also save sketch, parsing and the first stage")
    running.add_engine_flags(parser, SKETCH, variants=1)


def run(args: argparse.Namespace) -> None:
    for folder in (args.out.parent, args.save_stages):
        if folder is not None:
            running.make_folder(folder)
    settings = load_settings()
    use_face_network(settings.weights_path(FACE), args.device or settings.device)
    request = asked_for(args)
    options = running.engine_options(args, SKETCH)
    result = running.run_engine(running.load_engine(args, SKETCH), request, options, running.Progress("Painting"))
    recipe = {**result.recipe, "sketch": (args.project or args.sketch).name}
    for number, image in enumerate(result.images):
        running.write_picture(running.variant_path(args.out, number), image, {**recipe, "variant": number})
    if args.save_stages is not None:
        save_stages(args.save_stages, result)


def asked_for(args: argparse.Namespace) -> SketchRequest:
    told = {name: getattr(args, name) for name in HINTS if getattr(args, name) is not None}
    if args.project is not None:
        if told or args.reference or args.eyes_at is not None or args.as_it_is:
            raise UsageError(
                "--eyes-at, --reference, --as-it-is and colours go with SKETCH: a project says these itself"
            )
        return projects_sketch(args.project)
    aligned = aligned_sketch(args.sketch, args.eyes_at, args.as_it_is)
    colours = (photo_colours(args.reference) if args.reference else {}) | told
    return SketchRequest(aligned.sketch, aligned.landmarks, colours=colours)


def projects_sketch(path: Path) -> SketchRequest:
    """What the window asks for a saved sketch. Raises `EngineError` where a project has none."""
    document = read_project(path).document
    if document.sketch is None:
        raise InputError(f"{path.name} holds no sketch. Choose another project, or see 'faceforge compose'.")
    if sentence := missing(document, SketchRequest):
        raise InputError(sentence)
    return sketch_request(document.sketch)


def aligned_sketch(path: Path, eyes_px: Points | None, as_it_is: bool) -> AlignedSketch:
    """A file's sketch in the face frame. Raises `EngineError` where it is none, or where no face is found."""
    image = read_image(path).image
    if not as_it_is:
        check_is_sketch(image)
    if eyes_px is not None:
        return align_by_clicks(cleaned(to_float(image)), eyes_px[0], eyes_px[1], None, SIZE)
    sketch = read_sketch(image)
    return align_sketch(sketch, find_sketched_face(sketch, landmark_provider()).landmarks, SIZE)


def photo_colours(path: Path) -> dict[str, Colour]:
    """Skin, hair, eyes and lips of the face in a photo."""
    photo, face = photo_face(path)
    frame = to_float(align(photo.image, face.landmarks, SIZE).image)
    colours = reference_colours(frame, face_parser().parse(frame).labels)
    if not colours:
        raise InputError(f"No colours could be read from {path.name}. Choose a photo of one face, seen from the front.")
    return colours


def save_stages(folder: Path, result: Result) -> None:
    """The sketch as the engine saw it, both parsings in their colours, and the rough photo, as PNG."""
    extras = result.extras
    for name in ("sketch", "stage_one"):
        running.write_picture(folder / f"{name}.png", resize(extras[name], (SIZE, SIZE)), result.recipe)
    for name in ("sketch_parsing", "parsing"):
        if name in extras:
            running.write_picture(folder / f"{name}.png", colour_map(extras[name]), result.recipe)


def colour(text: str) -> Colour:
    """`#c08060` as sRGB in [0, 1]."""
    digits = text.removeprefix("#")
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a colour like '#c08060'") from error
    return red / 255, green / 255, blue / 255
