from __future__ import annotations

import contextlib
import errno
import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from engines.errors import ImageFileError
from engines.imaging import io as image_io
from engines.imaging.arrays import ByteImage
from engines.imaging.decoding import EXIF_ORIENTATION, UPRIGHT
from engines.imaging.io import SYNTHETIC, decode_image, encode_image, read_image, read_recipe, write_image

RECIPE = {"engine": "parts", "seed": 3, "parts": [{"kind": "nose", "donor": 'Zoë & <co> "x"'}]}


@pytest.fixture
def gradient() -> ByteImage:
    y, x = np.mgrid[0:40, 0:60]
    return np.stack([x * 4, y * 6, (x + y) * 2], axis=-1).astype(np.uint8)


def png_header_only(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("suffix", [".png", ".tif", ".PNG"])
def test_lossless_formats_keep_every_pixel(tmp_path: Path, gradient: ByteImage, suffix: str) -> None:
    write_image(tmp_path / f"a{suffix}", gradient)
    np.testing.assert_array_equal(read_image(tmp_path / f"a{suffix}").image, gradient)


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_lossy_formats_stay_close(tmp_path: Path, gradient: ByteImage, suffix: str) -> None:
    write_image(tmp_path / f"a{suffix}", gradient)
    difference = np.abs(read_image(tmp_path / f"a{suffix}").image.astype(int) - gradient)
    assert difference.mean() < 3


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif"])
def test_recipe_and_label_come_back(tmp_path: Path, gradient: ByteImage, suffix: str) -> None:
    path = tmp_path / f"portrait{suffix}"
    write_image(path, gradient, RECIPE, SYNTHETIC)
    assert read_recipe(path) == RECIPE
    assert b"Iptc4xmpExt:DigitalSourceType>" + SYNTHETIC.encode() in path.read_bytes()


def test_foreign_image_has_no_recipe(tmp_path: Path, gradient: ByteImage) -> None:
    Image.fromarray(gradient).save(tmp_path / "a.png")
    assert read_recipe(tmp_path / "a.png") is None


def test_recipe_too_long_for_jpeg_says_png(gradient: ByteImage) -> None:
    with pytest.raises(ImageFileError, match="Choose PNG"):
        encode_image(gradient, ".jpg", {"x": "y" * 70_000})


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_orientation_is_applied(tmp_path: Path, gradient: ByteImage, orientation: int, suffix: str) -> None:
    inverse = {6: 8, 8: 6}.get(orientation, orientation)
    stored = Image.fromarray(gradient if orientation == 1 else np.ascontiguousarray(UPRIGHT[inverse](gradient)))
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    stored.save(tmp_path / f"a{suffix}", exif=exif, quality=100)
    image = read_image(tmp_path / f"a{suffix}").image
    assert image.shape == gradient.shape
    assert np.abs(image.astype(int) - gradient).mean() < 2


def test_foreign_colour_profile_is_converted(gradient: ByteImage) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000))
    buffer = io.BytesIO()
    lab_image = Image.new("LAB", (8, 8), (200, 128, 128))
    lab_image.save(buffer, "TIFF", icc_profile=lab.tobytes())
    photo = decode_image(buffer.getvalue())
    assert photo.notes == ("Colours were converted to sRGB.",)
    assert np.ptp(photo.image[0, 0]) < 12


def test_srgb_profile_changes_nothing(gradient: ByteImage) -> None:
    buffer = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(gradient).save(buffer, "PNG", icc_profile=profile)
    photo = decode_image(buffer.getvalue())
    np.testing.assert_array_equal(photo.image, gradient)
    assert not photo.notes


def test_damaged_profile_is_noted(gradient: ByteImage) -> None:
    buffer = io.BytesIO()
    Image.fromarray(gradient).save(buffer, "PNG", icc_profile=b"nonsense" * 20)
    photo = decode_image(buffer.getvalue())
    np.testing.assert_array_equal(photo.image, gradient)
    assert "colour profile" in photo.notes[0]


