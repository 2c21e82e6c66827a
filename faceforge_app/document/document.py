"""The document: one immutable value; every edit returns a new one that shares what did not change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engines.face.average_face import average_landmarks
from engines.imaging.arrays import Points
from faceforge_app.document.layers import Layer, PartLayer
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.sketch import SketchGround
from faceforge_app.document.tiles import TiledMask


@dataclass(frozen=True, eq=False)
class Document:
    """Layers from bottom to top, on the average face, a photo or a sketch. `skin_tone` is sRGB in [0, 1], or None: taken from the parts."""

    layers: tuple[Layer, ...] = ()
    skin_tone: tuple[float, float, float] | None = None
    photo: PhotoGround | None = None
    sketch: SketchGround | None = None

    @property
    def parts(self) -> tuple[PartLayer, ...]:
        return tuple(layer for layer in self.layers if isinstance(layer, PartLayer))

    @property
    def landmarks(self) -> Points:
        """The 68 normalised landmarks of the face that parts are laid on."""
        ground = self.photo or self.sketch
        return average_landmarks() if ground is None or ground.landmarks is None else ground.landmarks

    def layer(self, layer_id: str) -> Layer:
        """The layer with this id; raises `KeyError`."""
        for layer in self.layers:
            if layer.id == layer_id:
                return layer
        raise KeyError(layer_id)

    def index(self, layer_id: str) -> int:
        return self.layers.index(self.layer(layer_id))

    def with_layer(self, layer: Layer) -> Document:
        """Replace the layer with the same id where it stands, or put a new one on top."""
        if any(old.id == layer.id for old in self.layers):
            return replace(self, layers=tuple(layer if old.id == layer.id else old for old in self.layers))
        return replace(self, layers=(*self.layers, layer))

    def without_layer(self, layer_id: str) -> Document:
        return replace(self, layers=tuple(layer for layer in self.layers if layer.id != layer_id))

    def with_layer_at(self, layer_id: str, index: int) -> Document:
        """Move a layer in the stack; `index` counts from the bottom, clamped."""
        moved = self.layer(layer_id)
        rest = [layer for layer in self.layers if layer.id != layer_id]
        rest.insert(max(0, min(index, len(rest))), moved)
        return replace(self, layers=tuple(rest))

    def with_skin_tone(self, tone: tuple[float, float, float] | None) -> Document:
        return replace(self, skin_tone=tone)

    def with_mask(self, mask: TiledMask) -> Document:
        """Another mask on the photo; without a photo there is none."""
        return self if self.photo is None else replace(self, photo=self.photo.with_mask(mask))

    def with_sketch(self, sketch: SketchGround) -> Document:
        """Another sheet below the layers."""
        return replace(self, sketch=sketch)
