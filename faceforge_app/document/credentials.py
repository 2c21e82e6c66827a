"""Content Credentials: a signed C2PA manifest in an exported picture that says how it was made and names the donors.

C2PA technical specification 2.2, https://c2pa.org/specifications/. Needs the extra `faceforge[c2pa]` and the user's own certificate;
nothing is asked for over the network.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from engines.errors import EngineError
from engines.face.donors import Donor
from engines.imaging.io import COMPOSITE, WRITE_FORMATS, encode_image

MIME_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "TIFF": "image/tiff"}
QUIET = {"builder": {"thumbnail": {"enabled": False}}, "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
MISSING = "Signing needs one more package. Install it with: pip install 'faceforge[c2pa]'"


@dataclass(frozen=True)
class Certificate:
    """PEM files: `chain` holds the signer's certificate first and then those above it, `key` its private key without a password."""

    chain: Path
    key: Path


def signed(
    data: bytes,
    suffix: str,
    title: str,
    certificate: Certificate,
    donors: tuple[Donor, ...] = (),
    label: str = COMPOSITE,
) -> bytes:
    """An image file of the kind that `suffix` names, with a signed manifest: `label` as its source type, `donors` as ingredients.

    Raises `EngineError` where the package is missing, or certificate and key cannot be used.
    """
    try:
        import c2pa
    except ImportError as error:
        raise EngineError(MISSING) from error
    kind, output = MIME_TYPES[WRITE_FORMATS[suffix.lower()]], io.BytesIO()
    try:
        signer = c2pa.Signer.from_info(_signer_info(c2pa, certificate))
        context = c2pa.Context(c2pa.Settings.from_dict(QUIET))
        builder = c2pa.Builder(json.dumps(_manifest(title, kind, donors, label)), context)
        for donor in donors:
            builder.add_ingredient(
                json.dumps(_ingredient(donor)), "image/png", io.BytesIO(encode_image(donor.image, ".png", label=None))
            )
        builder.sign(signer, kind, io.BytesIO(data), output)
    except c2pa.C2paError as error:
        raise EngineError(
            f"{title} could not be signed ({error}). Check certificate and key in the settings."
        ) from error
    return output.getvalue()


def _signer_info(c2pa: Any, certificate: Certificate) -> Any:
    try:
        chain, key = certificate.chain.read_bytes(), certificate.key.read_bytes()
    except OSError as error:
        raise EngineError(
            f"{error.filename} cannot be read ({error.strerror}). Choose certificate and key in the settings."
        ) from error
    return c2pa.C2paSignerInfo(_algorithm(key), chain, key, None)


def _algorithm(key_pem: bytes) -> str:
    """The C2PA name of what a private key signs with."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(key_pem, None)
    except (ValueError, TypeError) as error:
        raise EngineError(
            "The private key cannot be read. Choose a PEM file without a password in the settings."
        ) from error
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in CURVES:
        return CURVES[key.curve.name]
    return "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "ps256"


def _manifest(title: str, kind: str, donors: tuple[Donor, ...], label: str) -> dict[str, Any]:
    agent = {"name": "FaceForge", "version": version("faceforge")}
    action: dict[str, Any] = {"action": "c2pa.created", "digitalSourceType": label, "softwareAgent": agent}
    if donors:
        action["parameters"] = {"ingredientIds": [donor.id for donor in donors]}
    actions = {"label": "c2pa.actions.v2", "data": {"actions": [action]}}
    return {"claim_generator_info": [agent], "title": title, "format": kind, "assertions": [actions]}


def _ingredient(donor: Donor) -> dict[str, Any]:
    terms = " · ".join(text for text in (donor.licence, donor.attribution, donor.consent) if text)
    return {
        "title": donor.name or donor.id,
        "relationship": "inputTo",
        "label": donor.id,
        "description": terms or "Donor of facial parts",
    }


def manifest_of(data: bytes, suffix: str) -> dict[str, Any] | None:
    """What a signed picture says of itself, and `validation_state`; None where it is not signed, or the package is missing."""
    try:
        import c2pa
    except ImportError:
        return None
    kind = MIME_TYPES.get(WRITE_FORMATS.get(suffix.lower(), ""))
    try:
        report = json.loads(
            c2pa.Reader(kind, io.BytesIO(data), None, c2pa.Context(c2pa.Settings.from_dict(QUIET))).json()
        )
        manifest: dict[str, Any] = report["manifests"][report["active_manifest"]]
    except (c2pa.C2paError, ValueError, LookupError):
        return None
    return {**manifest, "validation_state": report.get("validation_state")}
