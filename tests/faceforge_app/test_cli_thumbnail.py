"""`faceforge thumbnail`: what file managers show of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.imaging.io import read_image
from faceforge_app import cli
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import Project, write_project


def test_a_project_has_a_small_picture(tmp_path: Path) -> None:
    project, out = tmp_path / "face.faceforge.ora", tmp_path / "small.png"
    write_project(project, Project(Document()))
    assert cli.main(["thumbnail", "--size", "64", str(project), str(out)]) == 0
    image = read_image(out).image
    assert image.shape == (64, 64, 3)
    assert image.std() > 5, "the average face is not empty"


def test_another_file_is_refused_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.ora"
    other.write_text("no archive")
    assert cli.main(["thumbnail", str(other), str(tmp_path / "small.png")]) == 1
    assert "Choose another file." in capsys.readouterr().err
    assert not (tmp_path / "small.png").exists()
