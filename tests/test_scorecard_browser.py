from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from gouji import Language
from gouji_plugins.writers.scorecard import writers
from scorecard_run import sample_run

CHROMIUM = Path("/usr/bin/chromium")
NAMES = ("index.html", "reports/shili-gonganju-2023.html", "reports/示例县-2023.html", "reports/empty.html")

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


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    made = {language: tmp_path_factory.mktemp(language.value) for language in Language}
    for language, folder in made.items():
        writers()[0].write(sample_run(language), folder)
    return made


@dataclass
class Visit:
    """A page opened in the browser with what it asked for and complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: Path) -> None:
        self.page.goto(path.as_uri())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("width", "scheme", "script"), [(390, "dark", False), (1280, "light", True)])
def test_a_page_opens_quietly(
    browser: Browser,
    folders: dict[Language, Path],
    name: str,
    language: Language,
    width: int,
    scheme: str,
    script: bool,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    visit = Visit(context.new_page())
    visit.open(folders[language] / name)
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    title = visit.page.title()
    context.close()

    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith(("file:", "data:"))] == []
    assert len(visit.requests) <= 2
    assert wide <= width
    assert title != "owned"


def test_everything_can_be_read_without_script(browser: Browser, folders: dict[Language, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folders[Language.ZH] / NAMES[1]).as_uri())
    folds = page.locator("details:not([open]) > summary")
    while folds.count():
        folds.first.click()
    passed = page.get_by_text("新收加结转等于办结加结转下年").first.is_visible()
    buttons = page.locator("button:visible").count()
    context.close()

    assert passed
    assert buttons == 0


def test_a_fold_opens_by_keyboard_and_by_link(browser: Browser, folders: dict[Language, Path]) -> None:
    page = browser.new_page()
    page.goto((folders[Language.ZH] / NAMES[1]).as_uri())
    page.locator("#why > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".counts a[href='#outcome-error']").click()

    assert page.locator("#why").get_attribute("open") is not None
    assert page.locator("#outcome-error").get_attribute("open") is not None
    page.close()


def test_evidence_links_to_the_cell_and_back(browser: Browser, folders: dict[Language, Path]) -> None:
    page = browser.new_page()
    page.goto((folders[Language.ZH] / NAMES[1]).as_uri())
    page.locator("#finding-1 .pieces > summary").click()
    page.locator("#finding-1 a.raw").last.click()
    cell = page.locator("td:target")

    assert cell.get_attribute("id") == "cell-review-reconsideration-total"
    cell.locator("a").first.click()
    assert page.url.endswith("#finding-1")
    page.close()


def test_the_portfolio_sorts_and_filters(browser: Browser, folders: dict[Language, Path]) -> None:
    page = browser.new_page()
    page.goto((folders[Language.ZH] / "index.html").as_uri())
    rows = page.locator("#portfolio tbody tr")
    header = page.locator("#portfolio thead th").nth(3)
    header.locator("button").click()

    assert header.get_attribute("aria-sort") == "ascending"
    header.locator("button").click()
    assert "100.00" in rows.first.inner_text()
    page.locator("input[type=search]").fill("司法局")
    assert page.locator("#portfolio tbody tr:visible").count() == 1
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_the_print_holds_what_is_folded(
    browser: Browser, folders: dict[Language, Path], tmp_path: Path, script: bool
) -> None:
    import pypdfium2

    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto((folders[Language.ZH] / NAMES[1]).as_uri())
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    context.close()
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as document:
        size = document[0].get_size()
        text = "".join(leaf.get_textpage().get_text_range() for leaf in document)

    assert [round(side) for side in size] == [595, 842]
    assert "gid/requests-balance" in text
    assert "得分以 79.00 为限" in text
