"""Edits of a document as pure functions: each takes a document and returns a new one. Moves of a mirror-linked part move its partner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engines.face.donors import Donor
from engines.face.regions import PART_KINDS
from engines.imaging.geometry import Placement
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer, PartLayer
from faceforge_app.document.requests import home_placement, part_to_canvas, placement_for

SCALE_RANGE = (0.2, 5.0)
SHIFT_RANGE = (-1.0, 1.0)


def part_title(kind: str) -> str:
    return PART_KINDS[kind].title.lower()


def part(document: Document, layer_id: str) -> PartLayer:
    """The part with this id; raises `KeyError` where there is none."""
    layer = document.layer(layer_id)
    if not isinstance(layer, PartLayer):
        raise KeyError(layer_id)
    return layer


def new_part(donor: Donor, kind: str, **values: Any) -> PartLayer:
    return PartLayer(kind, donor, name=f"{PART_KINDS[kind].title} · {donor.name or donor.id}", **values)


def add_part(document: Document, donor: Donor, kind: str, with_partner: bool = False) -> tuple[Document, str]:
    """A part at its anatomical home, and its layer id. `with_partner`: the mirror-linked other eye or brow comes along."""
    linked = with_partner and bool(PART_KINDS[kind].partner)
    layer = _at_home(document, new_part(donor, kind, mirror_linked=linked))
    if linked:
        other = new_part(donor, PART_KINDS[kind].partner, mirror_linked=True)
        document = insert_in_order(document, _at_home(document, other))
    return insert_in_order(document, layer), layer.id


def _at_home(document: Document, layer: PartLayer) -> PartLayer:
    return replace(layer, placement=home_placement(layer.donor, layer.kind, document))


def insert_in_order(document: Document, layer: PartLayer) -> Document:
    """Put a part above the topmost picture (which would hide it) and there where anatomy stacks it: nose over jaw, eyes over nose."""
    pictures = [i for i, other in enumerate(document.layers) if isinstance(other, ImageLayer)]
    index = pictures[-1] + 1 if pictures else 0
    while index < len(document.layers) and _order(document.layers[index]) <= PART_KINDS[layer.kind].order:
        index += 1
    return replace(document, layers=(*document.layers[:index], layer, *document.layers[index:]))


def replace_part(document: Document, layer_id: str, donor: Donor) -> Document:
    """The same part of another donor in the same place. A mirror-linked partner of the same donor changes with it."""
    old = part(document, layer_id)
    other = partner(document, layer_id)
    name = new_part(donor, old.kind).name
    document = document.with_layer(replace(old, donor=donor, name=name))
    if other is not None and other.donor.id == old.donor.id:
        document = document.with_layer(replace(other, donor=donor, name=new_part(donor, other.kind).name))
    return document


def change(document: Document, layer_id: str, **values: Any) -> Document:
    """A layer with other values (opacity, colour_match, visible, name); for a part's place use `place`."""
    return document.with_layer(replace(document.layer(layer_id), **values))


def partner(document: Document, layer_id: str) -> PartLayer | None:
    """The part on the other side that is mirror-linked with this one."""
    layer = part(document, layer_id)
    wanted = PART_KINDS[layer.kind].partner
    if not layer.mirror_linked or not wanted:
        return None
    return next((other for other in document.parts if other.kind == wanted and other.mirror_linked), None)


def place(document: Document, layer_id: str, placement: Placement) -> Document:
    """Put a part somewhere; its mirror-linked partner takes the mirrored place."""
    placement = _within_limits(placement)
    other = partner(document, layer_id)
    document = document.with_layer(replace(part(document, layer_id), placement=placement))
    return document if other is None else document.with_layer(replace(other, placement=placement.mirrored()))


def move(document: Document, layer_id: str, dx: float, dy: float) -> Document:
    """Move a part by normalised frame units."""
    return place(document, layer_id, part(document, layer_id).placement.moved(dx, dy))


def scale(document: Document, layer_id: str, factor: float) -> Document:
    placement = part(document, layer_id).placement
    return place(document, layer_id, replace(placement, scale=placement.scale * factor))


def rotate(document: Document, layer_id: str, degrees: float) -> Document:
    """Turn a part clockwise."""
    placement = part(document, layer_id).placement
    return place(document, layer_id, replace(placement, rotation_deg=placement.rotation_deg + degrees))


def flip(document: Document, layer_id: str) -> Document:
    placement = part(document, layer_id).placement
    return place(document, layer_id, replace(placement, flip=not placement.flip))


def reset_placement(document: Document, layer_id: str) -> Document:
    """Back to the anatomical home."""
    layer = part(document, layer_id)
    return place(document, layer_id, home_placement(layer.donor, layer.kind, document))


def set_mirror_link(document: Document, layer_id: str, linked: bool) -> Document:
    """Link a single eye or brow with the topmost one of the other side, which takes the mirrored place; or let both go."""
    layer = part(document, layer_id)
    wanted = PART_KINDS[layer.kind].partner
    if not wanted:
        return document
    other = partner(document, layer_id)
    if linked and other is None:
        other = next((p for p in reversed(document.parts) if p.kind == wanted and not p.mirror_linked), None)
    for changed in (layer, other):
        if changed is not None:
            document = change(document, changed.id, mirror_linked=linked)
    return place(document, layer_id, layer.placement) if linked else document


def split_pair(document: Document, layer_id: str) -> tuple[Document, str]:
    """Eyes or brows as two single parts where the pair lay, mirror-linked if it lay at home; returns the left one's id."""
    pair = part(document, layer_id)
    halves = PART_KINDS[pair.kind].halves
    if not halves:
        return document, layer_id
    at_home = pair.placement == Placement()
    kept = {
        "opacity": pair.opacity,
        "colour_match": pair.colour_match,
        "visible": pair.visible,
        "mirror_linked": at_home,
    }
    singles = tuple(new_part(pair.donor, half, **kept) for half in halves)
    if not at_home:
        singles = tuple(replace(half, placement=placement_for(half, part_to_canvas(pair))) for half in singles)
    index = document.index(layer_id)
    return replace(document, layers=(*document.layers[:index], *singles, *document.layers[index + 1 :])), singles[0].id


def _order(layer: object) -> int:
    return PART_KINDS[layer.kind].order if isinstance(layer, PartLayer) else -1


def _within_limits(placement: Placement) -> Placement:
    def clamped(value: float, limits: tuple[float, float]) -> float:
        return min(max(value, limits[0]), limits[1])

    return replace(
        placement,
        dx=clamped(placement.dx, SHIFT_RANGE),
        dy=clamped(placement.dy, SHIFT_RANGE),
        scale=clamped(placement.scale, SCALE_RANGE),
        rotation_deg=(placement.rotation_deg + 180) % 360 - 180,
    )
