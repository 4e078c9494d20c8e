"""What holds for the command itself, whichever part of it is asked for."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("arguments", [["--help"], ["law", "--help"], ["score", "khong-co.json"]])
def test_vietnamese_is_printed_whatever_the_code_page_of_the_console(arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "thidua", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    said = (run.stdout + run.stderr).decode("utf-8")
    assert "Traceback" not in said
    assert any(letter in said for letter in "đốĐ")
