from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import putchunk
from tifffile import imwrite

from engines.errors import ImageFileError
from engines.imaging.decoding import EXIF_ORIENTATION, UPRIGHT
from engines.imaging.io import SYNTHETIC, read_image, read_recipe
from engines.imaging.photo_file import (
    PhotoFile,
    decode_photo_file,
    encode_photo_file,
    lost_as,
    read_photo_file,
    write_photo_file,
)

RECIPE = {"engine": "symmetry", "seed": 3}


def noise(channels: int, dtype: Any, size: tuple[int, int] = (23, 31)) -> Any:
    return np.random.default_rng(channels).integers(0, np.iinfo(dtype).max, (*size, channels), dtype, endpoint=True)


def foreign_profile() -> bytes:
    """A display profile with other primaries than sRGB: its red and blue columns changed places."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132], "big")
    entries = {bytes(data[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    data[red + 4 : red + 12], data[blue + 4 : blue + 12] = data[blue + 4 : blue + 12], data[red + 4 : red + 12]
    return bytes(data).replace("sRGB".encode("utf-16-be"), "BGRs".encode("utf-16-be"))


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_every_sample_the_profile_and_the_metadata_come_back(
    tmp_path: Path, suffix: str, dtype: Any, channels: int
) -> None:
    photo = PhotoFile(noise(channels, dtype), foreign_profile() if channels > 1 else None)
    path = tmp_path / f"photo{suffix}"
    write_photo_file(path, photo, RECIPE, SYNTHETIC)
    again = read_photo_file(path)
    assert again.samples.dtype == dtype and not again.samples.flags.writeable
    np.testing.assert_array_equal(again.samples, photo.samples)
    assert again.profile == photo.profile
    assert again.notes == () and lost_as(photo, suffix) == ()
    assert read_recipe(path) == RECIPE and SYNTHETIC.encode() in path.read_bytes()


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_lossy_formats_say_what_they_lose(suffix: str, channels: int) -> None:
    smooth = cv2.resize(noise(channels, np.uint16, (3, 4)), (64, 48), interpolation=cv2.INTER_CUBIC)
    photo = PhotoFile(smooth.reshape(48, 64, channels))
    lost = " ".join(lost_as(photo, suffix))
    assert "16 bits" in lost and "Choose PNG" in lost
    assert ("transparency" in lost) == (suffix == ".jpg" and channels == 4)
    again = decode_photo_file(encode_photo_file(photo, suffix))
    assert again.samples.dtype == np.uint8 and again.size == photo.size
    assert np.abs(again.image.astype(int) - photo.image).mean() < 4


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_deep_photos_are_turned_upright(orientation: int, suffix: str) -> None:
    upright = PhotoFile(noise(3, np.uint16))
    inverse = {6: 8, 8: 6}.get(orientation, orientation)
    turned = upright.samples if orientation == 1 else np.ascontiguousarray(UPRIGHT[inverse](upright.samples))
    data = encode_photo_file(PhotoFile(turned), suffix)
    np.testing.assert_array_equal(decode_photo_file(_marked(data, orientation, suffix)).samples, upright.samples)


def _marked(data: bytes, orientation: int, suffix: str) -> bytes:
    """The file with an EXIF orientation."""
    if suffix == ".tif":
        stream = io.BytesIO()
        samples = decode_photo_file(data).samples
        imwrite(stream, samples, photometric="rgb", extratags=[(EXIF_ORIENTATION, 3, 1, orientation, True)])
        return stream.getvalue()
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    stream = io.BytesIO()
    stream.write(data[:33])
    putchunk(stream, b"eXIf", exif.tobytes()[6:])
    stream.write(data[33:])
    return stream.getvalue()


def test_personal_metadata_is_dropped(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Aunt Ada at home"
    Image.fromarray(noise(3, np.uint8)).save(tmp_path / "a.jpg", exif=exif)
    assert b"Aunt Ada" in (tmp_path / "a.jpg").read_bytes()
    for suffix in (".jpg", ".png", ".tif", ".webp"):
        assert b"Aunt Ada" not in encode_photo_file(read_photo_file(tmp_path / "a.jpg"), suffix)


def test_what_is_shown_is_srgb_on_white() -> None:
    samples = np.zeros((2, 2, 4), np.uint16)
    samples[0] = (65535, 0, 0, 65535)
    shown = PhotoFile(samples, foreign_profile()).image
    assert shown[1].min() == 255
    assert shown[0, 0, 2] > 200 > 60 > shown[0, 0, 0]  # this profile's red is sRGB's blue
    grey = PhotoFile(np.full((2, 2, 1), 0x80FF, np.uint16)).image
    assert grey.shape == (2, 2, 3) and (grey == 0x80).all()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "RGBA", "RGB"])
def test_other_kinds_of_pixels_become_grey_or_rgb(mode: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (5, 4), "white").convert(mode).save(stream, "TIFF")
    photo = decode_photo_file(stream.getvalue())
    channels = {"1": 1, "L": 1, "LA": 4, "RGBA": 4}.get(mode, 3)
    assert photo.samples.shape == (4, 5, channels) and (photo.samples == 255).all()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_cut_off_deep_files_are_refused(suffix: str, share: float) -> None:
    data = encode_photo_file(PhotoFile(noise(3, np.uint16, (80, 90))), suffix)
    with pytest.raises(ImageFileError, match=r"damaged|not an image"):
        decode_photo_file(data[: int(len(data) * share)])


def test_image_and_photo_file_agree(tmp_path: Path) -> None:
    write_photo_file(tmp_path / "a.png", PhotoFile(noise(4, np.uint16), foreign_profile()))
    np.testing.assert_array_equal(read_image(tmp_path / "a.png").image, read_photo_file(tmp_path / "a.png").image)
