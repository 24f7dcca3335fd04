from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from gouji import Finding
from gouji_plugins.writers.scorecard import writers
from scorecard_report import cells, report
from scorecard_run import sample_run
from test_scorecard_browser import CHROMIUM

PAGE = "reports/shili-gonganju-2023.html"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    writers()[0].write(sample_run(), tmp_path)
    opened = browser.new_page()
    opened.goto((tmp_path / PAGE).as_uri())
    yield opened
    opened.close()


def shown(page: Page) -> list[str]:
    return [code.inner_text() for code in page.locator("article.rule:visible > header code").all()]


def test_severity_and_outcome_narrow_by_keyboard_alone(page: Page) -> None:
    everything = shown(page)
    minor = page.locator("#narrow button[data-severity=minor]")
    minor.focus()
    page.keyboard.press("Space")
    outlined = minor.evaluate("each => getComputedStyle(each).outlineStyle")

    assert outlined == "solid"
    assert minor.get_attribute("aria-pressed") == "true"
    assert shown(page) == ["gid/zero-fill", "gid/agency-name", "gid/requests-row-total"]
    assert page.locator("#narrow [role=status]").inner_text() == "显示 3 / 6 项"
    assert not page.locator("h3.level.critical").is_visible()

    page.locator("#narrow button[data-outcome=review]").press("Enter")
    assert shown(page) == ["gid/agency-name", "gid/requests-row-total"]

    page.locator("#narrow [data-all]").press("Enter")
    assert shown(page) == everything
    assert page.locator("#narrow [aria-pressed=true]").count() == 0


def test_words_narrow_too_and_a_link_widens(page: Page) -> None:
    page.locator("#narrow input").fill("附件")
    assert shown(page) == ["gid/extra-sections"]

    page.evaluate("location.hash = '#finding-1'")
    page.wait_for_function("document.querySelectorAll('.rule[hidden]').length === 0")
    assert page.locator("#finding-1").is_visible()


def test_a_narrowed_page_prints_whole(page: Page) -> None:
    page.locator("#narrow button[data-severity=minor]").click()
    page.emulate_media(media="print")

    assert page.locator("article.rule:visible").count() == 6


def test_a_page_of_200_findings_opens(browser: Browser, tmp_path: Path) -> None:
    run, of = sample_run(), report()
    columns = [column.id for column in of.tables["requests"].form.columns.values()]
    findings = tuple(
        Finding(f"第 {n} 处", cells(of, "requests", "granted", columns), "1", "0") for n in range(100)
    )  # fmt: skip
    twice = tuple(replace(result, findings=findings) for result in run.reports[0].results[:2])
    writers()[0].write(replace(run, reports=(replace(run.reports[0], results=twice),)), tmp_path)
    opened = browser.new_page()
    opened.goto((tmp_path / PAGE).as_uri())

    assert opened.locator("article.rule").count() == 2
    opened.close()
