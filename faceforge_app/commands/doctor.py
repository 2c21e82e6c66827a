"""`faceforge doctor`: what this machine has and what it lacks."""

from __future__ import annotations

import argparse
import ctypes
import importlib.metadata
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_log_path

from engines import registry
from engines.assets import install_command
from engines.errors import EngineError, WeightsError
from engines.face.detector import MODELS_PACKAGE, has_detector
from engines.face.providers import landmark_source
from engines.imaging.io import write_atomically
from engines.weights import read_card
from faceforge_app.commands.computing import computing_findings
from faceforge_app.commands.report import Finding, report_text
from faceforge_app.session.settings import APPLICATION, Settings, load_settings, settings_path, use_face_settings

PACKAGES = ("faceforge", "torch", "PySide6_Essentials", "numpy", "opencv-python-headless", "pillow", "dlib-bin")
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0", "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0", "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1",
}  # fmt: skip
SCREEN_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-shape.so.0": "libxcb-shape0",
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Say what this machine has and what it lacks; exit status 1 where something needed is missing."
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="also write this and what the log knows to a file, with nothing personal in it",
    )


def run(args: argparse.Namespace) -> None:
    settings = load_settings()
    found = list(findings(settings))
    for finding in found:
        print(finding)
    if args.report is not None:
        write_atomically(args.report, report_text(found, settings).encode())
        print(f"   {'report':<16} {args.report}")
    wrong = [finding.name for finding in found if finding.wrong]
    if wrong:
        raise EngineError(f"Something is missing: {', '.join(wrong)}. See the lines marked with !!.")


def findings(settings: Settings) -> Iterator[Finding]:
    yield from _versions()
    yield from computing_findings(settings)
    yield from _libraries()
    yield _screen()
    yield from _weights(settings)
    yield _landmarks(settings)
    yield from _folders(settings)


def _versions() -> Iterator[Finding]:
    yield Finding("system", f"{platform.platform()}, Python {platform.python_version()}")
    for name in PACKAGES:
        try:
            yield Finding(name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, "not installed", True, "Install FaceForge again")


def _libraries() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    needed = missing(LIBRARIES)
    if needed:
        yield Finding(
            "libraries", f"missing: {' '.join(needed)}", True, f"Install them: apt-get install {' '.join(needed)}"
        )
    for_screen = missing(SCREEN_LIBRARIES)
    if for_screen:
        advice = f"Install them: apt-get install {' '.join(for_screen)}"
        yield Finding("libraries", f"missing for a window: {' '.join(for_screen)}", has_screen(), advice)
    if not needed and not for_screen:
        yield Finding("libraries", "all there")


def missing(libraries: dict[str, str]) -> list[str]:
    """The Debian packages of the libraries that cannot be loaded."""
    lacking = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            lacking.append(package)
    return lacking


def has_screen() -> bool:
    """Whether a window can be shown; Qt would abort where it cannot."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _screen() -> Finding:
    return Finding("screen", "there" if has_screen() else "none, so no window can be opened; all other commands work")


def _weights(settings: Settings) -> Iterator[Finding]:
    """Missing weights of one engine leave the others at work; only a machine without any is in a bad way."""
    specs = registry.engines().values()
    none_there = not any(settings.weights_path(spec).exists() for spec in specs)
    for spec in specs:
        path = settings.weights_path(spec)
        try:
            card = read_card(path)
        except WeightsError as error:
            yield Finding(f"engine {spec.id}", str(error).rstrip("."), none_there or path.exists())
            continue
        wrong = card.engine != spec.id
        yield Finding(f"engine {spec.id}", f"{path} is for '{card.engine}'" if wrong else str(path), wrong)


def _landmarks(settings: Settings) -> Finding:
    use_face_settings(settings)
    source = landmark_source(settings.landmarks)
    if source is None:
        advice = f"Import weights of the face network, or: {install_command(MODELS_PACKAGE)}"
        return Finding("landmarks", "nothing finds them; points are placed by hand", False, advice)
    try:
        detector = "" if has_detector() else " (dlib is not installed: only pictures of one face and little else)"
        return Finding("landmarks", f"{source.title}{detector}. {source.licence()}".rstrip("."))
    except WeightsError as error:
        return Finding("landmarks", str(error).rstrip("."), True)


def _folders(settings: Settings) -> Iterator[Finding]:
    folders = {
        "settings": settings_path().parent, "library": settings.library_folder,
        "log": user_log_path(APPLICATION, appauthor=False),
    }  # fmt: skip
    for name, folder in folders.items():
        writable = can_write(folder)
        yield Finding(name, f"{folder}{'' if writable else ' cannot be written to'}", not writable)


def can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
