"""Who signs: the artist's own certificate, or one that this computer makes for itself, once."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
from dataclasses import replace
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from studio.core.errors import StudioError
from studio.core.files import atomic_bytes, write_error
from studio.provenance.credentials import LOCAL_CERTIFICATE as CERTIFICATE
from studio.provenance.credentials import Signer
from studio.provenance.self_signed import make_pair

KEY = "credentials-key.pem"
_LARGEST = 1 << 20


def own_signer(certificate: Path, key: Path) -> Signer:
    """The artist's certificate (with the chain it hangs on) and key. Raises StudioError with a sentence."""
    return _signer(_read(certificate), _read(key), certificate.name, key.name)


def local_signer(folder: Path) -> Signer:
    """The one that this computer made, made now if there is none that still counts. Raises StudioError.

    It says that nobody changed a picture since, not who made it: anybody can make one under any name.
    """
    certificate, key = folder / CERTIFICATE, folder / KEY
    with contextlib.suppress(StudioError):  # missing, damaged or outlived: nothing is lost with it
        return replace(own_signer(certificate, key), local=True)
    chain, private = make_pair()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_private(key, private)
    except OSError as error:
        raise write_error(key, error) from error
    atomic_bytes(certificate, chain)
    return replace(_signer(chain, private, CERTIFICATE, KEY), local=True)


def _signer(chain: bytes, key: bytes, chain_name: str, key_name: str) -> Signer:
    """Checked here, because what the library says of a bad pair helps nobody."""
    try:
        certificates = x509.load_pem_x509_certificates(chain)
        first = certificates[0]
    except (ValueError, IndexError) as error:
        raise StudioError(f"{chain_name} is not a certificate in PEM form; choose another file.") from error
    try:
        private = load_pem_private_key(key, password=None)
    except TypeError as error:
        raise StudioError(f"{key_name} is protected by a password; choose a key without one.") from error
    except Exception as error:  # UnsupportedAlgorithm and ValueError, by the kind of key
        raise StudioError(f"{key_name} is not a private key in PEM form; choose another file.") from error
    algorithm = _algorithm(private, key_name)
    form = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    if first.public_key().public_bytes(*form) != private.public_key().public_bytes(*form):
        raise StudioError(f"{key_name} does not belong to {chain_name}; choose the key that came with it.")
    now = dt.datetime.now(dt.UTC)
    if not first.not_valid_before_utc <= now <= first.not_valid_after_utc:
        raise StudioError(f"{chain_name} is not valid today; choose a certificate that is.")
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Signer(chain, pem, algorithm, _common_name(first))


def _algorithm(private: object, key_name: str) -> str:
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size >= 2048:
        return "ps256"
    if isinstance(private, ec.EllipticCurvePrivateKey):
        known = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
        if private.curve.name in known:
            return known[private.curve.name]
    raise StudioError(f"{key_name} is of a kind that content credentials do not allow; use ECDSA, Ed25519 or RSA.")


def _common_name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise StudioError(f"{path} cannot be read: {reason}; choose another file.") from error


def _write_private(path: Path, data: bytes) -> None:
    """Readable by its owner from the first byte on."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
