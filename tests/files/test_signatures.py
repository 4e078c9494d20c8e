"""Signed PDFs: who signed, when, what it covers, and whether it still holds; tampering is found."""

import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.factories.dossiers import NOVEMBER
from tests.factories.files import brought
from tests.factories.pages import browser, it_is
from tests.factories.world import World
from tests.files.building import pdf, printed
from tests.files.legitimate import LEGITIMATE
from tests.files.signing import SIGNER, certificate, signed_pdf

from thidua.files.checks import Checked, check_content, signature_words
from thidua.files.checks.signatures import UNREADABLE


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    (tmp_path / "roots.pem").write_bytes(certificate()[0])
    return tmp_path / "roots.pem"


@pytest.fixture
def signed() -> bytes:
    return signed_pdf()


def check(content: bytes, roots: Path | None = None) -> Checked:
    checked = check_content("Tờ trình.pdf", content, roots=roots)
    assert checked.rules == []
    return checked


def test_who_signed_when_and_what_is_read(signed: bytes) -> None:
    [signature] = check(signed).signatures
    assert (signature.signer, signature.issuer, signature.is_intact) == (SIGNER, SIGNER, True)
    assert (signature.covers, signature.changes, signature.is_trusted) == ("all", "none", None)
    assert signature_words(signature).endswith(
        "theo máy người ký: còn nguyên vẹn; bao trùm toàn bộ tệp; chưa đối chiếu chứng thư với gốc tin cậy."
    )


def test_a_certificate_is_traced_to_the_roots_of_the_office(signed: bytes, roots: Path) -> None:
    assert [signature.is_trusted for signature in check(signed, roots).signatures] == [True]


def test_a_byte_changed_after_signing_is_found(signed: bytes) -> None:
    tampered = signed.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 595 843 ]")
    assert tampered != signed
    [signature] = check(tampered).signatures
    assert (signature.is_intact, "KHÔNG còn nguyên vẹn" in signature_words(signature)) == (False, True)


def test_what_is_written_behind_a_signature_is_told(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root[pdf_name("/Lang")] = pdf_string("vi")
    writer.update_root()
    written = io.BytesIO()
    writer.write(written)
    [signature] = check(written.getvalue()).signatures
    assert (signature.is_intact, signature.covers, signature.changes) == (True, "part", "forbidden")
    assert "sau khi ký tệp đã được sửa thêm ngoài phần được phép" in signature_words(signature)


def test_a_signature_that_cannot_be_read_says_so() -> None:
    [signature] = check(LEGITIMATE["pdf signed"][1]()).signatures
    assert (signature, signature_words(signature)) == (UNREADABLE, "Chữ ký số: không đọc được.")


def test_a_file_without_signatures_has_none() -> None:
    assert check(printed(pdf())).signatures == ()


def test_the_page_of_a_file_says_it(world: World, signed: bytes) -> None:
    it_is(NOVEMBER)
    upload = brought(world, "Tờ trình.pdf", signed)
    page = browser(world.thuong_truc).get(f"/minh-chung/{upload.pk}/").content.decode()
    assert f"Chữ ký số của {SIGNER}" in page
    assert f"Chứng thư do {SIGNER} cấp" in page
