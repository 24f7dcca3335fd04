"""Old office files: converted by LibreOffice, read as the Word files that they become."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gouji import Document, Grid, Report, Source, UnreadableReport
from gouji.checking import bind_document
from gouji.host import Host, HostOptions, make_host
from gouji_plugins.readers.office import convert, soffice
from gouji_rules.gid.testing import LawfulReport, lawful, to_docx
from workbooks import one_sheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WORD_FILE = OLE + b"\xec\xa5" + b"\0" * 510 + "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1\ansi\ansicpg936 Report 12\par}"
ODT = "application/vnd.oasis.opendocument.text"
ODF_SPACES = {"office": "office", "text": "text", "draw": "drawing"}
needs_office = pytest.mark.skipif(soffice.find_program() is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def report() -> LawfulReport:
    return lawful(2)


@pytest.fixture(scope="module")
def old_files(report: LawfulReport, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Save a report in every old format, with one start of LibreOffice for each."""
    program = soffice.find_program()
    assert program is not None
    folder = tmp_path_factory.mktemp("old")
    (folder / "report.docx").write_bytes(to_docx(report))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for suffix in ("doc", "rtf", "odt"):
        command = [program, "--headless", profile, "--convert-to", suffix, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "report.docx")], check=True, capture_output=True, timeout=120)
    return {suffix: (folder / f"report.{suffix}").read_bytes() for suffix in ("doc", "rtf", "odt")}


def figures(bound: Report) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for table in bound.tables.values():
        for (row, column), figure in table.figures.items():
            found.setdefault(table.id, {}).setdefault(row, {})[column] = figure.raw
    return found


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_an_old_file_reads_as_the_report_that_it_holds(
    host: Host, report: LawfulReport, old_files: dict[str, bytes], suffix: str
) -> None:
    name = "甲局 年报.wps" if suffix == "doc" else f"甲局 年报.{suffix}"
    document = host.read(Source(name, Path(name).suffix, old_files[suffix]))
    bound = bind_document(document, host)

    assert (document.source, document.sha256) == (name, hashlib.sha256(old_files[suffix]).hexdigest())
    assert (bound.agency, bound.year, bound.form.id) == (report.agency, report.year, report.form)
    assert [section.id for section in bound.sections] == [section.id for section in report.sections]
    assert figures(bound) == report.figures


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize(("suffix", "kind"), [(".xls", "xls:MS Excel 97"), (".ods", "ods")])
def test_an_old_workbook_reads_as_a_new_one(host: Host, tmp_path: Path, suffix: str, kind: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["示例市水利局2023年政府信息公开工作年度报告"])
        sheet.append(["行政许可", 23, None])
        sheet.append(["行政处罚", 5, 1.5])

    (tmp_path / "report.xlsx").write_bytes(one_sheet(fill))
    program, profile = soffice.find_program(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        program or "",
        "--headless",
        profile,
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "report.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = host.read(Source("a" + suffix, suffix, (tmp_path / f"report{suffix}").read_bytes()))
    [grid] = [block for block in document.blocks if isinstance(block, Grid)]

    assert [cell.text for cell in grid.cells if cell.text] == ["行政许可", "23", "行政处罚", "5", "1.5"]


@needs_office
def test_nothing_is_fetched_while_converting(tmp_path: Path) -> None:
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the names that http.server calls

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    converted = convert(Source("a.odt", ".odt", linked_odt(f"http://127.0.0.1:{server.server_port}/")))
    server.shutdown()
    server.server_close()

    assert converted is not None
    with ZipFile(BytesIO(converted.data)) as archive:
        assert b"root:" not in archive.read("word/document.xml")
    assert asked == []


def linked_odt(address: str) -> bytes:
    """Write a text that links to a picture elsewhere and to a file of the machine."""
    prefix = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{prefix}:{path}:1.0"' for name, path in ODF_SPACES.items())
    image = f'<draw:frame><draw:image xlink:href="{address}seen.png" xlink:type="simple"/></draw:frame>'
    section = '<text:section text:name="a"><text:section-source xlink:href="file:///etc/passwd"/><text:p>a</text:p></text:section>'
    body = f"<office:body><office:text>{section}<text:p>b{image}</text:p></office:text></office:body>"
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    content = f"<office:document-content{spaces}>{body}</office:document-content>"
    entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
    entries += '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    manifest = f'<manifest:manifest xmlns:manifest="{prefix}:manifest:1.0">{entries}</manifest:manifest>'
    return odt(META__manifest=manifest, content=content)


@needs_office
def test_what_libreoffice_cannot_read_is_unreadable(host: Host) -> None:
    with pytest.raises(UnreadableReport, match=" / "):
        host.read(Source("a.doc", ".doc", WORD_FILE))


def odt(**parts: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", ODT)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("META", "META-INF") + ".xml", text)
    return stream.getvalue()


LOCKED = [
    (odt(META__manifest="<manifest><encryption-data/></manifest>"), ".odt"),
    (OLE + b"\xec\xa5" + b"\0" * 9 + b"\x01" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), ".doc"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), ".doc"),
]


