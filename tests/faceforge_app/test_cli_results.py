"""`faceforge render`, `info` and `rerun`: projects and exported pictures from outside; the engine is a stand-in."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engines import registry
from engines.face.library import Library
from engines.imaging.io import COMPOSITE, encode_image, read_image, read_recipe, write_image
from engines.parts.options import PartsOptions
from engines.run_context import RunContext
from faceforge_app import cli
from faceforge_app.commands import info, render, rerun
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.exports import ExportForm, write_export
from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project_file import Project, write_project
from faceforge_app.document.requests import build_parts_request
from faceforge_app.document.results import ResultEntry, result_entry
from tests.fakes import FakeEngine, Script, fake_donor

Capture = pytest.CaptureFixture[str]


class RecipeEngine(FakeEngine):
    """A stand-in whose recipe is the parts engine's: where each part lies."""

    def run(self, request, options, context):  # type: ignore[no-untyped-def]
        result = super().run(request, options, context)
        rows = [
            {
                "kind": part.kind, "donor": part.donor, "to_canvas": part.to_canvas.tolist(), "opacity": part.opacity,
                "colour_match": part.colour_match,
            }
            for part in request.parts
        ]  # fmt: skip
        result.recipe.update(parts=rows, options=dict(vars(options)), weights_sha256="aa", device="cpu")
        return result


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> RecipeEngine:
    fake = RecipeEngine()
    monkeypatch.setattr(registry, "engines", lambda: {fake.spec.id: fake.spec})
    return fake


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    own = Library.open(tmp_path / "library")
    own.add(fake_donor("ada"))
    for module in (render, rerun):
        monkeypatch.setattr(module, "library", lambda: own)
    return own


@pytest.fixture
def result(library: Library, engine: RecipeEngine) -> ResultEntry:
    document, _ = editing.add_part(Document(), library.donor("ada"), "nose")
    made = engine.run(build_parts_request(document), PartsOptions(variants=2, seed=4), RunContext())
    return result_entry("parts", made, document)


@pytest.fixture
def project(result: ResultEntry, tmp_path: Path) -> Path:
    path = tmp_path / "face.faceforge.ora"
    layer = ImageLayer(result.images[0], 0.5, recipe=result.variant_recipe(0), name="Portrait")
    write_project(path, Project(result.made_from.with_layer(layer), (result,)))
    return path


def run(capsys: Capture, *arguments: object) -> tuple[int, str]:
    status = cli.main([str(argument) for argument in arguments])
    return status, capsys.readouterr().out.strip()


def failed(capsys: Capture, *arguments: object) -> str:
    assert cli.main([str(argument) for argument in arguments]) == 1
    said = capsys.readouterr()
    assert not said.out
    return said.err


def test_render_writes_what_the_project_shows(project: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out" / "face.png"
    assert run(capsys, "render", project, "--out", out, "--size", 64, "--line") == (0, str(out))
    recipe = read_recipe(out)
    assert recipe is not None and recipe["export"] == {"size": 64, "line": True}
    assert [row["kind"] for row in recipe["layers"]] == ["nose", "image"]
    assert read_image(out).image.shape == (64, 64, 3)


def test_a_private_render_keeps_the_label_alone(project: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "face.png"
    run(capsys, "render", project, "--out", out, "--private")
    _, told = run(capsys, "info", out, "--json")
    about = json.loads(told)
    assert (about["label"], about["recipe"], about["donors"]) == (COMPOSITE, None, [])
    assert about["width"] == 512


@pytest.mark.parametrize("size", ["8", "x", "100000"])
def test_a_size_that_cannot_be(size: str, project: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(capsys, "render", project, "--out", tmp_path / "a.png", "--size", size)[0] == 2


def test_info_tells_of_a_project(project: Path, capsys: Capture) -> None:
    status, told = run(capsys, "info", project)
    assert status == 0
    assert "2 layer(s), 1 result(s)" in told and "donor ada: Ada, licence CC-BY-4.0" in told and "seed 4" in told
    about = json.loads(run(capsys, "info", project, "--json")[1])
    assert about["results"][0]["recipe"]["weights_sha256"] == "aa"
    assert about["layers"][1]["recipe"]["variant"] == 0


def test_info_tells_of_any_picture(tmp_path: Path, capsys: Capture) -> None:
    write_image(tmp_path / "plain.jpg", np.zeros((20, 30, 3), np.uint8), None, None)
    status, told = run(capsys, "info", tmp_path / "plain.jpg")
    assert status == 0 and "30 × 20 px" in told and "label: none" in told and "recipe: none" in told


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif"])
def test_an_exported_portrait_is_made_again(suffix: str, result: ResultEntry, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / f"face{suffix}"
    write_export(path, result.images[1], result.variant_recipe(1), ExportForm(96, line=True))
    assert run(capsys, "rerun", path) == (0, "identical")


def test_how_different_it_is_is_said_and_shown(
    result: ResultEntry, engine: RecipeEngine, tmp_path: Path, capsys: Capture
) -> None:
    path, shown = tmp_path / "face.png", tmp_path / "difference.png"
    recipe = {**result.variant_recipe(0), "weights_sha256": "bb"}
    write_export(path, result.images[0], recipe, ExportForm(48))
    engine.script(Script(level=0.52))
    status, told = run(capsys, "rerun", path, "--difference", shown)
    assert status == 1
    assert told == "different by at most 5 of 255, in 100 % of the pixels; not as it was then: weights"
    assert (read_image(shown).image == 40).all()


def test_an_exported_composition_is_made_again_with_its_portrait(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "face.png"
    run(capsys, "render", project, "--out", out, "--size", 128)
    assert run(capsys, "rerun", out) == (0, "identical")


def test_the_results_of_a_project_are_made_again(project: Path, engine: RecipeEngine, capsys: Capture) -> None:
    assert run(capsys, "rerun", project) == (0, "result 1 (parts): identical")
    assert engine.options[-1] == PartsOptions(variants=2, seed=4)
    engine.script(Script(level=0.6))
    status, told = run(capsys, "rerun", project)
    assert status == 1 and "result 1 (parts): different by at most 25 of 255" in told


def test_what_cannot_be_made_again_is_said(
    project: Path, result: ResultEntry, library: Library, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "face.png"
    write_image(path, result.images[0])
    assert "carries no recipe" in failed(capsys, "rerun", path)
    for recipe in (
        {"sheet": []},
        {"engine": "parts"},
        {"layers": [3]},
        {"engine": "parts", "options": {}, "parts": [{}]},
    ):
        write_image(path, result.images[0], recipe)
        assert "recipe" in failed(capsys, "rerun", path)
    write_image(path, result.images[0], {**result.recipe, "photo": "anna.jpg"})
    assert "made in anna.jpg" in failed(capsys, "rerun", path)
    write_image(path, result.images[0], {**result.recipe, "engine": "oil"})
    assert "not installed" in failed(capsys, "rerun", path)
    library.remove("ada")
    write_image(path, result.images[0], result.recipe)
    assert "no donor ada" in failed(capsys, "rerun", path)
    write_project(tmp_path / "none.ora", Project(Document()))
    assert "no results" in failed(capsys, "rerun", tmp_path / "none.ora")
    (tmp_path / "text.png").write_text("no picture")
    assert "not an image" in failed(capsys, "info", tmp_path / "text.png")


def test_a_sheet_names_every_donor(result: ResultEntry, tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    path.write_bytes(encode_image(flatten(result.made_from, 32)[0], ".png", {"sheet": [result.recipe]}))
    assert info.picture_info(path)["donors"] == ["ada"]
