"""A package of its own under `tests/plugin`, found as an installed one is: by its entry point."""

from __future__ import annotations

import importlib
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engines import registry
from engines.options import option_infos
from faceforge_app import cli
from faceforge_app.dialogs.engines import EnginesDialog
from faceforge_app.session.engine_choice import spec_of
from faceforge_app.session.session import Session
from tests.fakes import fake_donor

PLUGIN = Path(__file__).parent / "plugin"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What `pip install` leaves: the package, and beside it its metadata."""
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(PLUGIN / "faceforge_tint", tmp_path / "faceforge_tint")
    metadata = tmp_path / f"faceforge_tint-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    rows = [f"{name} = {target}" for name, target in project["entry-points"][registry.ENTRY_POINTS].items()]
    (metadata / "entry_points.txt").write_text("\n".join([f"[{registry.ENTRY_POINTS}]", *rows]))
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    registry.engines.cache_clear()
    yield
    registry.engines.cache_clear()
    for name in [name for name in sys.modules if name.startswith("faceforge_tint")]:
        del sys.modules[name]


def test_an_installed_engine_is_listed_with_its_licence(installed: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["engines"]) == 0
    said = capsys.readouterr().out
    assert "tint: Tint (64 px)" in said and "Apache-2.0" in said


def test_an_installed_engine_paints(qtbot: QtBot, installed: None) -> None:
    session = Session()
    session.add_part(fake_donor(), "nose")
    spec = spec_of("tint")
    session.set_engine("tint", spec.options_type(strength=0.5))
    with qtbot.waitSignal(session.run_finished):
        session.generate()
    assert session.results[0].engine_id == "tint" and session.results[0].images[0].shape == (64, 64, 3)
    assert session.results[0].recipe["options"] == {"strength": 0.5}
    assert [info.label for info in option_infos(spec.options_type)] == ["Strength"]
    assert session.close()


def test_an_installed_engine_has_its_card(qtbot: QtBot, installed: None) -> None:
    session = Session()
    dialog = EnginesDialog(session)
    qtbot.addWidget(dialog)
    card = dialog.cards["tint"]
    assert card.file.card is not None and card.file.card.licence == "Apache-2.0"
    with qtbot.waitSignal(session.weights.measured):
        card.measure.click()
    assert "bundled example" in card.status.text()
    assert session.close()
