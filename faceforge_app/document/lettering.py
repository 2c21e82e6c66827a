"""Words in pictures: the visible label of an export, the legend of an overlay, the captions of a contact sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from engines.imaging.arrays import ByteImage

SYNTHETIC_LINE = "Composite likeness, not a photograph"
LINE_SHARE, SMALLEST_TEXT_PX = 0.034, 6  # of the height of a picture
ROOM = 0.94  # of the width, that a line may take
PAPER, INK = (255, 255, 255), (28, 30, 33)
ROW_PX, TEXT_PX = 24, 14


@dataclass(frozen=True)
class Row:
    """A colour, `#rrggbb`, and what it means."""

    colour: str
    text: str


def with_line(image: ByteImage, text: str = SYNTHETIC_LINE) -> ByteImage:
    """A picture (H, W, 3) of the same size with a line of text on a dark band at its lower edge."""
    height, width = image.shape[:2]
    font = _font_that_fits(text, round(width * ROOM), max(SMALLEST_TEXT_PX, round(height * LINE_SHARE)))
    band = min(height, round(font.size * 1.7))
    picture = Image.fromarray(image)
    shade = Image.new("RGB", (width, band), (0, 0, 0))
    below = picture.crop((0, height - band, width, height))
    picture.paste(Image.blend(below, shade, 0.62), (0, height - band))
    ImageDraw.Draw(picture).text((width / 2, height - band / 2), text, (255, 255, 255), font, anchor="mm")
    return np.array(picture, np.uint8)


def with_rows(image: ByteImage, rows: tuple[Row, ...]) -> ByteImage:
    """A picture on white, with coloured squares and words below it."""
    height, width = image.shape[:2]
    font = _font(TEXT_PX)
    widest = max((font.getlength(row.text) for row in rows), default=0)
    total = max(width, round(widest) + 2 * ROW_PX + 8)
    sheet = Image.new("RGB", (total, height + ROW_PX * len(rows) + (8 if rows else 0)), PAPER)
    sheet.paste(Image.fromarray(image), ((total - width) // 2, 0))
    draw = ImageDraw.Draw(sheet)
    for place, row in enumerate(rows):
        top = height + 4 + place * ROW_PX
        draw.rectangle((8, top + 5, 22, top + ROW_PX - 5), row.colour, (120, 120, 120))
        draw.text((ROW_PX + 8, top + ROW_PX / 2), row.text, INK, font, anchor="lm")
    return np.array(sheet, np.uint8)


def with_caption(image: ByteImage, text: str, marked: bool = False) -> ByteImage:
    """A picture with a line of words below it on white; `marked` puts a star before them."""
    height, width = image.shape[:2]
    sheet = Image.new("RGB", (width, height + ROW_PX), PAPER)
    sheet.paste(Image.fromarray(image), (0, 0))
    draw, left = ImageDraw.Draw(sheet), 2.0
    if marked:
        draw.regular_polygon((left + 6, height + ROW_PX / 2, 6), 3, fill=(224, 160, 32))
        draw.regular_polygon((left + 6, height + ROW_PX / 2, 6), 3, 180, fill=(224, 160, 32))
        left += 17
    draw.text((left, height + ROW_PX / 2), text, INK, _font_that_fits(text, round(width - left), TEXT_PX), anchor="lm")
    return np.array(sheet, np.uint8)


def _font_that_fits(text: str, room_px: int, size_px: int) -> Any:
    while size_px > SMALLEST_TEXT_PX and _font(size_px).getlength(text) > room_px:
        size_px -= 1
    return _font(size_px)


@lru_cache(maxsize=64)
def _font(size_px: int) -> Any:
    """The font that Pillow brings along, so that pictures are the same everywhere."""
    return ImageFont.load_default(size_px)
