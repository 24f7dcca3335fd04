"""The page over all reports in a real browser: from disk, with filters in the address, on a phone and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from conftest import CHROMIUM
from gouji_plugins.writers.scorecard import writers
from many_reports import many_reports

ROWS = "#list tbody tr:not(.group, .more)"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page over 2,450 reports, whose rows fill two data files."""
    folder, run = tmp_path_factory.mktemp("many"), many_reports(2_450)
    output = writers()[0].open(run, folder)
    for checked in run.reports:
        output.add(checked, run.score(checked))
    output.close()
    return (folder / "index.html").as_uri()


def test_filters_stand_in_the_address_and_reach_every_report(browser: Browser, address: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}#verdict=1&kind=2")
    status, rows = page.locator("[role=status]"), page.locator(ROWS)

    expect(status).to_contain_text("2401")
    expect(rows).to_have_count(200)
    expect(rows.locator(".v", has_text="需整改")).to_have_count(200)
    expect(page.locator(".pager span")).to_have_text("第 1 页，共 3 页")
    expect(page.locator("select[name=verdict]")).to_have_value("1")
    page.locator("input[name=find]").fill("示例镇102")
    expect(page).to_have_url(re.compile("find=%E7%A4%BA%E4%BE%8B%E9%95%87102$"))
    expect(rows.locator(".who a").filter(has_not_text="示例镇102")).to_have_count(0)
    page.locator("button[type=reset]").click()
    expect(page).to_have_url(address)
    expect(page.locator("#list tr.group")).to_have_count(3)
    page.locator("#list thead button", has_text="得分").click()
    expect(page).to_have_url(re.compile("#sort=score$"))
    expect(rows.locator(".s").first).to_contain_text(re.compile("^48 "))
    page.locator(".frequent a").first.click()
    expect(page).to_have_url(re.compile("#rule="))
    expect(status).to_contain_text("2401")
    assert said == []
    page.close()


def test_it_is_whole_without_script_and_without_its_data(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    alone = tmp_path / "index.html"
    alone.write_bytes(Path(address.removeprefix("file://")).read_bytes())
    other = browser.new_page()
    other.goto(alone.as_uri())

    expect(page.locator(ROWS)).to_have_count(200)
    expect(page.locator(f"{ROWS} .v").first).to_be_visible()
    expect(page.locator(f"{ROWS} .c").first).to_be_visible()
    expect(other.locator("[role=status]")).to_contain_text("index_data")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()
    other.close()


@pytest.mark.parametrize("fragment", ["", "#verdict=0"])
def test_it_prints_on_two_pages(browser: Browser, address: str, tmp_path: Path, fragment: str) -> None:
    page = browser.new_page()
    page.goto(address + fragment)
    expect(page.locator("form.filter")).to_be_visible()
    page.pdf(path=tmp_path / "index.pdf", prefer_css_page_size=True)
    page.close()
    with pypdfium2.PdfDocument(tmp_path / "index.pdf") as document:
        text = document[0].get_textpage().get_text_range()

        assert len(document) == 2
        assert "2401 份报告" in text
