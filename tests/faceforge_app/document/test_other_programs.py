"""Krita opens our projects with their layers in place, and we open what it saves. Skipped where Krita or Xvfb is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project_file import read_project, write_project
from tests.faceforge_app.document.projects import project

KRITA = shutil.which("krita") and shutil.which("xvfb-run")
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