def test_transparency_is_laid_on_white() -> None:
    rgba = np.zeros((4, 4, 4), np.uint8)
    rgba[:2, :, 3] = 255
    buffer = io.BytesIO()
    Image.fromarray(rgba).save(buffer, "PNG")
    photo = decode_image(buffer.getvalue())
    assert photo.image[:2].max() == 0 and photo.image[2:].min() == 255
    assert photo.notes == ("Transparent areas were laid on white.",)


def test_sixteen_bits_are_reduced_with_a_note() -> None:
    buffer = io.BytesIO()
    Image.fromarray(np.full((4, 4), 0x80FF, np.uint16)).save(buffer, "PNG")
    photo = decode_image(buffer.getvalue())
    assert (photo.image == 0x80).all() and "16 bits" in photo.notes[0]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "RGBA", "RGB"])
def test_every_common_mode_becomes_rgb(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (5, 4), "white").convert(mode).save(buffer, "TIFF")
    assert (decode_image(buffer.getvalue()).image == 255).all()


def test_large_image_is_refused_before_decoding(tmp_path: Path) -> None:
    for width in (10_001, 30_000):
        (tmp_path / "big.png").write_bytes(png_header_only(width, 10_000))
        with pytest.raises(ImageFileError, match="more than 100 megapixels"):
            read_image(tmp_path / "big.png")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_cut_off_file_is_refused(tmp_path: Path, suffix: str, share: float) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    data = encode_image(noise, suffix)
    (tmp_path / f"cut{suffix}").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ImageFileError, match=r"cut.*(damaged|not an image)"):
        read_image(tmp_path / f"cut{suffix}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"hello, world", "not an image"), (b"", "is empty"), (b"%!PS-Adobe-3.0 EPSF", "not an image")],
)
def test_what_is_no_image_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "note.png").write_bytes(content)
    with pytest.raises(ImageFileError, match=sentence):
        read_image(tmp_path / "note.png")


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImageFileError, match="no file"):
        read_image(tmp_path / "nothing.png")
    with pytest.raises(ImageFileError, match="cannot be read"):
        read_image(tmp_path)


def test_unknown_suffix_is_refused(tmp_path: Path, gradient: ByteImage) -> None:
    with pytest.raises(ImageFileError, match=r"\.png, \.jpg"):
        write_image(tmp_path / "a.xyz", gradient)


@pytest.mark.parametrize(("code", "sentence"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written to")])
def test_failed_write_keeps_the_old_file(
    tmp_path: Path, gradient: ByteImage, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(image_io.os, "fsync", fail)
    with pytest.raises(ImageFileError, match=sentence):
        write_image(path, gradient)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.filterwarnings("ignore:::PIL")  # what Pillow thinks of the damage
@pytest.mark.parametrize(("kind", "seed"), [("GIF", 3), ("TIFF", 4)])
def test_damage_anywhere_in_a_file_of_several_pictures_is_refused(gradient: ByteImage, kind: str, seed: int) -> None:
    picture, stream = Image.fromarray(gradient), io.BytesIO()
    picture.save(stream, kind, save_all=True, append_images=[picture.rotate(90), picture.rotate(180)])
    rng = np.random.default_rng(seed)
    for _ in range(200):
        data = np.frombuffer(stream.getvalue(), np.uint8).copy()
        data[rng.integers(len(data), size=4)] = rng.integers(256, size=4)
        with contextlib.suppress(ImageFileError):
            decode_image(data[: rng.integers(1, len(data))].tobytes())


def test_a_recipe_without_end_is_none(tmp_path: Path, gradient: ByteImage) -> None:
    info = PngInfo()
    info.add_itxt("faceforge:recipe", "[" * 100_000)
    Image.fromarray(gradient).save(tmp_path / "deep.png", pnginfo=info)
    assert read_recipe(tmp_path / "deep.png") is None
