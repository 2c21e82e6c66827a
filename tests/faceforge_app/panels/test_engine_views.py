from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from faceforge_app.canvas.stage import Mode
from faceforge_app.main_window import MainWindow
from faceforge_app.panels.engine_views import EngineViews
from faceforge_app.session.session import Session
from tests.fakes import FakeEngine, Script, fake_donor

EXTRAS = {
    "confidence": np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8),
    "warped_mirror": np.full((8, 8, 3), 0.25, np.float32),
    "losses": np.zeros(5, np.float32),
}


@pytest.fixture
def views(qtbot: QtBot, window: MainWindow, session: Session, engine: FakeEngine) -> Iterator[EngineViews]:
    engine.script(Script(extras=EXTRAS))
    session.add_part(fake_donor(), "nose")
    with qtbot.waitSignal(session.run_finished):
        window.generate()
    window._docks["views_dock"].show()
    yield window.views


def click(views: EngineViews, row: int) -> None:
    place = views.list.visualItemRect(views.list.item(row)).center()
    QTest.mouseClick(views.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def test_pictures_and_maps_of_the_chosen_result_are_listed(views: EngineViews) -> None:
    assert [views.list.item(row).text() for row in range(views.list.count())] == ["Confidence", "Warped mirror"]


def test_a_click_shows_one_large_until_a_variant_is_chosen(
    views: EngineViews, window: MainWindow, session: Session
) -> None:
    entry = session.results[0]
    window.actions_by_id["parts_view"].trigger()
    click(views, 1)
    assert window.stage.mode is Mode.SPLIT
    assert window.stage.portrait.picture is entry.views["warped_mirror"]
    assert (entry.views["warped_mirror"] == 64).all()
    assert window.shown.recipe["view"] == "warped_mirror"
    window.results.list.setCurrentIndex(window.results.model.index(1))
    assert window.stage.portrait.picture is entry.images[1]
    assert not views.list.selectedItems()


def test_a_result_without_pictures_says_so(
    qtbot: QtBot, views: EngineViews, window: MainWindow, session: Session
) -> None:
    click(views, 0)
    with qtbot.waitSignal(session.run_finished):
        window.generate()
    assert views.list.count() == 0
    assert "without further pictures" in views._empty.text()
    assert window.stage.portrait.picture is session.results[0].images[0]
    session.results.delete(session.results[0].id)
    assert views.list.count() == 2
