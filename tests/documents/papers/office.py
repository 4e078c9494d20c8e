"""LibreOffice opens what the product writes, as an office would."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from thidua.documents.papers.metrics import FONTS

_FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>"""
# A profile that exists is taken as it is: to make one, the program starts twice.
_PROFILE = {
    "registrymodifications.xcu": """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>""",
    "basic/script.xlc": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" library:link="false"/>
</library:libraries>""",
    "basic/Standard/script.xlb": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false">
<library:element library:name="Papers"/></library:library>""",
    "basic/Standard/Papers.xba": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Papers" script:language="StarBasic">
Sub Convert(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim as_pdf(0) As New com.sun.star.beans.PropertyValue
  Dim as_docx(0) As New com.sun.star.beans.PropertyValue
  Dim file As String, document As Object
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  as_pdf(0).Name = "FilterName" : as_pdf(0).Value = "writer_pdf_Export"
  as_docx(0).Name = "FilterName" : as_docx(0).Value = "MS Word 2007 XML"
  file = Dir(folder + "/*.docx")
  Do While Len(file) &gt; 0
    document = StarDesktop.loadComponentFromURL(ConvertToURL(folder + "/" + file), "_blank", 0, hidden())
    document.storeToURL(ConvertToURL(folder + "/pdf/" + file), as_pdf())
    If InStr(file, "again_") = 1 Then document.storeToURL(ConvertToURL(folder + "/docx/" + file), as_docx())
    document.close(True)
    file = Dir()
  Loop
  StarDesktop.terminate()
End Sub
</script:module>""",
}
_MACRO = 'macro:///Standard.Papers.Convert("{}")'
PROGRAMS = ("soffice", "libreoffice")


def _furnish(home: Path) -> None:
    (home / "fonts.conf").write_text(_FONTS_CONF.format(fonts=FONTS, cache=home / "cache"), encoding="utf-8")
    for saved in ("pdf", "docx"):
        (home / saved).mkdir()
    for name, content in _PROFILE.items():
        path = home / "profile" / "user" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def convert(documents: Mapping[str, bytes], again: Collection[str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Every DOCX opened and saved as PDF, and some as DOCX again, all by one start of the program.

    The typeface is the papers' own (Tinos, as wide as Times New Roman), so that no machine's fonts matter.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("the papers are opened in LibreOffice, which is missing: run `make office`")
    with tempfile.TemporaryDirectory(prefix="thidua-office-") as name:
        home = Path(name)
        _furnish(home)
        files = {stem: f"{'again_' * (stem in again)}{stem}.docx" for stem in documents}
        for stem, content in documents.items():
            (home / files[stem]).write_bytes(content)
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation=file://{home}/profile", _MACRO.format(home)],
            env={**os.environ, "FONTCONFIG_FILE": str(home / "fonts.conf"), "HOME": str(home)},
            check=True,
            capture_output=True,
            timeout=110,
        )
        in_pdf = {stem: (home / "pdf" / file).read_bytes() for stem, file in files.items()}
        return in_pdf, {stem: (home / "docx" / files[stem]).read_bytes() for stem in again}
