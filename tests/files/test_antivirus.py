"""The office's clamd is asked over its socket; what is no clear answer counts as none."""

import socket
import struct
import threading
from pathlib import Path

import pytest

from thidua.files.antivirus import Scan, scan


def clamd(path: Path, answer: bytes) -> tuple[threading.Thread, list[bytes]]:
    """A clamd that reads one stream and answers."""
    server, read = socket.socket(socket.AF_UNIX), list[bytes]()
    server.bind(str(path))
    server.listen(1)

    def serve() -> None:
        with server, server.accept()[0] as asked, asked.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", stream.read(4))[0]:
                read.append(stream.read(size))
            asked.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    return thread, read


@pytest.mark.parametrize(
    ("answer", "understood"),
    [
        (b"stream: OK\0", Scan("clean")),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", Scan("infected", "Win.Test.EICAR_HDB-1")),
        (b"INSTREAM size limit exceeded. ERROR\0", Scan("down")),
        (b"", Scan("down")),
    ],
)
def test_its_answer_is_understood(tmp_path: Path, settings: object, answer: bytes, understood: Scan) -> None:
    settings.CLAMD = str(tmp_path / "clamd.ctl")  # type: ignore[attr-defined]
    thread, read = clamd(tmp_path / "clamd.ctl", answer)
    content = bytes(1_500_000)
    assert scan(content) == understood
    thread.join(5)
    assert b"".join(read) == content


@pytest.mark.parametrize(("address", "state"), [("", "off"), ("/khong/co", "down"), ("máy-lạ:x", "down")])
def test_without_a_scanner_nothing_is_asked_and_one_that_is_down_says_so(
    settings: object, address: str, state: str
) -> None:
    settings.CLAMD = address  # type: ignore[attr-defined]
    assert scan(b"x").state == state
