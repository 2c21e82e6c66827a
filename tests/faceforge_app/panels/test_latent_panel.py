"""The latent dock: drawing, choosing, going between two faces, directions, layers, and the plot of a search."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch  # noqa: F401, so that no test waits for it
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engines import registry
from engines.errors import InputError
from engines.latent.spec import LATENT
from engines.requests import Result, SampleRequest
from engines.run_context import RunContext
from faceforge_app.document.layers import ImageLayer
from faceforge_app.panels.face_grid import TILE_PX
from faceforge_app.panels.latent import FACES, LatentPanel
from faceforge_app.session.session import Session
from tests.fakes import FakeEngine

DIM = 8


@dataclass
class FakeLatent:
    """Paints a grey as light as the first number of a latent vector; remembers what it was asked."""

    requests: list[SampleRequest] = field(default_factory=list)
    error: Exception | None = None

    def run(self, request: SampleRequest, options: Any, context: RunContext) -> Result:
        self.requests.append(request)
        if self.error is not None:
            raise self.error
        z = np.random.default_rng(options.seed).uniform(-1, 1, (request.count, DIM)).astype(np.float32)
        if request.ends:
            ends = [end if end.ndim == 1 else np.zeros(DIM, np.float32) for end in request.ends]
            z = np.stack([ends[0] + (ends[-1] - ends[0]) * np.float32(share) for share in request.shares])
        crops = np.ones((len(z), 8, 8, 3), np.float32) * (z[:, 0, None, None, None] / 2 + 0.5)
        picture = np.full((16, 16, 3), 0.5, np.float32)
        names = ["Light", "Smile", *(f"Direction {i}" for i in range(3, 9))]
        recipe = {"engine": "latent", "directions": names, "ends": [end.tolist() for end in request.ends]}
        return Result((picture,) * len(z), {"crops": crops, "latents": z}, {}, recipe)


@pytest.fixture
def latent(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> FakeLatent:
    fake = FakeLatent()
    spec = dataclasses.replace(LATENT, load=lambda _path, _device: fake)
    monkeypatch.setattr(registry, "engines", lambda: {"parts": engine.spec, "latent": spec})
    return fake


@pytest.fixture
def panel(qtbot: QtBot, latent: FakeLatent, session: Session) -> Iterator[LatentPanel]:
    panel = LatentPanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 900)
    panel.show()
    qtbot.waitUntil(lambda: panel.grid.count() == FACES and panel.use_button.isEnabled())
    yield panel


def click(panel: LatentPanel, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    where = panel.grid.visualItemRect(panel.grid.item(row)).topLeft() + QPoint(TILE_PX // 2, TILE_PX // 2)
    QTest.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def last(latent: FakeLatent) -> SampleRequest:
    return latent.requests[-1]


def test_nothing_is_asked_before_the_dock_is_shown(qtbot: QtBot, latent: FakeLatent, session: Session) -> None:
    qtbot.addWidget(LatentPanel(session))
    qtbot.wait(30)
    assert not latent.requests


def test_a_grid_of_faces_is_drawn_and_the_first_is_chosen(panel: LatentPanel, latent: FakeLatent) -> None:
    assert latent.requests[0].count == FACES
    assert len(panel.grid.chosen) == 1
    assert not panel.between.isEnabled()
    assert panel.preview.pixmap() is not None
    assert panel.directions[1].slider.accessibleName() == "Smile"


def test_another_seed_draws_other_faces(qtbot: QtBot, panel: LatentPanel) -> None:
    before = panel.grid.chosen[0].latent
    panel.another.click()
    qtbot.waitUntil(lambda: not np.array_equal(panel.grid.chosen[0].latent, before))
    assert panel.seed.value() == 2


def test_two_chosen_faces_have_a_way_between_them(qtbot: QtBot, panel: LatentPanel, latent: FakeLatent) -> None:
    click(panel, 0)
    click(panel, 5, Qt.KeyboardModifier.ControlModifier)
    assert panel.between.isEnabled()
    panel.between.slider.setValue(50)
    qtbot.waitUntil(lambda: last(latent).shares == (0.5,))
    first, second = (face.latent for face in panel.grid.chosen)
    assert np.array_equal(last(latent).ends[0], first) and np.array_equal(last(latent).ends[1], second)
    click(panel, 9, Qt.KeyboardModifier.ControlModifier)
    assert len(panel.grid.selectedItems()) == 2
    assert np.array_equal(panel.grid.chosen[0].latent, first)


def test_a_direction_moves_the_face_and_reset_takes_it_back(
    qtbot: QtBot, panel: LatentPanel, latent: FakeLatent
) -> None:
    panel.directions[2].slider.setValue(-50)
    qtbot.waitUntil(lambda: last(latent).offsets[2:3] == (-2.0,))
    panel.reset()
    qtbot.waitUntil(lambda: set(last(latent).offsets) == {0.0})


def test_a_drag_asks_often_and_only_the_newest_waits(qtbot: QtBot, panel: LatentPanel, latent: FakeLatent) -> None:
    for value in range(1, 60):
        panel.directions[0].slider.setValue(value)
    qtbot.waitUntil(lambda: bool(last(latent).offsets) and last(latent).offsets[0] == pytest.approx(2.36))
    assert len(latent.requests) < 40


def test_a_double_click_or_the_button_makes_a_layer_that_can_be_undone(
    qtbot: QtBot, panel: LatentPanel, session: Session
) -> None:
    panel.use_button.click()
    layer = session.document.layers[-1]
    assert isinstance(layer, ImageLayer) and layer.recipe["engine"] == "latent"
    assert session.undo_label == "Drawn face"
    click(panel, 1)
    where = panel.grid.visualItemRect(panel.grid.item(1)).center()
    QTest.mouseDClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    qtbot.waitUntil(lambda: len(session.document.layers) == 2)
    assert session.document.layers[-1].recipe["ends"][0] == panel.grid.chosen[0].latent.tolist()
    session.undo()
    session.undo()
    assert not session.document.layers


def test_the_canvas_can_be_read_into_the_grid(qtbot: QtBot, panel: LatentPanel, latent: FakeLatent) -> None:
    click(panel, 5, Qt.KeyboardModifier.ControlModifier)
    panel.read_canvas()
    qtbot.waitUntil(lambda: panel.grid.count() == FACES + 1)
    assert len(panel.grid.chosen) == 1 and not panel.between.isEnabled()
    assert any(request.ends and request.ends[0].ndim == 3 for request in latent.requests)


def test_a_refusal_is_said_and_the_dock_goes_on(
    qtbot: QtBot, panel: LatentPanel, latent: FakeLatent, session: Session
) -> None:
    latent.error = InputError("These weights cannot read a photo. Choose drawn faces.")
    with qtbot.waitSignal(session.message) as said:
        panel.read_canvas()
    assert "cannot read" in said.args[0]
    latent.error = None
    panel.draw()
    qtbot.waitUntil(lambda: panel.grid.count() == FACES)


def test_the_loss_of_a_search_is_plotted_and_a_new_one_begins_anew(
    qtbot: QtBot, panel: LatentPanel, session: Session
) -> None:
    for loss in (9.0, 5.0, 4.0):
        session.run_measured.emit(int(9 - loss), loss)
    qtbot.waitUntil(lambda: panel.losses.curve.getData()[1] is not None and len(panel.losses.curve.getData()[1]) == 3)
    session.run_measured.emit(0, 7.0)
    qtbot.waitUntil(lambda: list(panel.losses.curve.getData()[1]) == [7.0])


def test_a_run_waits_for_a_question_and_a_question_for_a_run(
    qtbot: QtBot, panel: LatentPanel, latent: FakeLatent, session: Session, tmp_path: Path
) -> None:
    donor = session.library.donors[0]
    session.add_part(donor, "nose")
    panel.draw()
    with qtbot.waitSignal(session.run_finished):
        assert session.generate()
    panel.directions[0].slider.setValue(100)
    qtbot.waitUntil(lambda: last(latent).offsets[:1] == (4.0,))
