from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from engines.imaging.geometry import Placement
from faceforge_app.document import editing
from faceforge_app.main_window import MainWindow
from faceforge_app.panels.layer_model import LayerModel
from faceforge_app.panels.layers import LayersPanel
from faceforge_app.session.session import Session
from tests.fakes import fake_donor

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def panel(window: MainWindow, session: Session) -> Iterator[LayersPanel]:
    for kind in ("jaw", "nose", "mouth"):
        session.add_part(fake_donor(kind), kind)
    yield window.layers


def names(model: LayerModel) -> list[str]:
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_the_topmost_layer_is_the_first_row(panel: LayersPanel) -> None:
    assert [name.split(" · ")[0] for name in names(panel.model)] == ["Mouth", "Nose", "Jaw"]


@pytest.mark.parametrize(
    ("source", "row", "order"), [(2, 0, "jaw mouth nose"), (0, 3, "nose jaw mouth"), (0, 2, "nose mouth jaw")]
)
def test_a_dragged_row_moves_its_layer(panel: LayersPanel, session: Session, source: int, row: int, order: str) -> None:
    data = panel.model.mimeData([panel.model.index(source)])
    panel.model.dropMimeData(data, MOVE, row, 0, QModelIndex())
    assert [layer.kind for layer in reversed(session.document.parts)] == order.split()
    assert session.undo_label == "Reorder"


def test_dropping_a_row_where_it_is_changes_nothing(panel: LayersPanel, session: Session) -> None:
    panel.model.dropMimeData(panel.model.mimeData([panel.model.index(1)]), MOVE, 1, 0, QModelIndex())
    assert session.undo_label == "Add mouth"


def test_moving_a_part_does_not_rebuild_the_list(panel: LayersPanel, session: Session) -> None:
    resets: list[int] = []
    panel.model.modelReset.connect(lambda: resets.append(1))
    panel.model.dataChanged.connect(lambda *_: resets.append(1))
    layer = session.document.parts[0]
    session.preview_edit(editing.place(session.document, layer.id, Placement(dx=0.1)))
    assert not resets


def test_a_click_on_the_eye_hides_the_layer(qtbot: QtBot, panel: LayersPanel, session: Session) -> None:
    at = panel.list.visualRect(panel.model.index(0)).topLeft() + QPoint(14, 20)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert [layer.visible for layer in session.document.parts] == [True, True, False]
    assert session.undo_label == "Hide layer"


def test_sliders_show_and_set_the_chosen_layer(panel: LayersPanel, session: Session) -> None:
    session.select(session.document.parts[0].id)
    assert panel.opacity.slider.value() == 100
    panel.opacity.slider.setValue(40)
    assert session.document.parts[0].opacity == pytest.approx(0.4)
    panel.match.slider.setValue(90)
    assert session.document.parts[0].colour_match == pytest.approx(0.9)


def test_a_dragged_slider_is_one_step(panel: LayersPanel, session: Session) -> None:
    slider = panel.opacity.slider
    slider.setSliderDown(True)
    for value in (90, 70, 50):
        slider.setValue(value)
    assert session.undo_label == "Add mouth"
    slider.setSliderDown(False)
    assert session.undo_label == "Opacity"
    session.undo()
    assert session.document.parts[-1].opacity == 1


def test_a_row_and_the_canvas_choose_the_same_layer(panel: LayersPanel, session: Session) -> None:
    panel.list.setCurrentIndex(panel.model.index(2))
    assert session.selection == session.document.parts[0].id
    session.select(session.document.parts[2].id)
    assert panel.list.currentIndex().row() == 0


def test_without_layers_the_panel_says_what_to_do(panel: LayersPanel, session: Session) -> None:
    assert panel.list.isVisible()
    session.projects.new()
    assert not panel.list.isVisible()
    assert not panel.opacity.isEnabled()
