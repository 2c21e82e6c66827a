"""Layers: parts of donors and finished pictures, stacked on the canvas."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from engines.face.donors import Donor
from engines.imaging.arrays import ByteImage
from engines.imaging.geometry import Placement


def new_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, eq=False)
class PartLayer:
    """A donor's part. `placement` is how far it was moved from its anatomical home on the average face.

    `mirror_linked` parts follow the moves of their partner (left and right eye or brow), mirrored.
    """

    kind: str
    donor: Donor
    placement: Placement = field(default_factory=Placement)
    opacity: float = 1.0
    colour_match: float = 1.0
    visible: bool = True
    mirror_linked: bool = False
    name: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, eq=False)
class ImageLayer:
    """A picture that covers the whole face frame: an applied result. `image` is (S, S, 3); `recipe` makes it again."""

    image: ByteImage
    opacity: float = 1.0
    visible: bool = True
    recipe: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    id: str = field(default_factory=new_id)


Layer = PartLayer | ImageLayer
