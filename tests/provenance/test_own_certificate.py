"""The artist's own certificate: every kind that is allowed signs, and what is wrong with one is said in a sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from provenance_makers import picture

from studio.core.errors import StudioError
from studio.provenance.credentials import find_signer
from studio.provenance.inspection import State, read_record
from studio.provenance.origin import Origin, Says, Source
from studio.provenance.write import write_picture

pytest.importorskip("c2pa")
x509 = pytest.importorskip("cryptography.x509")

from cryptography.hazmat.primitives import hashes  # noqa: E402 - only if it is there
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: E402
from cryptography.hazmat.primitives.serialization import (  # noqa: E402
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID  # noqa: E402

KEYS = {
    "es256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "es384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "ps256": lambda: rsa.generate_private_key(65537, 2048),
}


def issue(folder: Path, kind: str = "es256", days: int = 30, password: bytes = b"") -> tuple[Path, Path]:
    """Certificate chain and key as a certificate authority hands them out."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), KEYS[kind]()
    now = dt.datetime.now(dt.UTC)
    names = [
        x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, who), x509.NameAttribute(NameOID.COMMON_NAME, who)])
        for who in ("Some Authority", "Frida Example")
    ]

    def begin(subject: x509.Name, public: object) -> x509.CertificateBuilder:
        start = x509.CertificateBuilder().subject_name(subject).issuer_name(names[0]).public_key(public)  # type: ignore[arg-type]
        start = start.serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=60))
        return start.not_valid_after(now + dt.timedelta(days=days))

    def usage(signs: bool) -> x509.KeyUsage:
        return x509.KeyUsage(signs, False, False, False, False, not signs, not signs, False, False)

    known = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
    root = begin(names[0], root_key.public_key()).add_extension(x509.BasicConstraints(True, 0), True)
    root = root.add_extension(usage(False), True).add_extension(known, False).sign(root_key, hashes.SHA256())
    leaf = begin(names[1], key.public_key()).add_extension(x509.BasicConstraints(False, None), True)
    leaf = leaf.add_extension(usage(True), True)
    leaf = leaf.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    authority = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known)
    leaf = leaf.add_extension(authority, False).sign(root_key, hashes.SHA256())
    certificate, private = folder / "mine.pem", folder / "mine.key"
    certificate.write_bytes(leaf.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))
    locked = BestAvailableEncryption(password) if password else NoEncryption()
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    return certificate, private


@pytest.mark.parametrize("kind", KEYS)
def test_every_kind_of_key_signs(tmp_path: Path, kind: str) -> None:
    signer = find_signer(*map(str, issue(tmp_path, kind)), tmp_path / "config")
    assert (signer.algorithm, signer.name, signer.local) == (kind, "Frida Example", False)
    write_picture(picture(), tmp_path / "a.png", Origin(Source.DRAWN), Says(), signer)
    record = read_record(tmp_path / "a.png")
    assert record is not None
    assert (record.state, record.signer, record.issuer) == (State.INTACT, "Frida Example", "Frida Example")
    assert not (tmp_path / "config").exists()


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    certificate, key = issue(tmp_path)
    nothing = tmp_path / "nothing.pem"
    for pair, words in (
        ((nothing, key), "cannot be read"),
        ((key, key), "not a certificate"),
        ((certificate, certificate), "not a private key"),
        ((certificate, ""), "both files, or neither"),
    ):
        with pytest.raises(StudioError, match=words):
            find_signer(*map(str, pair), tmp_path)
    (tmp_path / "other").mkdir()
    _, stranger = issue(tmp_path / "other")
    with pytest.raises(StudioError, match="does not belong to"):
        find_signer(str(certificate), str(stranger), tmp_path)
    with pytest.raises(StudioError, match="protected by a password"):
        find_signer(*map(str, issue(tmp_path, password=b"secret")), tmp_path)
    with pytest.raises(StudioError, match="not valid today"):
        find_signer(*map(str, issue(tmp_path, days=-5)), tmp_path)
    weak = rsa.generate_private_key(65537, 1024).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "weak.key").write_bytes(weak)
    with pytest.raises(StudioError, match="kind that content credentials do not allow"):
        find_signer(str(certificate), str(tmp_path / "weak.key"), tmp_path)
