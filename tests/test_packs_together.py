"""Several packs installed: each report goes to its own, and what is found does not depend on the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from gouji.checking import Order, bind_document
from gouji.errors import NotAReport
from gouji.files import find_files
from gouji.host import Host, HostOptions, make_host
from gouji.model.document import Source
from gouji.model.report import Report
from gouji.model.text import Language
from gouji.run import check_files, make_run
from gouji_rules.gid.testing import lawful
from gouji_rules.gid.testing import to_html as to_page
from pack_files import RULE
from water_reports import WRITTEN, before_2020, sound, to_docx, to_html

PACKS = Path(__file__).parent / "packs"
WATER, SHUIZHI = PACKS / "water", PACKS / "shuizhi"
CHINESE = """<html lang="zh"><meta charset="utf-8"><title>水质</title><body><h1>示例市供水公司2023年度水质报告</h1>
<p>2024年3月1日</p><h2>一、供水概况</h2><p>本公司有两个水厂。</p><h2>二、检测结果</h2>
<table><tr><td>水厂</td><td>采样数</td><td>合格数</td><td>不合格数</td></tr>
<tr><td>东厂</td><td>1,200</td><td>1,190</td><td>10</td></tr><tr><td>合肥路水厂</td><td>300</td><td>300</td><td>0</td></tr>
<tr><td>合计</td><td>1,500</td><td>1,490</td><td>10</td></tr></table>
<h2>三、联系方式</h2><p>电话：0000-0000000。</p></body></html>"""


def _options(folder: Path, *packs: Path) -> HostOptions:
    """Write a plugin that brings packs, as an installed package does."""
    paths = ", ".join(f"Path({str(pack)!r})" for pack in packs)
    text = f"from pathlib import Path\nfrom gouji import hookimpl\n\n@hookimpl\ndef packs():\n    return [{paths}]\n"
    folder.mkdir()
    (folder / "zz_packs.py").write_text(text, encoding="utf-8")
    shutil.copy(PACKS / "water_xml.py", folder)
    return HostOptions(plugins_dir=(folder,), own_only=True)


def _host(folder: Path, *packs: Path) -> Host:
    return make_host(_options(folder / "plugins", *packs))


def _bound(host: Host, suffix: str, data: bytes) -> Report:
    return bind_document(host.read(Source(f"report{suffix}", suffix, data)), host)


def _checked(folder: Path, packs: Sequence[Path], reports: Path) -> list[dict[str, Any]]:
    """Check a folder; return the reports as run.json holds them."""
    options, files = _options(folder, *packs), find_files([reports])
    host = make_host(options)
    run = make_run(host, check_files(files, host, Order(options)), files, Language.EN)
    out = folder / "out"
    out.mkdir()
    host.writers["json"].write(run, out)
    found: list[dict[str, Any]] = json.loads((out / "run.json").read_text(encoding="utf-8"))["reports"]
    return found


def test_results_do_not_depend_on_other_packs(tmp_path: Path) -> None:
    folder = ROOT / "reports_in"
    alone, two, three = (
        json.dumps(_checked(tmp_path / str(len(packs)), packs, folder)) for packs in ((), (WATER,), (WATER, SHUIZHI))
    )

    assert '"form": "gid-2021"' in alone
    assert two == alone
    assert three == alone


NEAR = """
id = "aa_near"
version = "1"
locale = "zh"
languages = ["en", "zh"]
title = { zh = "近似报告", en = "Near reports" }
titles = ["信息公开", "年度报告", "政府信息公开工作年度报告书"]
[themes.arithmetic]
title = { zh = "别的", en = "Other" }
weight = 9
"""


def _install_near_pack(site: Path) -> None:
    """Install, before Gouji's own, a pack of the same forms, with near titles, another language and themes of the same names."""
    forms = ROOT / "rules" / "gouji_rules" / "gid" / "forms"
    shutil.copytree(forms, site / "near" / "forms")
    (site / "near" / "rules").mkdir()
    (site / "near" / "rules" / "balance.toml").write_text(RULE, encoding="utf-8")
    (site / "near" / "pack.toml").write_text(NEAR, encoding="utf-8")
    brings = "from pathlib import Path\nfrom gouji import hookimpl\n@hookimpl\ndef packs():\n    return [Path(__file__).parent / 'near']\n"
    (site / "aa_near.py").write_text(brings, encoding="utf-8")
    (site / "aa_near-1.dist-info").mkdir()
    (site / "aa_near-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: aa_near\nVersion: 1\n")
    (site / "aa_near-1.dist-info" / "entry_points.txt").write_text("[gouji]\naa_near = aa_near\n")


