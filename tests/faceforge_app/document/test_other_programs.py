"""Krita and GIMP open what we write with its layers in place, and we open what Krita saves. Skipped where they are not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from faceforge_app.document.exports import ExportForm, write_layers
from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project_file import read_project, write_project
from tests.faceforge_app.document.projects import project

KRITA = shutil.which("krita") and shutil.which("xvfb-run")
GIMP = shutil.which("gimp")
LIST_LAYERS = """
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "{path}" "{path}"))) (found (gimp-image-get-layers image)) (at 0))
  (while (< at (car found))
    (let* ((layer (aref (cadr found) at)) (place (gimp-drawable-offsets layer)))
      (gimp-message (string-append "LAYER|" (car (gimp-item-get-name layer)) "|" (number->string (car place)) "|"
        (number->string (cadr place)) "|" (number->string (car (gimp-layer-get-opacity layer))) "|"
        (number->string (car (gimp-item-get-visible layer))))))
    (set! at (+ at 1))))
"""
PLACE = ("name", "x", "y", "visibility")


def layers(path: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        return [layer.attrib for layer in ElementTree.fromstring(archive.read("stack.xml")).iter("layer")]


@pytest.mark.skipif(not KRITA, reason="needs krita and xvfb-run")
def test_krita_opens_and_saves_a_project(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.faceforge.ora", tmp_path / "theirs.ora"
    write_project(ours, project())
    command = ["xvfb-run", "-a", "krita", "--nosplash", "--export", "--export-filename", str(theirs), str(ours)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    subprocess.run(command, env=environment, capture_output=True, timeout=100, check=False)
    for seen, written in zip(layers(theirs), layers(ours), strict=True):
        assert [seen[name] for name in PLACE] == [written[name] for name in PLACE]
        assert abs(float(seen["opacity"]) - float(written["opacity"])) < 0.01
    opened = read_project(theirs)
    (picture,) = opened.document.layers
    assert opened.foreign and isinstance(picture, ImageLayer)
    expected = flatten(project().document, picture.image.shape[0])[0]
    assert np.abs(picture.image.astype(int) - expected).max() <= 3


@pytest.mark.skipif(not GIMP, reason="needs gimp")
@pytest.mark.parametrize("suffix", [".faceforge.ora", ".psd"])
def test_gimp_opens_what_we_write(suffix: str, tmp_path: Path) -> None:
    ours = tmp_path / f"ours{suffix}"
    write_project(tmp_path / "ours.faceforge.ora", project())
    if suffix == ".psd":
        write_layers(ours, project().document, ExportForm())
    script = LIST_LAYERS.format(path=ours)
    command = ["gimp", "-i", "-d", "-f", "-b", script, "-b", "(gimp-quit 0)"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    told = subprocess.run(command, env=environment, capture_output=True, timeout=100, check=False)
    said = (told.stdout + told.stderr).decode("utf-8", "replace")
    if "Unknown file type" in said and suffix != ".psd":
        pytest.skip("this GIMP has no OpenRaster plug-in: Debian builds GIMP 2.10 without Python")
    seen = [line.partition("LAYER|")[2].split("|") for line in said.splitlines() if "LAYER|" in line]
    for (name, x, y, opacity, visible), written in zip(seen, layers(tmp_path / "ours.faceforge.ora"), strict=True):
        assert [name, x, y] == [written[key] for key in ("name", "x", "y")]
        assert abs(float(opacity) / 100 - float(written["opacity"])) < 0.01
        assert (visible == "1") == (written["visibility"] == "visible")
