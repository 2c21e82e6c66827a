"""What an exported file says of itself, as other programs read it: ExifTool, and the reader of C2PA. Each is skipped where it is absent."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engines.errors import EngineError, InputError
from engines.face.donors import Donor
from engines.imaging.io import COMPOSITE, read_image, read_label, read_recipe
from faceforge_app.document.credentials import Certificate, manifest_of
from faceforge_app.document.document import Document
from faceforge_app.document.exports import (
    ExportForm,
    donor_ids,
    finished,
    form_of,
    write_export,
    write_layers,
    written_recipe,
)
from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project.open_raster import shown as shown_by_others
from tests.faceforge_app.document.photos import photo_document
from tests.faceforge_app.document.projects import project
from tests.fakes import face_picture, fake_donor

SUFFIXES = (".png", ".jpg", ".webp", ".tif")
RECIPE = {"engine": "parts", "parts": [{"donor": "ada"}, {"donor": "ben"}, {"donor": "ada"}], "device": "cpu"}
EXIFTOOL = shutil.which("exiftool")


def donor(donor_id: str) -> Donor:
    if donor_id != "ada":
        raise InputError("Gone. Choose another one.")
    return fake_donor("ada")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_stripping_keeps_the_label_and_nothing_else(suffix: str, tmp_path: Path) -> None:
    open_file, private = tmp_path / f"open{suffix}", tmp_path / f"private{suffix}"
    write_export(open_file, face_picture(), RECIPE, ExportForm(64))
    write_export(private, face_picture(), RECIPE, ExportForm(64, private=True))
    assert read_label(open_file) == read_label(private) == COMPOSITE
    assert donor_ids(read_recipe(open_file)) == ("ada", "ben")
    assert read_recipe(private) is None
    assert b"ada" not in private.read_bytes().lower().replace(b"adaptive", b"")


def test_the_form_is_told_and_read_back() -> None:
    form = ExportForm(256, line=True)
    assert form_of(written_recipe(RECIPE, form) or {}) == form
    for nonsense in (None, 3, {"size": "x", "line": 1}, {"size": 10**9}, {"size": True}):
        assert form_of({"export": nonsense}) == ExportForm()


def test_the_line_is_written_after_the_size() -> None:
    plain, lined = (finished(face_picture(size=64), ExportForm(256, line=line)) for line in (False, True))
    assert plain.shape == lined.shape == (256, 256, 3)
    assert (plain[:220] == lined[:220]).all() and (plain != lined).any()


@pytest.mark.skipif(not EXIFTOOL, reason="needs exiftool (package libimage-exiftool-perl)")
@pytest.mark.parametrize("private", [False, True])
def test_exiftool_reads_the_label(private: bool, tmp_path: Path) -> None:
    files = [tmp_path / f"face{suffix}" for suffix in SUFFIXES]
    for path in files:
        write_export(path, face_picture(), RECIPE, ExportForm(private=private))
    command = [str(EXIFTOOL), "-json", "-XMP-iptcExt:DigitalSourceType", *map(str, files)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    assert [row["DigitalSourceType"] for row in told] == [COMPOSITE] * len(SUFFIXES)


# --- signed


def certificate_chain(folder: Path) -> Certificate:
    """A certificate of our own making below a root of our own making, valid for a day."""
    pytest.importorskip("c2pa")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    now, hour = datetime.datetime.now(datetime.UTC), datetime.timedelta(hours=1)

    def made(name: str, key: Any, issuer: str, issuer_key: Any, is_root: bool) -> Any:
        subject, above = (
            x509.Name([x509.NameAttribute(oid, text) for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)])
            for text in (name, issuer)
        )
        usage = x509.KeyUsage(not is_root, False, False, False, False, is_root, is_root, False, False)
        builder = (
            x509.CertificateBuilder(
                above, subject, key.public_key(), x509.random_serial_number(), now - hour, now + 24 * hour
            )
            .add_extension(x509.BasicConstraints(is_root, None), True)
            .add_extension(usage, True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False)
        )
        if not is_root:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
        return builder.sign(issuer_key, hashes.SHA256())

    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    chain = (
        made("Test signer", key, "Test root", root_key, False),
        made("Test root", root_key, "Test root", root_key, True),
    )
    pem = serialization.Encoding.PEM
    certificate = Certificate(folder / "chain.pem", folder / "key.pem")
    certificate.chain.write_bytes(b"".join(each.public_bytes(pem) for each in chain))
    certificate.key.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return certificate


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_signed_export_names_its_donors_and_its_source_type(suffix: str, tmp_path: Path) -> None:
    certificate, path = certificate_chain(tmp_path), tmp_path / f"face{suffix}"
    write_export(path, face_picture(), RECIPE, ExportForm(), certificate, donor)
    manifest = manifest_of(path.read_bytes(), suffix)
    assert manifest is not None and manifest["validation_state"] == "Valid"
    assert manifest["signature_info"]["common_name"] == "Test signer"
    ingredients = [(each["title"], each["relationship"]) for each in manifest["ingredients"]]
    assert ingredients == [("Ada", "inputTo")], "Ben is no longer in the library"
    (action,) = next(a for a in manifest["assertions"] if a["label"].startswith("c2pa.actions"))["data"]["actions"]
    assert action["digitalSourceType"] == COMPOSITE
    assert read_label(path) == COMPOSITE
    assert donor_ids(read_recipe(path)) == ("ada", "ben")
    assert np.abs(read_image(path).image.astype(int) - face_picture()).max() <= (
        0 if suffix in (".png", ".tif") else 12
    )


def test_a_changed_picture_is_no_longer_valid(tmp_path: Path) -> None:
    certificate, path = certificate_chain(tmp_path), tmp_path / "face.jpg"
    write_export(path, face_picture(), RECIPE, ExportForm(), certificate, donor)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    manifest = manifest_of(bytes(data), ".jpg")
    assert manifest is not None and manifest["validation_state"] == "Invalid"


def test_a_private_export_is_signed_without_donors(tmp_path: Path) -> None:
    certificate, path = certificate_chain(tmp_path), tmp_path / "face.png"
    write_export(path, face_picture(), RECIPE, ExportForm(private=True), certificate, donor)
    manifest = manifest_of(path.read_bytes(), ".png")
    assert manifest is not None and not manifest.get("ingredients")


@pytest.mark.parametrize("wrong", ["chain", "key", "missing"])
def test_what_cannot_sign_is_said_and_nothing_is_written(wrong: str, tmp_path: Path) -> None:
    certificate, path = certificate_chain(tmp_path), tmp_path / "face.png"
    if wrong == "missing":
        certificate.chain.unlink()
    else:
        getattr(certificate, wrong).write_bytes(b"-----BEGIN NOTHING-----\n")
    with pytest.raises(EngineError, match="in the settings"):
        write_export(path, face_picture(), RECIPE, ExportForm(), certificate, donor)
    assert not path.exists()


def test_an_unsigned_picture_has_no_manifest(tmp_path: Path) -> None:
    write_export(tmp_path / "face.png", face_picture(), RECIPE, ExportForm())
    assert manifest_of((tmp_path / "face.png").read_bytes(), ".png") is None
    assert manifest_of(io.BytesIO(b"no picture").getvalue(), ".gif") is None


# --- layers


@pytest.mark.parametrize("line", [False, True])
def test_a_psd_holds_the_layers_that_openraster_holds(line: bool, tmp_path: Path) -> None:
    from psd_tools import PSDImage

    document, path = project().document, tmp_path / "face.psd"
    write_layers(path, document, ExportForm(128, line=line))
    psd, shown = PSDImage.open(path), shown_by_others(document, 128)[0]
    for written, layer in zip(psd, shown, strict=False):
        assert (written.name, written.left, written.top, written.visible) == (
            layer.name,
            layer.x,
            layer.y,
            layer.visible,
        )
        assert abs(written.opacity - layer.opacity * 255) <= 0.5
        assert (np.asarray(written.topil().convert("RGBA")) == layer.picture).all()
    assert len(psd) == len(shown) + line
    assert psd.size == (128, 128)
    merged = np.asarray(psd.topil().convert("RGB"))
    assert (merged == finished(flatten(document, 128)[0], ExportForm(line=line))).all()
    if line:
        assert psd[-1].name == "Composite likeness, not a photograph" and psd[-1].bottom == 128


def test_an_overlay_on_a_photo_lies_where_the_face_is(tmp_path: Path) -> None:
    from psd_tools import PSDImage

    document = photo_document().with_layer(ImageLayer(face_picture(), 0.5, name="Origins"))
    write_layers(tmp_path / "face.psd", document, ExportForm())
    photo, mask, tint = PSDImage.open(tmp_path / "face.psd")
    assert [layer.name for layer in (photo, mask, tint)] == ["photo.png", "Mask", "Origins"]
    assert photo.size == (400, 320) and not mask.visible
    assert document.photo is not None
    rows, columns = np.nonzero(np.asarray(tint.topil().getchannel("A")) > 128)
    centre = document.photo.to_photo_px @ (0.5, 0.5, 1)
    assert np.abs(np.array([columns.mean(), rows.mean()]) - centre).max() < 2
    assert abs(np.sqrt(len(rows)) - document.photo.side_px) < 4


@pytest.mark.parametrize("name", ["鼻 · Ада 👃", "x" * 300])
def test_any_layer_name_can_be_written_to_a_psd(name: str, tmp_path: Path) -> None:
    from psd_tools import PSDImage

    document = Document((ImageLayer(face_picture(), name=name),))
    write_layers(tmp_path / "face.psd", document, ExportForm(64))
    assert PSDImage.open(tmp_path / "face.psd")[-1].name == name[:255]


@pytest.mark.skipif(not EXIFTOOL, reason="needs exiftool (package libimage-exiftool-perl)")
def test_exiftool_reads_the_label_of_a_psd(tmp_path: Path) -> None:
    write_layers(tmp_path / "face.psd", project().document, ExportForm(64, private=True))
    command = [str(EXIFTOOL), "-json", "-XMP:all", str(tmp_path / "face.psd")]
    (told,) = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    assert told["DigitalSourceType"] == COMPOSITE
    assert not [name for name in told if "recipe" in name.lower()]