def _pages(folder: Path, reports: Path, *more: str) -> dict[str, bytes]:
    """Check a folder with the installed plugins of this distribution and more; return the pages by name."""
    own = [point.name for point in entry_points(group="gouji") if point.value.startswith("gouji_")]
    options, files = HostOptions(plugins=(*own, *more)), find_files([reports])
    host = make_host(options)
    out = folder / "out"
    out.mkdir(parents=True)
    host.writers["html"].write(make_run(host, check_files(files, host, Order(options)), files), out)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_pages_do_not_depend_on_a_pack_of_the_same_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    school = lawful(4)
    school = replace(school, title="示例师范大学2022年政府信息公开工作年度报告")
    (reports / "示例师范大学_2022.html").write_text(to_page(school), encoding="utf-8")
    for name in ("示例市教育局_2024.docx", "示例市自然资源局_2024.html", "示例区民政局_2021.txt"):
        shutil.copy(ROOT / "reports_in" / name, reports)
    alone = _pages(tmp_path / "alone", reports)
    _install_near_pack(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))

    both = _pages(tmp_path / "both", reports, "aa_near")

    assert b'<html lang="zh-CN">' in alone["index.html"]
    assert both == alone


def test_reports_of_several_packs_are_checked_in_one_run(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.docx").write_bytes(to_docx(sound()))
    (folder / "b.xml").write_bytes(WRITTEN[".xml"](sound()))
    (folder / "c.html").write_bytes(to_html(before_2020()))
    (folder / "d.html").write_text(CHINESE, encoding="utf-8")
    (folder / "e.html").write_text(
        "<p>Minutes of the board of June 3, 2024</p><p>All were there.</p>", encoding="utf-8"
    )
    shutil.copy(ROOT / "reports_in" / "示例市教育局_2024.docx", folder / "f.docx")

    reports = _checked(tmp_path / "run", (WATER, SHUIZHI), folder)
    found = [(each["form"], each["year"], each["status"]) for each in reports]
    packs = [{result["rule"].partition("/")[0] for result in each["results"]} for each in reports]

    assert found == [
        ("water-2020", 2023, "checked"), ("water-2020", 2023, "checked"), ("water-2015", 2018, "checked"),
        ("shuizhi-2020", 2023, "checked"), (None, None, "not_a_report"), ("gid-2021", 2024, "checked"),
    ]  # fmt: skip
    assert packs == [{"water"}, {"water"}, {"water"}, {"shuizhi"}, set(), {"gid"}]
    assert [each["score"] for each in reports[:4]] == [100, 100, 100, 100]


def test_a_report_in_chinese_of_another_pack_is_read_right(tmp_path: Path) -> None:
    report = _bound(_host(tmp_path, WATER, SHUIZHI), ".html", CHINESE.encode())

    assert (report.pack, report.agency, report.year) == ("shuizhi", "示例市供水公司", 2023)
    assert report.published == date(2024, 3, 1)
    assert [section.id for section in report.sections] == ["overview", "results", "contact"]
    assert [(f.row, int(f.value or 0)) for f in report.figures if f.column == "taken"] == [
        ("plant[东厂]", 1200), ("plant[合肥路水厂]", 300), ("total", 1500),
    ]  # fmt: skip
    assert report.doubts == ()


@pytest.mark.parametrize("packs", [(WATER,), (WATER, SHUIZHI), ()])
def test_what_no_pack_knows_is_no_report(tmp_path: Path, packs: tuple[Path, ...]) -> None:
    with pytest.raises(NotAReport, match="neither title, sections nor tables"):
        _bound(_host(tmp_path, *packs), ".html", b"<p>Minutes of the board</p><p>All were there.</p>")


def _twin(folder: Path, **changes: str) -> Path:
    """Copy the pack in English under another id, with words of its files changed."""
    shutil.copytree(WATER, folder / "twin")
    for path in (folder / "twin").rglob("*.toml"):
        text = (
            path.read_text("utf-8")
            .replace('id = "water"', 'id = "twin"')
            .replace("Annual water quality reports", "Twins")
        )
        for old, new in changes.items():
            text = text.replace(old.replace("_", " "), new)
        path.write_text(text, encoding="utf-8")
    return folder / "twin"


def test_a_close_call_between_packs_is_a_doubt(tmp_path: Path) -> None:
    report = _bound(_host(tmp_path, WATER, _twin(tmp_path)), ".html", to_html(sound()))

    assert report.pack == "twin"  # of equals the first by id
    assert [doubt.message.en for doubt in report.doubts] == ["it may also be one of: Annual water quality reports"]


def test_a_pack_with_other_words_is_not_close(tmp_path: Path) -> None:
    twin = _twin(
        tmp_path, Samples_taken="Probes", Water_Quality="Air Quality", Contaminant="Gas", Lead="Radon", Copper="Ozone"
    )
    report = _bound(_host(tmp_path, twin, WATER), ".html", to_html(sound()))

    assert report.pack == "water"
    assert report.doubts == ()


@pytest.mark.parametrize("title", ["Air Quality Report", "Water and Air Report"])
def test_headings_and_tables_outweigh_a_title(tmp_path: Path, title: str) -> None:
    air = _twin(tmp_path, Water_Quality="Air Quality", Consumer_Confidence="Water and Air")
    for path in air.rglob("forms/*.toml"):
        text = path.read_text("utf-8").replace('heading = "', 'heading = "Air: ').replace('label = "', 'label = "Air: ')
        path.write_text(text.replace('also = ["', 'also = ["Air: '), encoding="utf-8")
    page = to_html(sound()).replace(b"Water Quality Report", title.encode())

    report = _bound(_host(tmp_path, WATER, air), ".html", page)

    assert report.pack == "water"


def test_a_title_decides_between_packs_of_the_same_form(tmp_path: Path) -> None:
    twin = _twin(tmp_path, Water_Quality="Quality", Consumer_Confidence="Confidence")
    report = _bound(_host(tmp_path, WATER, twin), ".html", to_html(sound()))

    assert (report.pack, report.doubts) == ("water", ())


def test_an_installed_pack_that_extends_another_takes_part_only_where_it_is_named(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    (overlay / "pack.toml").write_text(
        'id = "overlay"\nversion = "1"\nextends = "water"\ntitle = { zh = "叠加", en = "Overlay" }\n', encoding="utf-8"
    )
    options = _options(tmp_path / "plugins", overlay, WATER)
    all_packs, named = make_host(options), make_host(replace(options, packs=("overlay",)))

    assert _bound(all_packs, ".html", to_html(sound())).pack == "water"
    assert _bound(named, ".html", to_html(sound())).pack == "overlay"
    assert all_packs.packs[-1].id == "water"


def test_ids_of_tables_that_two_packs_share_prove_nothing(tmp_path: Path) -> None:
    host = _host(tmp_path, WATER)
    document = host.read(Source("report.xml", ".xml", WRITTEN[".xml"](sound())))
    requests = tuple(figure._replace(table="requests") for figure in document.figures)

    with pytest.raises(NotAReport):
        bind_document(replace(document, figures=requests, blocks=(), title=""), host)
