"""From a photo to what an engine is asked in the face frame, and back into the photo at the photo's own resolution."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.imaging import grain
from engines.imaging.arrays import Affine, ByteImage, FloatImage, Mask, Points, read_only
from engines.imaging.decoding import Samples
from engines.imaging.geometry import compose, invert, to_pixels, transform_points, warp
from engines.imaging.photo_file import PhotoFile
from engines.imaging.profiles import FromSrgb
from engines.requests import CompletionRequest

FRAME_PX = (128, 2048)  # a request is as fine as the photo, within these
RING = 0.15  # how far around a mask the photo's grain is measured, as a share of the mask's longer side
RING_PX = (48, 256)
TILE_PX = 1024  # a multiple of grain.CELL; what is worked on at a time, whatever the photo's size


def frame_size(to_frame: Affine, photo_size: tuple[int, int], at_most: int = FRAME_PX[1]) -> int:
    """The side in pixels of a face frame that is as fine as a photo of `photo_size` (width, height)."""
    shrink = math.sqrt(abs(float(np.linalg.det(to_pixels(to_frame, photo_size, (1, 1))[:, :2]))))
    return min(max(round(1 / shrink), FRAME_PX[0]), at_most)


def frame_request(
    image: ByteImage, to_frame: Affine, mask: Mask, size: int, landmarks_px: Points | None = None
) -> CompletionRequest:
    """What an engine is asked: a photo (H, W, 3) and what to fill in it, `mask` (H, W), in a face frame of `size` pixels.

    Every frame pixel that the mask touches is to be filled, however softly, so that nothing of what is hidden comes back; `put_back`
    blends with the soft mask. `landmarks_px` (68, 2) in photo pixels. Raises `InputError` where the mask lies outside the frame.
    """
    frame = np.asarray(warp(image, to_frame, (size, size), "mirror"))  # type: ignore[arg-type]
    touched = (np.asarray(warp(mask, to_frame, (size, size))) > 0).astype(np.float32)
    hole = np.asarray(cv2.dilate(touched, np.ones((3, 3), np.uint8)), np.float32)
    if not touched.any():
        raise InputError("The mask lies beside the face. Paint it over the face, or choose another face of the photo.")
    photo_size = (image.shape[1], image.shape[0])
    landmarks = None if landmarks_px is None else transform_points(to_frame, landmarks_px / photo_size)
    return CompletionRequest(np.clip(frame / np.float32(255), 0, 1), hole, landmarks)


def put_back(photo: PhotoFile, made: FloatImage, to_frame: Affine, mask: Mask, match_grain: bool = True) -> PhotoFile:
    """Lay a face-frame picture (S, S, 3) in [0, 1] into a photo where `mask` (H, W) in [0, 1] says so.

    The picture is warped to the photo's pixels, taken into its profile and depth, and given the grain that it lacks beside its
    surroundings; without `match_grain`, not: where a face is all that is left, its lashes and lips are no grain. Every sample where the
    mask is 0, or that lies beyond the face frame, is the file's own bit by bit. What is filled becomes as opaque as the mask. Needs memory
    for one copy of the samples. Raises `InputError` for a mask of another size.
    """
    if mask.shape != photo.samples.shape[:2]:
        width, height = photo.size
        raise InputError(
            f"The mask is {mask.shape[1]} x {mask.shape[0]} pixels and the photo {width} x {height}. Use a mask of the photo's size."
        )
    if not mask.any():
        return photo
    work = _Work.of(photo, made, to_frame, mask)
    wanted = work.expected_grain() if match_grain else None
    samples = photo.samples.copy()
    for tile in work.tiles():
        if work.mask[tile.inner].any():
            samples[tile.inner] = work.filled(tile, wanted)
    return dataclasses.replace(photo, samples=read_only(samples))


@dataclass(frozen=True)
class _Box:
    """Whole pixels of a photo, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        return self.right - self.left, self.bottom - self.top

    @property
    def inner(self) -> tuple[slice, slice]:
        """As an index into the photo."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def grown(self, width: int, photo_size: tuple[int, int]) -> _Box:
        return _Box(
            max(self.left - width, 0), max(self.top - width, 0),
            min(self.right + width, photo_size[0]), min(self.bottom + width, photo_size[1]),
        )  # fmt: skip

    def within(self, larger: _Box) -> tuple[slice, slice]:
        """As an index into what was cut out of the photo at `larger`."""
        left, top = self.left - larger.left, self.top - larger.top
        return slice(top, top + self.size[1]), slice(left, left + self.size[0])


@dataclass(frozen=True, eq=False)
class _Work:
    """One picture that goes into one photo; `ring` is the box of the mask and of what lies around it."""

    photo: PhotoFile
    made: FloatImage
    to_photo: Affine
    mask: Mask
    ring: _Box
    from_srgb: FromSrgb

    @staticmethod
    def of(photo: PhotoFile, made: FloatImage, to_frame: Affine, mask: Mask) -> _Work:
        left, top, width, height = cv2.boundingRect((mask > 0).astype(np.uint8))
        reach = min(max(round(RING * max(width, height)), RING_PX[0]), RING_PX[1])
        ring = _Box(left, top, left + width, top + height).grown(reach, photo.size)
        channels = 1 if photo.samples.shape[2] == 1 else 3
        return _Work(photo, made, invert(to_frame), mask, ring, FromSrgb.of(photo.profile, channels))

    def tiles(self) -> Iterator[_Box]:
        ring = self.ring
        for top in range(ring.top, ring.bottom, TILE_PX):
            for left in range(ring.left, ring.right, TILE_PX):
                yield _Box(left, top, min(left + TILE_PX, ring.right), min(top + TILE_PX, ring.bottom))

    def expected_grain(self) -> grain.Values | None:
        """The energy (bands, h, w, channels) of the photo's own detail around the mask, spread over it, by cells of the ring's box."""
        width, height = self.ring.size
        cells = -(-height // grain.CELL), -(-width // grain.CELL)
        sums = np.zeros((grain.BANDS, *cells, self.from_srgb.channels), np.float32)
        counts = np.zeros(cells, np.float32)
        for tile in self.tiles():
            rows, columns = (
                slice(place.start // grain.CELL, -(-place.stop // grain.CELL)) for place in tile.within(self.ring)
            )
            sums[:, rows, columns], counts[rows, columns] = self._measured(tile)
        return grain.expected_energy(sums, counts)

    def filled(self, tile: _Box, wanted: grain.Values | None) -> Samples:
        """The samples of a tile with the picture laid in."""
        around = tile.grown(2 * grain.REACH, self.photo.size)
        painted, inside = self._painted(around)
        if wanted is not None:
            values = grain.with_grain(
                grain.luma_chroma(painted), self._resized(wanted, around), around.left, around.top
            )
            painted = np.clip(grain.from_luma_chroma(values), 0, 1)
        cut = tile.within(around)
        cover = (self.mask[tile.inner] * inside[cut])[..., None]
        return _laid_in(self.photo.samples[tile.inner], painted[cut], cover)

    def _painted(self, box: _Box) -> tuple[NDArray[np.float32], Mask]:
        """The picture in the photo's colours at a box of the photo, and how much of each pixel lies within the face frame."""
        to_box = compose(self._crop(box), self.to_photo)
        patch = np.asarray(warp(self.made, to_box, box.size, "edge", sharp=True))
        inside = np.asarray(warp(np.ones(self.made.shape[:2], np.float32), to_box, box.size))
        return self.from_srgb(np.clip(patch, 0, 1)), inside

    def _crop(self, box: _Box) -> Affine:
        """From normalised photo points to normalised points of a box."""
        (width, height), (box_width, box_height) = self.photo.size, box.size
        return np.array(
            [[width / box_width, 0, -box.left / box_width], [0, height / box_height, -box.top / box_height]]
        )

    def _measured(self, tile: _Box) -> tuple[grain.Values, grain.Values]:
        """Sums and counts by cells of the photo's own detail, where no masked or transparent pixel is near."""
        around = tile.grown(grain.REACH, self.photo.size)
        samples, cut = self.photo.samples[around.inner], tile.within(around)
        near = np.ones((2 * grain.REACH + 1,) * 2, np.uint8)
        hidden = (self.mask[around.inner] > 0).astype(np.uint8)
        if samples.shape[2] == 4:
            hidden |= samples[..., 3] < _white(samples)
        clean = cv2.dilate(hidden, near)[cut] == 0
        spare = [(0, -length % grain.CELL) for length in clean.shape]
        values = grain.luma_chroma(_colours(samples))
        energy = grain.band_energy(values)[:, cut[0], cut[1]]
        return grain.cell_sums(np.pad(energy, ((0, 0), *spare, (0, 0))), np.pad(clean, spare))

    def _resized(self, wanted: grain.Values, box: _Box) -> grain.Values:
        """What is expected in cells, at the pixels of a box within or near the ring's."""
        columns = (np.arange(box.left, box.right, dtype=np.float32) - self.ring.left + 0.5) / grain.CELL - 0.5
        rows = (np.arange(box.top, box.bottom, dtype=np.float32) - self.ring.top + 0.5) / grain.CELL - 0.5
        where = np.meshgrid(columns, rows)
        resized = [
            cv2.remap(band, where[0], where[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for band in wanted
        ]
        return np.asarray(resized, np.float32).reshape(grain.BANDS, len(rows), len(columns), -1)


def _white(samples: Samples) -> int:
    return int(np.iinfo(samples.dtype).max)


def _colours(samples: Samples) -> NDArray[np.float32]:
    """Samples without alpha, in [0, 1]."""
    return samples[..., : min(samples.shape[2], 3)].astype(np.float32) / np.float32(_white(samples))


def _laid_in(samples: Samples, painted: NDArray[np.float32], cover: NDArray[np.float32]) -> Samples:
    """Samples (h, w, C) with `painted` (h, w, C without alpha) over them by `cover` (h, w, 1); bit-identical where it is 0."""
    white = _white(samples)
    if samples.shape[2] == 4:
        kept = (1 - cover) * samples[..., 3:] / np.float32(white)
        opaque = kept + cover
        colours = (_colours(samples) * kept + painted * cover) / np.maximum(opaque, np.float32(1e-6))
        mixed = np.concatenate([colours, opaque], axis=2)
    else:
        mixed = _colours(samples) * (1 - cover) + painted * cover
    laid = np.rint(np.clip(mixed, 0, 1) * np.float32(white)).astype(samples.dtype)
    return np.where(cover > 0, laid, samples)
