"""The canvas shows what export writes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from engines.imaging.arrays import ByteImage
from engines.imaging.geometry import Placement
from faceforge_app.canvas.colours import NO_SHIFT, colour_shifts
from faceforge_app.canvas.painting import render_document
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import ImageLayer, PartLayer
from tests.fakes import face_picture, fake_donor

SIDE = 200


def pixels(image: QImage) -> ByteImage:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return np.ascontiguousarray(rows[:, : image.width(), 2::-1])


def document(placement: Placement, **values: float) -> Document:
    made = Document()
    for seed, kind in enumerate(("nose", "eyes", "mouth")):
        made, _ = editing.add_part(made, fake_donor(f"donor{seed}", seed, size=160), kind)
    nose = made.parts[0]
    return made.with_layer(replace(nose, placement=placement, **values))


@pytest.mark.parametrize(
    "made",
    [
        document(Placement()),
        document(Placement(dx=0.1, dy=-0.05, scale=1.4, rotation_deg=25, flip=True), opacity=0.6),
        document(Placement(), colour_match=1.0).with_skin_tone((0.4, 0.25, 0.15)),
        document(Placement()).with_layer(ImageLayer(face_picture(5), opacity=0.4)),
    ],
    ids=["home", "moved", "skin tone", "picture"],
)
def test_the_canvas_agrees_with_the_export(qtbot: QtBot, made: Document) -> None:
    shown = pixels(render_document(made, SIDE, SpriteCache())).astype(int)
    exported, _ = flatten(made, SIDE)
    difference = np.abs(shown - exported.astype(int)).max(axis=2)
    assert np.median(difference) <= 2
    assert np.percentile(difference, 98) <= 14, f"2 % of the pixels differ by more than {np.percentile(difference, 98)}"


def test_a_moved_part_keeps_its_sprite(qtbot: QtBot) -> None:
    sprites, layer = SpriteCache(), PartLayer("nose", fake_donor())
    first = sprites.part(layer, NO_SHIFT, SIDE)
    moved = replace(layer, placement=Placement(dx=0.1))
    assert sprites.part(moved, NO_SHIFT, SIDE) is first


def test_a_turned_part_keeps_it_only_while_it_is_dragged(qtbot: QtBot) -> None:
    sprites, layer = SpriteCache(), PartLayer("nose", fake_donor())
    first = sprites.part(layer, NO_SHIFT, SIDE)
    turned = replace(layer, placement=Placement(rotation_deg=20))
    assert sprites.part(turned, NO_SHIFT, SIDE, settled=False) is first
    assert sprites.part(turned, NO_SHIFT, SIDE) is not first


def test_without_colour_match_nothing_is_shifted() -> None:
    made = document(Placement(), colour_match=0.0)
    shifts = colour_shifts(made)
    assert shifts[made.parts[0].id] == NO_SHIFT
    assert any(shift != NO_SHIFT for shift in shifts.values())
