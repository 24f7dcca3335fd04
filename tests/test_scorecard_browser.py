"""The pages in a real browser: on a screen, on a phone, by keyboard, on paper, and for those who use a screen reader."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from conftest import CHROMIUM
from gouji import Finding, Language, Run
from gouji_plugins.writers.scorecard import writers
from scorecard_report import cells, report
from scorecard_run import sample_run

FAULTY = "reports/shili-gonganju-2023.html"
NAMES = ("index.html", FAULTY, "reports/示例县-2023.html", "reports/empty.html")
SHARED = Path(__file__).parents[2] / "shared" / "reports"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


def write(run: Run, folder: Path) -> None:
    writers()[0].write(run, folder)


def flooded(run: Run) -> Run:
    """Return a run over one report with 300 findings of six rules."""
    of = report()
    columns = [column.id for column in of.tables["requests"].form.columns.values()]
    findings = tuple(Finding(f"第 {n} 处", cells(of, "requests", "granted", columns), "1", "0") for n in range(50))
    results = tuple(
        replace(result, findings=findings) if result.findings else result for result in run.reports[0].results
    )
    return replace(run, reports=(replace(run.reports[0], results=results),))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    made = {language: tmp_path_factory.mktemp(language.value) for language in Language}
    for language, folder in made.items():
        run = sample_run(language)
        write(replace(run, reports=(*run.reports, replace(run.reports[0], slug="earlier", year=2022))), folder)
    return made


@pytest.fixture
def page(browser: Browser, folders: dict[Language, Path]) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto((folders[Language.ZH] / FAULTY).as_uri())
    yield opened
    opened.close()


def printed(page: Page, path: Path) -> tuple[int, str]:
    """Print a page and return how many pages of A4 there are, and their text."""
    page.pdf(path=path, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(path) as document:
        assert [round(side) for side in document[0].get_size()] == [595, 842]
        return len(document), "".join(leaf.get_textpage().get_text_range() for leaf in document)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("language", "width", "scheme"), [(Language.EN, 390, "dark"), (Language.ZH, 1280, "light")])
def test_a_page_opens_quietly(
    browser: Browser,
    folders: dict[Language, Path],
    name: str,
    language: Language,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=width > 390
    )
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((folders[language] / name).as_uri())
    wide, title = page.evaluate("document.documentElement.scrollWidth"), page.title()
    context.close()

    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert wide <= width
    assert title != "owned"


def test_everything_can_be_read_without_script(browser: Browser, folders: dict[Language, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folders[Language.ZH] / FAULTY).as_uri())
    folds = page.locator("details:not([open]) > summary:visible")
    while folds.count():
        folds.first.click()
    expect(page.get_by_text("新收加结转等于办结加结转下年").first).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)
    context.close()


def test_every_item_is_one_line_until_it_is_opened(page: Page) -> None:
    expect(page.locator(".item")).to_have_count(6)
    heights = [box["height"] for each in page.locator(".item").all() if (box := each.bounding_box())]

    assert max(heights) < 110
    expect(page.locator(".group > .item[open]")).to_have_count(0)


def test_keys_lead_from_item_to_item_and_a_link_opens_one(page: Page) -> None:
    opened = page.locator(".item[open]")
    for key, id_ in (("j", "gid/review-total"), ("j", "gid/claim-received"), ("k", "gid/review-total")):
        page.keyboard.press(key)
        expect(page.locator(f"[id='{id_}'][open]")).to_be_visible()
        expect(opened).to_have_count(1)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.evaluate("location.hash = '#gid/extra-sections'")
    expect(page.locator("[id='gid/extra-sections'][open]")).to_have_count(1)

    assert outline == "solid"


def test_the_filter_holds_on_paper_and_a_link_lifts_it(page: Page, tmp_path: Path) -> None:
    visible, filled = page.locator(".item:visible"), page.locator(".filter input")
    page.locator(".filter [data-level=critical]").press("Enter")
    expect(visible).to_have_count(1)
    expect(visible).to_have_id("gid/review-total")
    _, text = printed(page, tmp_path / "narrow.pdf")

    assert "显示 1 / 6 项" in text
    assert "此格空白" not in text

    page.locator(".filter [data-level=critical]").press("Enter")
    filled.fill("附件")
    expect(visible).to_have_count(1)
    expect(page).to_have_url(re.compile("find="))
    kept = page.url
    page.locator(".filter [data-level=minor]").press("Enter")
    page.goto("about:blank")
    page.goto(kept)
    expect(filled, "the address keeps the filter").to_have_value("附件")
    expect(visible).to_have_count(1)
    page.evaluate("location.hash = '#gid/review-total'")
    expect(page.locator(".item[hidden]")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_the_print_holds_the_findings_and_the_annex_by_choice(
    browser: Browser, folders: dict[Language, Path], tmp_path: Path, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto((folders[Language.ZH] / FAULTY).as_uri())
    few, text = printed(page, tmp_path / "report.pdf")
    write(replace(sample_run(), annex=True), tmp_path)
    page.goto((tmp_path / FAULTY).as_uri())
    more, annexed = printed(page, tmp_path / "annexed.pdf")
    context.close()

    assert "整改建议" in text
    assert "新收加结转等于办结加结转下年" not in text
    assert "新收加结转等于办结加结转下年" in annexed
    assert few < more
    assert f"1 / {few}" in text, "the head numbers the pages"


def test_a_clean_report_prints_on_two_pages(browser: Browser, folders: dict[Language, Path], tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto((folders[Language.ZH] / "reports" / "clean.html").as_uri())
    pages, text = printed(page, tmp_path / "clean.pdf")
    page.close()

    assert pages <= 2
    assert "已检查的 2 项要求均符合" in text


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="no real reports at hand")
@pytest.mark.parametrize(("name", "most", "signed"), [("hongze_2023.pdf", 6, 1), ("shanghai_office_2019.html", 8, 2)])
def test_a_real_report_prints_on_few_pages(browser: Browser, tmp_path: Path, name: str, most: int, signed: int) -> None:
    from gouji import check

    write(check([SHARED / name]), tmp_path)
    page = browser.new_page()
    page.goto(next((tmp_path / "reports").iterdir()).as_uri())
    pages, _ = printed(page, tmp_path / "real.pdf")
    page.close()
    with pypdfium2.PdfDocument(tmp_path / "real.pdf") as document:
        texts = [leaf.get_textpage().get_text_range() for leaf in document]

    assert pages <= most
    assert next(number for number, text in enumerate(texts, 1) if "异议提出期限" in text) <= signed


@pytest.mark.parametrize("name", ["index.html", FAULTY])
@pytest.mark.parametrize(
    ("language", "scheme"), [pytest.param(Language.ZH, "light", marks=pytest.mark.slow), (Language.EN, "dark")]
)
def test_axe_finds_no_barrier(
    browser: Browser,
    folders: dict[Language, Path],
    tmp_path: Path,
    name: str,
    language: Language,
    scheme: Literal["light", "dark"],
) -> None:
    """The report's page has 300 findings, in light."""
    folder = folders[language]
    if name == FAULTY and scheme == "light":
        write(flooded(sample_run(language)), tmp_path)
        folder = tmp_path
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((folder / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = Axe().run(page).response["violations"]
    context.close()

    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []


def test_paper_tells_everything_without_colour(page: Page) -> None:
    """Severities, marked cells, doubts and the verdict differ in shape or brightness, not in hue alone."""
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('.item').forEach((each) => { each.open = true; })")
    looks = page.evaluate(
        """() => {
            const bright = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
                return a ? (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 : 1; };
            const of = (selector) => getComputedStyle(document.querySelector(selector));
            const level = (name) => { const style = of(`.fail .${name} .level`);
                return [style.borderTopStyle, bright(style.backgroundColor) < 0.4, bright(style.color) < 0.45]; };
            const cell = (selector) => [of(selector).outlineStyle, bright(of(selector).outlineColor) < 0.5];
            return { critical: level("critical"), major: level("major"), advice: level("advice"),
                cited: cell(".grid .c:not(.d)"), doubted: cell(".annex .d"), mark: of("mark").borderBottomStyle,
                stamp: of(".stamp").borderTopStyle };
        }"""
    )

    assert looks["critical"][1], "white on dark"
    assert (looks["major"][:2], looks["advice"][:2]) == (["solid", False], ["dashed", False])
    assert looks["major"][2], "dark on white"
    assert (looks["cited"], looks["doubted"][0]) == (["solid", True], "dashed")
    assert (looks["mark"], looks["stamp"]) == ("solid", "double")


@pytest.mark.parametrize("language", list(Language))
def test_an_agency_of_the_index_is_legible_at_any_width(
    browser: Browser, folders: dict[Language, Path], language: Language
) -> None:
    page = browser.new_page()
    page.goto((folders[language] / "index.html").as_uri())
    widths = []
    for width in (1440, 1100, 700, 390):
        page.set_viewport_size({"width": width, "height": 900})
        box = page.locator("#list .who").nth(1).bounding_box()
        widths.append(box["width"] if box else 0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()

    assert min(widths) > 120
