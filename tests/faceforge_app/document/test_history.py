from __future__ import annotations

from faceforge_app.document.document import Document
from faceforge_app.document.history import LIMIT, History


def test_undo_and_redo_walk_along_the_steps() -> None:
    first, second = Document(skin_tone=(1, 0, 0)), Document(skin_tone=(0, 1, 0))
    history = History()
    empty = history.document
    history.commit("First", first)
    history.commit("Second", second)
    assert history.undo_label == "Second"
    assert history.undo() and history.document is first
    assert history.redo_label == "Second"
    assert history.undo() and history.document is empty
    assert not history.undo()
    assert history.redo() and history.redo() and history.document is second
    assert not history.redo()


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History()
    history.commit("First", Document())
    history.undo()
    other = Document()
    history.commit("Other", other)
    assert history.redo_label is None
    assert history.document is other
    assert history.undo_label == "Other"


def test_the_oldest_steps_go_when_there_are_too_many() -> None:
    history = History()
    for number in range(LIMIT + 10):
        history.commit(str(number), Document())
    steps = 0
    while history.undo():
        steps += 1
    assert steps == LIMIT - 1
