"""Gouji called from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import gouji

SAMPLES = Path(__file__).parent.parent / "reports_in"
CLEAN = SAMPLES / "示例市教育局_2024.docx"


def test_from_python() -> None:
    run = gouji.check([SAMPLES / "示例市住房和城乡建设局_2020.html"], language="en")
    report = gouji.read_report(CLEAN)

    assert [report.status for report in run.reports] == [gouji.Status.CHECKED]
    assert report.frame("requests").loc["new_received", "total"] == report.table("requests").figures[
        "new_received", "total"
    ].value  # fmt: skip
    assert gouji.read_document(CLEAN).reader == "docx"


PACK = 'id = "county"\nversion = "1"\ntitle = "County"\nextends = "gid"\n'
READER = """
from gouji import Document, Paragraph, hookimpl

@hookimpl
def read(source):
    if source.suffix == ".acme":
        return Document(source.name, "0", "acme", (Paragraph(source.data.decode()),))
"""


def test_the_functions_that_read_take_packs_plugins_and_configuration(tmp_path: Path) -> None:
    for folder, name, text in (("county", "pack.toml", PACK), ("plugins", "acme.py", READER), ("", "a.acme", "甲")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "our.toml").write_text("[limits]\nfile_bytes = 2\n", encoding="utf-8")
    own = {"packs": [tmp_path / "county"], "plugins_dir": tmp_path / "plugins"}

    assert gouji.read_document(tmp_path / "a.acme", **own).reader == "acme"  # type: ignore[arg-type]
    assert gouji.read_report(CLEAN, **own).form.id == "gid-2021"  # type: ignore[arg-type]
    assert gouji.read_document(tmp_path / "a.acme").reader == "text"
    with pytest.raises(gouji.UnreadableReport, match="larger than"):
        gouji.read_document(tmp_path / "a.acme", **own, config=tmp_path / "our.toml")  # type: ignore[arg-type]
    with pytest.raises(gouji.PackInvalid, match="nowhere"):
        gouji.read_report(CLEAN, packs=["nowhere"])


def test_a_plugin_that_was_edited_is_loaded_anew_for_the_next_file(tmp_path: Path) -> None:
    (tmp_path / "a.acme").write_text("甲", encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    plugin = tmp_path / "plugins" / "acme.py"
    plugin.write_text(READER, encoding="utf-8")

    assert gouji.read_document(tmp_path / "a.acme", plugins_dir=tmp_path / "plugins").reader == "acme"
    plugin.write_text(READER.replace('"acme"', '"acme2"'), encoding="utf-8")
    assert gouji.read_document(tmp_path / "a.acme", plugins_dir=tmp_path / "plugins").reader == "acme2"


def test_files_read_from_python_share_their_forms() -> None:
    first, second = gouji.read_report(CLEAN), gouji.read_report(CLEAN)

    assert first.form is second.form
