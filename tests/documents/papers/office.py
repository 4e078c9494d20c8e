"""LibreOffice opens what the product writes, as an office would."""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from thidua.documents.papers.metrics import FONTS

_FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>"""
PROGRAMS = ("soffice", "libreoffice")


@cache
def _home() -> Path:
    """One profile for the whole run: making it is half of the program's start."""
    home = Path(tempfile.mkdtemp(prefix="thidua-office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "fonts.conf").write_text(_FONTS_CONF.format(fonts=FONTS, cache=home / "cache"), encoding="utf-8")
    return home


def convert(documents: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """Every DOCX opened and saved as `to` ("pdf", "docx"), all by one start of the program.

    The typeface is the papers' own (Tinos, as wide as Times New Roman), so that no machine's fonts matter.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("the papers are opened in LibreOffice, which is missing: run `make office`")
    home = _home()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, content in documents.items():
            (folder / f"{stem}.docx").write_bytes(content)
        command = [program, "--headless", f"-env:UserInstallation=file://{home}/profile", "--convert-to", to]
        subprocess.run(
            [*command, "--outdir", folder / "out", *(folder / f"{stem}.docx" for stem in documents)],
            env={**os.environ, "FONTCONFIG_FILE": str(home / "fonts.conf"), "HOME": str(home)},
            check=True,
            capture_output=True,
            timeout=110,
        )
        return {stem: (folder / "out" / f"{stem}.{to}").read_bytes() for stem in documents}
