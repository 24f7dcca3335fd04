"""The page over all reports in a real browser: from disk, with filters in the address, on a phone and on paper."""

from __future__ import annotations

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
    expect(page.locator("[role=status]")).to_contain_text("2401")
    pages = page.locator(".pager span").inner_text()

    assert page.locator(ROWS).count() == 200
    assert set(page.locator(f"{ROWS} .v").all_inner_texts()) == {"需整改"}
    assert pages == "第 1 页，共 3 页"
    assert page.locator("select[name=verdict]").input_value() == "1"
    page.locator("input[name=find]").fill("示例镇102")
    assert page.url.endswith("find=%E7%A4%BA%E4%BE%8B%E9%95%87102")
    assert all("示例镇102" in name for name in page.locator(f"{ROWS} .who a").all_inner_texts())
    page.locator("button[type=reset]").click()
    assert page.url == address
    assert page.locator("#list tr.group").count() == 3
    page.locator("#list thead button", has_text="得分").click()
    assert page.url.endswith("#sort=score")
    assert page.locator(f"{ROWS} .s").first.inner_text().startswith("48 ")
    page.locator(".frequent a").first.click()
    page.wait_for_url("**#rule=*")
    assert "2401" in page.locator("[role=status]").inner_text()
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

    assert page.locator(ROWS).count() == 200
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(f"{ROWS} .v").first.is_visible()
    assert page.locator(f"{ROWS} .c").first.is_visible()
    assert "index_data" in other.locator("[role=status]").inner_text()
    context.close()
    other.close()


@pytest.mark.parametrize("fragment", ["", "#verdict=0"])
def test_it_prints_on_two_pages(browser: Browser, address: str, tmp_path: Path, fragment: str) -> None:
    page = browser.new_page()
    page.goto(address + fragment)
    page.wait_for_selector(".filter:not([hidden])")
    page.pdf(path=tmp_path / "index.pdf", prefer_css_page_size=True)
    page.close()
    with pypdfium2.PdfDocument(tmp_path / "index.pdf") as document:
        text = document[0].get_textpage().get_text_range()

        assert len(document) == 2
        assert "2401 份报告" in text
