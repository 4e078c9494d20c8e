"""The office's own scanner, where there is one: clamd, spoken to over its socket. Down means: nothing is handed out."""

import socket
import struct
from dataclasses import dataclass
from typing import Literal

from django.conf import settings

_CHUNK = 1 << 20
_PATIENCE = 20  # seconds


@dataclass(frozen=True)
class Scan:
    """`off`: no scanner is set; `down`: it did not answer."""

    state: Literal["off", "clean", "infected", "down"]
    name: str = ""


def scan(content: bytes) -> Scan:
    """Ask the scanner named by THIDUA_CLAMD about these bytes."""
    address: str = settings.CLAMD
    if not address:
        return Scan("off")
    try:
        with _connected(address) as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for at in range(0, len(content), _CHUNK):
                part = content[at : at + _CHUNK]
                clamd.sendall(struct.pack(">I", len(part)) + part)
            clamd.sendall(struct.pack(">I", 0))
            return _understood(_answer(clamd))
    except (OSError, ValueError):
        return Scan("down")


def _connected(address: str) -> socket.socket:
    if "/" in address:
        clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        clamd.settimeout(_PATIENCE)
        try:
            clamd.connect(address)
        except OSError:
            clamd.close()
            raise
        return clamd
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_PATIENCE)


def _answer(clamd: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and (more := clamd.recv(4_096)):
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _understood(said: str) -> Scan:
    """`stream: OK`, `stream: Win.Test.EICAR_HDB-1 FOUND`; anything else is no answer."""
    _, _, verdict = said.partition(": ")
    if verdict == "OK":
        return Scan("clean")
    if verdict.endswith(" FOUND"):
        return Scan("infected", verdict.removesuffix(" FOUND"))
    return Scan("down")
