"""Krita, GIMP and MyPaint open what we write with its layers in place, and we open what they save. Skipped where they are not installed.

`FACEFORGE_GIMP` names another GIMP than `gimp`, as a command line: GIMP 3 has an OpenRaster plug-in, Debian's GIMP 2.10 has none.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray

from faceforge_app.document.exports import ExportForm, write_layers
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project.open_raster import ShownLayer, shown
from faceforge_app.document.project_file import read_project, write_project
from tests.faceforge_app.document.projects import project

PATIENCE_S = 400  # a first start fills a database of brushes
KRITA = shutil.which("krita") and shutil.which("xvfb-run")
GIMP = shlex.split(os.environ.get("FACEFORGE_GIMP", "gimp-console"))
MYPAINT = Path("/usr/lib/mypaint")
SYSTEM_PYTHON = "/usr/bin/python3"
LIST_LAYERS = """
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "{path}" "{path}"))) (found (gimp-image-get-layers image)) (at 0))
  (while (< at (car found))
    (let* ((layer (aref (cadr found) at)) (place (gimp-drawable-offsets layer)))
      (gimp-message (string-append "LAYER|" (car (gimp-item-get-name layer)) "|" (number->string (car place)) "|"
        (number->string (cadr place)) "|" (number->string (car (gimp-layer-get-opacity layer))) "|"
        (number->string (car (gimp-item-get-visible layer))))))
    (set! at (+ at 1))))
"""
LIST_LAYERS_3 = """
from gi.repository import Gimp, Gio
alone = Gimp.RunMode.NONINTERACTIVE
image = Gimp.file_load(alone, Gio.File.new_for_path("{path}"))
for layer in image.get_layers():
    _, x, y = layer.get_offsets()
    print("LAYER", layer.get_name(), x, y, layer.get_opacity(), int(layer.get_visible()), sep="|")
Gimp.file_save(alone, image, Gio.File.new_for_path("{theirs}"), None)
"""
OPEN_AND_SAVE = """
import sys
sys.path.insert(0, "/usr/lib/mypaint")
import gi
gi.require_version("Gtk", "3.0")
from lib import mypaintlib
import lib.document
document = lib.document.Document()
document.load(sys.argv[1])
document.save(sys.argv[2])
"""
PLACE = ("name", "x", "y", "visibility")
TILE_PX = 64  # MyPaint keeps its layers in tiles


def layers(path: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        return [layer.attrib for layer in ElementTree.fromstring(archive.read("stack.xml")).iter("layer")]


def written(folder: Path) -> Path:
    ours = folder / "ours.faceforge.ora"
    write_project(ours, project())
    return ours


def output(command: list[str], **environment: str) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "PYTHON"))}
    told = subprocess.run(command, env={**own, **environment}, capture_output=True, timeout=PATIENCE_S, check=False)
    return (told.stdout + told.stderr).decode("utf-8", "replace")


def gimp_version() -> int:
    """0 where there is none."""
    if shutil.which(GIMP[0]) is None:
        return 0
    words = output([*GIMP, "--version"]).split()
    return int(words[-1].split(".")[0]) if words and words[-1][0].isdecimal() else 0


def check_places(seen: list[dict[str, str]], ours: Path, tile_px: int = 1) -> None:
    """The same layers in the same order; where a program keeps tiles, their corners lie on these."""
    for theirs, own in zip(seen, layers(ours), strict=True):
        expected = {**own, **{key: str(int(own[key]) // tile_px * tile_px) for key in ("x", "y")}}
        assert [theirs[name] for name in PLACE] == [expected[name] for name in PLACE]
        assert abs(float(theirs["opacity"]) - float(own["opacity"])) < 0.01


def check_opened(theirs: Path) -> None:
    """What they saved opens in ours and looks as before; GIMP 3 and MyPaint blend what is half transparent in linear light."""
    opened = read_project(theirs)
    (picture,) = opened.document.layers
    assert opened.foreign and isinstance(picture, ImageLayer)
    drawn, merged, _ = shown(project().document, picture.image.shape[0])
    apart = np.abs(picture.image.astype(int) - merged).max(axis=2)
    assert apart[~half_transparent(drawn, merged.shape[0])].max() <= 3
    assert apart.max() < 64


def half_transparent(drawn: list[ShownLayer], size: int) -> NDArray[np.bool_]:
    found = np.zeros((size, size), bool)
    for layer in drawn:
        height, width = layer.picture.shape[:2]
        alpha = layer.picture[..., 3] * (layer.opacity if layer.visible else 0)
        found[layer.y : layer.y + height, layer.x : layer.x + width] |= (alpha > 0) & (alpha < 255)
    return found


def check_listed(said: str, ours: Path) -> None:
    rows = [line.partition("LAYER|")[2].split("|") for line in said.splitlines() if "LAYER|" in line]
    names = ("name", "x", "y", "opacity", "visibility")
    seen = [dict(zip(names, row, strict=True)) for row in rows]
    for row in seen:
        row["opacity"] = str(float(row["opacity"]) / 100)
        row["visibility"] = "visible" if row["visibility"] == "1" else "hidden"
    check_places(seen, ours)


@pytest.mark.timeout(PATIENCE_S)
@pytest.mark.skipif(not KRITA, reason="needs krita and xvfb-run")
def test_krita_opens_and_saves_a_project(tmp_path: Path) -> None:
    ours, theirs = written(tmp_path), tmp_path / "theirs.ora"
    output(["xvfb-run", "-a", "krita", "--nosplash", "--export", "--export-filename", str(theirs), str(ours)])
    check_places(layers(theirs), ours)
    check_opened(theirs)


@pytest.mark.timeout(PATIENCE_S)
@pytest.mark.skipif(not MYPAINT.is_dir(), reason="needs mypaint")
def test_mypaint_opens_and_saves_a_project(tmp_path: Path) -> None:
    ours, theirs = written(tmp_path), tmp_path / "theirs.ora"
    output([SYSTEM_PYTHON, "-c", OPEN_AND_SAVE, str(ours), str(theirs)], HOME=str(tmp_path))
    *seen, background = layers(theirs)
    assert background["name"] == "background"  # it always adds one
    check_places(seen, ours, TILE_PX)
    check_opened(theirs)


@pytest.mark.timeout(PATIENCE_S)
def test_gimp_opens_and_saves_a_project(tmp_path: Path) -> None:
    if gimp_version() < 3:
        pytest.skip("needs GIMP 3: Debian builds GIMP 2.10 without Python, so without its OpenRaster plug-in")
    ours, theirs, script = written(tmp_path), tmp_path / "theirs.ora", tmp_path / "script.py"
    script.write_text(LIST_LAYERS_3.format(path=ours, theirs=theirs))
    command = ["-d", "-f", "--batch-interpreter=python-fu-eval", "-b", f"exec(open({str(script)!r}).read())", "--quit"]
    check_listed(output([*GIMP, *command], LC_ALL="C.UTF-8"), ours)
    check_places(layers(theirs), ours)
    check_opened(theirs)


@pytest.mark.timeout(PATIENCE_S)
def test_gimp_opens_what_we_write_as_psd(tmp_path: Path) -> None:
    if gimp_version() != 2:
        pytest.skip("needs GIMP 2.10")
    ours, psd = written(tmp_path), tmp_path / "ours.psd"
    write_layers(psd, project().document, ExportForm())
    command = ["-d", "-f", "-b", LIST_LAYERS.format(path=psd), "-b", "(gimp-quit 0)"]
    check_listed(output([*GIMP, *command], LC_ALL="C.UTF-8"), ours)
