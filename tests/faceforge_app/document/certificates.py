"""Certificates of the tests' own making, to sign exports with."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from faceforge_app.document.credentials import Certificate


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
