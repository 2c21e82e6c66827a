from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from engines.face.donors import Donor
from faceforge_app.panels.donor_model import DonorModel, donor_words, group_text, licence_text, matches, tool_tip
from faceforge_app.panels.library import LibraryPanel
from faceforge_app.panels.thumbnails import cell_size, crop_box, part_thumbnail
from faceforge_app.session.session import Session
from tests.fakes import fake_donor

GROUP = {"age": "34", "gender": "female", "ethnicity": "east_asian", "expression": "smiling"}


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[LibraryPanel]:
    panel = LibraryPanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    panel.reload()
    yield panel


def grouped(**values: str) -> Donor:
    base = fake_donor()
    return Donor(
        base.id, base.name, base.image, base.landmarks, licence="CC BY 4.0", consent="Signed", group={**GROUP, **values}
    )


@pytest.mark.parametrize("query", ["", "fem", "FEMALE smil", "east asian", "34", "ada"])
def test_words_find_a_donor(query: str) -> None:
    assert matches(donor_words(grouped()), query)


@pytest.mark.parametrize("query", ["male", "neutral", "female neutral", "asia west"])
def test_other_words_do_not(query: str) -> None:
    assert not matches(donor_words(grouped()), query)


def test_what_is_known_of_a_donor_is_shown() -> None:
    donor = grouped()
    assert group_text(donor) == "34, female, east asian, smiling"
    assert licence_text(donor) == "CC BY 4.0"
    assert "Signed" in tool_tip(donor) and "CC BY 4.0" in tool_tip(donor)


def test_the_search_filters_and_says_when_nobody_fits(panel: LibraryPanel) -> None:
    everyone = panel.model.rowCount()
    panel.search.setText("female smiling")
    assert 0 < panel.model.rowCount() < everyone
    panel.search.setText("martian")
    assert panel.model.rowCount() == 0
    assert not panel.list.isVisible()
    panel.search.clear()
    assert panel.model.rowCount() == everyone


def test_a_part_is_placed_and_then_replaced(panel: LibraryPanel, session: Session) -> None:
    first, second = session.library.donors[:2]
    panel.place(first)
    panel.place(second)
    assert [layer.donor.id for layer in session.document.parts] == [second.id]
    assert session.undo_label == "Replace eyes"


def test_a_further_layer_can_be_asked_for(panel: LibraryPanel, session: Session) -> None:
    for donor in session.library.donors[:2]:
        panel.place(donor, further=True)
    assert len(session.document.parts) == 2


def test_enter_places_the_current_part(qtbot: QtBot, panel: LibraryPanel, session: Session) -> None:
    panel.show_kind("nose")
    panel.list.setCurrentIndex(panel.model.index(3))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert session.document.parts[0].kind == "nose"
    assert session.document.parts[0].donor.id == session.library.donors[3].id


def test_thumbnails_come_by_themselves(qtbot: QtBot, panel: LibraryPanel) -> None:
    panel.list.viewport().grab()
    assert panel.waiting > 0
    qtbot.waitUntil(lambda: panel.waiting == 0)


def test_a_removed_donor_leaves_the_list(panel: LibraryPanel, session: Session) -> None:
    everyone = panel.model.rowCount()
    session.donors.remove(session.library.donors[0].id)
    assert panel.model.rowCount() == everyone - 1


def test_an_own_donor_is_deleted_only_after_a_question(panel: LibraryPanel, session: Session) -> None:
    own = fake_donor("mine")
    session.library.add(own)
    panel.remove(own)
    assert "mine" in {donor.id for donor in session.library.donors}
    box = panel.findChild(QMessageBox)
    assert box is not None
    next(button for button in box.buttons() if button.text() == "Delete").click()
    assert "mine" not in {donor.id for donor in session.library.donors}


def test_a_built_in_donor_goes_with_a_word_on_the_way_back(panel: LibraryPanel, session: Session) -> None:
    said: list[str] = []
    session.message.connect(said.append)
    panel.remove(session.library.donors[0])
    assert "Restore removed donors" in said[0]


def test_what_is_dragged_names_donor_and_kind(qtbot: QtBot) -> None:
    from faceforge_app.drag_data import read_part

    model = DonorModel()
    model.set_donors([grouped()])
    model.set_kind("jaw")
    assert read_part(model.mimeData([model.index(0)])) == ("ada", "jaw")


@pytest.mark.parametrize("kind", ["eyes", "nose", "jaw", "hair", "left_brow"])
def test_a_thumbnail_shows_the_part_undistorted(qtbot: QtBot, kind: str) -> None:
    size = cell_size(kind, 264)
    left, top, right, bottom = crop_box(kind, fake_donor().landmarks, size.width() / size.height())
    assert (right - left) / (bottom - top) == pytest.approx(size.width() / size.height())
    assert part_thumbnail(fake_donor(), kind, size).size() == size
