"""A PDF signed by an invented chair, with a certificate of his own."""

import io
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.files.building import pdf, printed

SIGNER = "Lưu Văn Dương"


@cache
def certificate() -> tuple[bytes, bytes]:
    """A certificate of an invented chair, signed by itself, and its key (PEM)."""
    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    usage = x509.KeyUsage(True, True, False, False, False, True, False, False, False)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return built.public_bytes(serialization.Encoding.PEM), private


@cache
def signed_pdf() -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("cert.pem", "key.pem")]
        for path, content in zip(paths, certificate(), strict=True):
            path.write_bytes(content)
        signer = SimpleSigner.load(str(paths[1]), str(paths[0]))
    written = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(printed(pdf())))
    with ThreadPoolExecutor(1) as apart:  # beside the loop of the browser's tests
        apart.submit(sign_pdf, writer, PdfSignatureMetadata(field_name="ChuKy"), signer, output=written).result()
    return written.getvalue()
