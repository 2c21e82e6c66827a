"""A document as a Photoshop file: the same layers as in OpenRaster, the merged picture, and the label in its XMP packet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from PIL import Image

from engines.imaging.arrays import ByteImage
from engines.imaging.io import COMPOSITE, xmp_packet
from faceforge_app.document.project.open_raster import ShownLayer, opaque

OPAQUE, LONGEST_NAME = 255, 255


def encode_psd(layers: Iterable[ShownLayer], merged: ByteImage, recipe: Mapping[str, Any] | None) -> bytes:
    """Layers from bottom to top in their places; `merged` (H, W, 3) is what programs show that read no layers."""
    from psd_tools import PSDImage
    from psd_tools.constants import Resource
    from psd_tools.psd.image_resources import ImageResource

    psd = PSDImage.frompil(
        Image.fromarray(opaque(merged))
    )  # without alpha, layers would get masks instead of transparency
    for layer in layers:
        _add(psd, layer)
    packet = ImageResource(key=Resource.XMP_METADATA, data=xmp_packet(recipe, COMPOSITE))
    psd.image_resources[Resource.XMP_METADATA] = packet
    buffer = io.BytesIO()
    psd._record.write(buffer)  # `save` would blend the merged picture anew, slowly and in its own way
    return buffer.getvalue()


def _add(psd: Any, layer: ShownLayer) -> None:
    opacity = round(layer.opacity * OPAQUE)
    made = psd.create_pixel_layer(Image.fromarray(layer.picture), top=layer.y, left=layer.x, opacity=opacity)
    made.name = layer.name[:LONGEST_NAME]  # set afterwards, it is stored in Unicode as well
    made.visible = layer.visible