@pytest.mark.parametrize(("data", "suffix"), LOCKED)
def test_encrypted_files_are_named_as_such(host: Host, data: bytes, suffix: str) -> None:
    with pytest.raises(UnreadableReport, match="文件已加密 / the file is encrypted"):
        host.read(Source("a" + suffix, suffix, data))


BOOK = OLE + "Workbook".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "suffix", "kind", "wanted"),
    [
        (WORD_FILE, ".doc", ".doc/.wps", ".docx"), (OLE, ".wps", ".doc/.wps", ".docx"), (RTF, ".doc", ".rtf", ".docx"),
        (odt(), ".odt", ".odt", ".docx"), (BOOK, ".xls", ".xls/.et", ".xlsx"), (OLE, ".et", ".xls/.et", ".xlsx"),
        (odt().replace(b"opendocument.text", b"opendocument.spreadsheet"), ".ods", ".ods", ".xlsx"),
    ],
)  # fmt: skip
def test_without_libreoffice_one_line_says_what_to_do(
    host: Host, monkeypatch: pytest.MonkeyPatch, data: bytes, suffix: str, kind: str, wanted: str
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(soffice, "_USUAL_PLACES", ())

    with pytest.raises(UnreadableReport) as error:
        host.read(Source("a" + suffix, suffix, data))

    assert kind in str(error.value)
    assert f"请安装 LibreOffice 或另存为 {wanted} / " in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7", ".doc"),
        (b"<html>", ".doc"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), ".xls"),
        (OLE, ""),
        (b"PK\x03\x04", ".odt"),
        ("一、总体情况".encode(), ".rtf"),
    ],
)
def test_other_files_are_left_alone(data: bytes, suffix: str) -> None:
    assert convert(Source("a" + suffix, suffix, data)) is None


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program in LibreOffice's place that starts a child and waits for ever."""
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(soffice, "TIME_LIMIT", 0.5)
    return tmp_path / "child"


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for LibreOffice")
def test_a_hanging_libreoffice_is_killed_with_its_children(hanging: Path) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableReport, match=r"LibreOffice 转换超时.* / LibreOffice took too long"):
        convert(Source("a.rtf", ".rtf", RTF))

    assert time.monotonic() - started < 30
    assert _ended(int(hanging.read_text(encoding="utf-8")))


def _ended(process: int) -> bool:
    """Tell whether a process is gone, or dead and only waiting to be collected."""
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{process}/stat")
        if status.is_file() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


CONVERTER = """\
from gouji import Document, Paragraph, Source, hookimpl

@hookimpl
def convert(source):
    return Source("other", ".half", source.data[:3]) if source.suffix == ".whole" else None

@hookimpl
def read(source):
    if source.suffix == ".half":
        return Document(source.name, "0", "half", (Paragraph(source.data.decode()),))
"""


def test_a_plugin_may_convert_and_the_document_keeps_name_and_hash(tmp_path: Path) -> None:
    (tmp_path / "acme.py").write_text(CONVERTER, encoding="utf-8")
    host = make_host(HostOptions(plugins_dir=(tmp_path,), plugins=(), own_only=True))
    document: Document = host.read(Source("folder/a.whole", ".whole", b"abcdef"))

    assert document.source == "folder/a.whole"
    assert document.sha256 == hashlib.sha256(b"abcdef").hexdigest()
    assert [block.text for block in document.blocks if not isinstance(block, Grid)] == ["abc"]
