"""PDFs as agencies make them: printed by a browser, or exported by an office program."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OFFICES = ("soffice", "libreoffice")
_STAMPS = re.compile(rb"/(CreationDate|ModDate) ?\(D:\d{14}[^)]*\)")
_IDENTITY = re.compile(rb"/ID \[ ?<[0-9A-F]+>\s*<[0-9A-F]+> ?\]|/DocChecksum /[0-9A-F]+")
_PATIENCE = 180


class ProgramMissing(RuntimeError):
    """The browser or the office program is not installed here; tests may skip."""


def _printed(sheet: Page) -> bytes:
    number = '<p style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</p>'
    return sheet.pdf(
        format="A4",
        display_header_footer=True,
        header_template="<p></p>",
        footer_template=number,
        margin={"top": "18mm", "right": "16mm", "bottom": "18mm", "left": "16mm"},
    )


def to_pdf(html: str) -> bytes:
    """Print one page with Chromium."""
    return htmls_to_pdfs([html])[0]


def htmls_to_pdfs(pages: Sequence[str]) -> list[bytes]:
    """Print pages with one start of Chromium, without its headers and footers."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise ProgramMissing("playwright is not installed") from error
    program, printed = _program(_BROWSERS), []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for page in pages:
            sheet = browser.new_page()
            sheet.set_content(page)
            printed.append(_without_clock(_printed(sheet)))
            sheet.close()
        browser.close()
    return printed


def docx_to_pdf(docx: bytes) -> bytes:
    """Export one Word file with LibreOffice."""
    return docxs_to_pdfs([docx])[0]


def docxs_to_pdfs(files: Sequence[bytes]) -> list[bytes]:
    """Export Word files with one start of LibreOffice, in a profile of its own."""
    program = _program(_OFFICES)
    with TemporaryDirectory() as folder:
        sources = [Path(folder) / f"{number}.docx" for number in range(len(files))]
        for source, content in zip(sources, files, strict=True):
            source.write_bytes(content)
        profile = (Path(folder) / "profile").as_uri()
        command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
        command += ["--outdir", folder, *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
        return [_without_clock(source.with_suffix(".pdf").read_bytes()) for source in sources]


def _program(names: Sequence[str]) -> str:
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise ProgramMissing(f"none of {', '.join(names)} is installed")


def _without_clock(pdf: bytes) -> bytes:
    """Blank the time and the random identity, keeping every length so that the offsets stay right."""
    stamped = _STAMPS.sub(lambda match: re.sub(rb"\d", b"0", match[0]), pdf)
    return _IDENTITY.sub(lambda match: re.sub(rb"(?<=[<0-9A-F/])[0-9A-F]", b"0", match[0]), stamped)
