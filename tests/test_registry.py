"""One run over the registry: a new engine is tested before its author writes a test."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from engines import registry
from engines.assets import weights_folder
from engines.errors import Cancelled, InputError, WeightsError
from engines.imaging.arrays import check_image
from engines.options import check_options, option_infos
from engines.requests import Request
from engines.run_context import RunContext
from engines.spec import Engine, EngineSpec
from engines.weights import WeightsCard, read_card, save_weights
from tests.engines.sample_requests import sample_request

SPECS = tuple(registry.engines().values())
every_engine = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)


def shipped_weights(spec: EngineSpec) -> Path:
    return weights_folder() / spec.default_weights


SHIPPED = tuple(spec for spec in SPECS if shipped_weights(spec).exists())


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda spec: spec.id)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield request.param.load(shipped_weights(request.param), "cpu")


def quick_options(spec: EngineSpec, **changes: Any) -> Any:
    """Default options, with as few variants as tell two of them apart, and as few steps where there are any."""
    names = {info.name for info in option_infos(spec.options_type)}
    wanted = {"variants": 2, "steps": 3, **changes}
    return spec.options_type(**{name: value for name, value in wanted.items() if name in names})


@every_engine
def test_a_row_is_complete(spec: EngineSpec) -> None:
    texts = (spec.id, spec.title, spec.summary, spec.paper)
    assert all(text.strip() for text in texts)
    assert spec.request_type in get_args(Request)
    assert spec.native_size > 0
    assert Path(spec.default_weights).suffix == ".safetensors"
    assert spec.default_weights.startswith(f"{spec.id}-")


@every_engine
def test_every_option_describes_itself_and_its_default_is_allowed(spec: EngineSpec) -> None:
    infos = option_infos(spec.options_type)
    assert [info.name for info in infos] == [field.name for field in dataclasses.fields(spec.options_type)]
    assert all(info.label and info.help for info in infos)
    check_options(spec.options_type())


@every_engine
def test_missing_foreign_and_incomplete_weights_are_refused(spec: EngineSpec, tmp_path: Path) -> None:
    import torch

    text, foreign, empty = tmp_path / "text.safetensors", tmp_path / "other.safetensors", tmp_path / "empty.safetensors"
    text.write_text("no weights at all, but longer than a header")
    save_weights(foreign, {"x": torch.zeros(2)}, WeightsCard(engine="another", config={}))
    save_weights(empty, {"x": torch.zeros(2)}, WeightsCard(engine=spec.id, config={}))
    for path in (tmp_path / "missing.safetensors", text, foreign, empty):
        with pytest.raises(WeightsError):
            spec.load(path, "cpu")


@pytest.mark.parametrize("spec", SHIPPED, ids=lambda spec: spec.id)
def test_shipped_weights_say_where_they_come_from(spec: EngineSpec) -> None:
    card = read_card(shipped_weights(spec))
    assert card.engine == spec.id
    assert card.data and card.licence and card.config and card.schedule
    assert shipped_weights(spec).stat().st_size < 30_000_000


def test_a_run_gives_pictures_and_the_recipe_to_make_them_again(engine: Engine) -> None:
    spec, reports = engine.spec, []
    context = RunContext(lambda done, total, preview: reports.append((done, total)))
    result = engine.run(sample_request(spec.request_type), quick_options(spec), context)
    for image in result.images:
        check_image(image)
    assert reports and reports[-1][0] == reports[-1][1]
    assert json.loads(json.dumps(result.recipe))["engine"] == spec.id
    assert all(value >= 0 for value in result.timings_ms.values())


def test_the_same_request_and_seed_give_the_same_pictures(engine: Engine) -> None:
    spec = engine.spec
    request = sample_request(spec.request_type)
    first, again = (engine.run(request, quick_options(spec, seed=3), RunContext()) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first.images, again.images, strict=True))
    if len(first.images) > 1:
        assert not np.array_equal(first.images[0], first.images[1])


def test_a_run_leaves_its_request_as_it_was(engine: Engine) -> None:
    request, untouched = sample_request(engine.spec.request_type), sample_request(engine.spec.request_type)
    engine.run(request, quick_options(engine.spec), RunContext())
    assert all(np.array_equal(a, b) for a, b in zip(_arrays(request), _arrays(untouched), strict=True))


def test_a_cancelled_run_stops(engine: Engine) -> None:
    context = RunContext()
    context.cancel()
    with pytest.raises(Cancelled):
        engine.run(sample_request(engine.spec.request_type), quick_options(engine.spec), context)


def test_options_outside_their_range_are_refused(engine: Engine) -> None:
    for info in option_infos(engine.spec.options_type):
        if info.maximum is not None:
            beyond = engine.spec.options_type(**{info.name: info.kind(info.maximum + 1)})
            with pytest.raises(InputError):
                engine.run(sample_request(engine.spec.request_type), beyond, RunContext())


class FakeEntryPoint:
    name = "fake"

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def load(self) -> object:
        if isinstance(self._thing, Exception):
            raise self._thing
        return self._thing


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FakeEntryPoint]]:
    """Plug-ins as if they were installed."""
    plugins: list[FakeEntryPoint] = []
    monkeypatch.setattr(registry, "entry_points", lambda group: plugins)
    registry.engines.cache_clear()
    yield plugins
    registry.engines.cache_clear()


def test_an_installed_plug_in_is_listed(installed: list[FakeEntryPoint]) -> None:
    plugin = dataclasses.replace(SPECS[0], id="plugin")
    installed.append(FakeEntryPoint(plugin))
    assert registry.engines()["plugin"] is plugin


def test_a_broken_a_foreign_and_a_clashing_plug_in_change_nothing(installed: list[FakeEntryPoint]) -> None:
    clash = dataclasses.replace(SPECS[0], title="Not the real one")
    installed.extend(FakeEntryPoint(thing) for thing in (ImportError("no such library"), "no spec", clash))
    assert registry.engines() == {spec.id: spec for spec in registry.BUILT_IN}


def test_plug_ins_are_looked_for_where_the_documentation_says() -> None:
    assert registry.ENTRY_POINTS == "faceforge.engines"
    assert isinstance(importlib.metadata.entry_points(group=registry.ENTRY_POINTS), importlib.metadata.EntryPoints)


def _arrays(value: Any) -> list[np.ndarray]:
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, tuple):
        return [array for item in value for array in _arrays(item)]
    if dataclasses.is_dataclass(value):
        return [array for field in dataclasses.fields(value) for array in _arrays(getattr(value, field.name))]
    return []
