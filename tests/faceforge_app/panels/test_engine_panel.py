from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from engines.options import option, option_infos
from faceforge_app.main_window import MainWindow
from faceforge_app.panels.engine import EnginePanel
from faceforge_app.panels.option_widgets import (
    BoolOption,
    ChoiceOption,
    FloatOption,
    IntOption,
    SeedOption,
    option_widget,
)
from faceforge_app.panels.swatches import TONES, SkinTones
from faceforge_app.session.session import Session
from tests.fakes import FakeEngine, Script, fake_donor


@dataclasses.dataclass(frozen=True)
class Options:
    count: int = option(3, "Count", minimum=1, maximum=9, help="How many")
    share: float = option(0.5, "Share", minimum=0.0, maximum=1.0, step=0.1)
    free: float = option(7.0, "Free number", unit=" px")
    exact: bool = option(False, "Exact", advanced=True)
    style: str = option("soft", "Style", choices=("soft", "hard"))


WIDGETS = {"count": IntOption, "share": FloatOption, "free": FloatOption, "exact": BoolOption, "style": ChoiceOption}
OTHERS = {"count": 8, "share": 0.3, "free": -2.5, "exact": True, "style": "hard"}


@pytest.mark.parametrize("info", option_infos(Options), ids=lambda info: info.name)
def test_every_kind_of_option_has_its_widget(qtbot: QtBot, info: object) -> None:
    changes: list[int] = []
    widget = option_widget(info, lambda: changes.append(1))  # type: ignore[arg-type]
    qtbot.addWidget(widget)
    name = widget.info.name
    assert type(widget) is WIDGETS[name]
    widget.set_value(OTHERS[name])
    assert widget.value() == OTHERS[name]
    assert type(widget.value()) is widget.info.kind
    assert changes


@pytest.fixture
def panel(window: MainWindow) -> Iterator[EnginePanel]:
    yield window.engine


def test_the_panel_holds_the_engine_s_options(panel: EnginePanel, session: Session) -> None:
    assert panel.values() == dataclasses.asdict(session.options)


def test_a_changed_option_reaches_the_session(panel: EnginePanel, session: Session) -> None:
    panel._widgets["seed"].set_value(77)
    assert session.options.seed == 77


def test_the_dice_ask_for_other_portraits(panel: EnginePanel, session: Session) -> None:
    seed = session.options.seed
    widget = panel._widgets["seed"]
    assert isinstance(widget, SeedOption)
    assert not widget.another.icon().isNull()
    widget.another.click()
    assert session.options.seed == seed + 1


def test_generate_needs_a_visible_part(panel: EnginePanel, session: Session) -> None:
    assert not panel.generate.isEnabled()
    session.add_part(fake_donor(), "nose")
    assert panel.generate.isEnabled()


def test_cancel_stands_there_while_a_run_lasts(
    qtbot: QtBot, panel: EnginePanel, session: Session, engine: FakeEngine
) -> None:
    engine.script(Script(hold=threading.Event()))
    session.add_part(fake_donor(), "nose")
    panel.generate.click()
    assert panel.cancel.isVisible() and not panel.generate.isVisible() and panel.progress.isVisible()
    with qtbot.waitSignal(session.run_cancelled):
        panel.cancel.click()
    assert panel.generate.isVisible() and not panel.progress.isVisible()


def test_a_skin_tone_is_an_undo_step(panel: EnginePanel, session: Session) -> None:
    panel.tones._tones[3].click()
    assert session.document.skin_tone is not None
    assert session.undo_label == "Skin tone"
    session.undo()
    assert session.document.skin_tone is None
    assert panel.tones._none.isChecked()


def test_a_tone_of_one_s_own_is_marked(qtbot: QtBot) -> None:
    tones = SkinTones()
    qtbot.addWidget(tones)
    tones.show_tone((0.1, 0.6, 0.3))
    assert tones._custom.isChecked()
    assert tones._custom.colour not in {colour for _, colour in TONES}
