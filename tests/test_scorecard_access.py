"""The pages hold no barrier that axe-core finds, in both languages, by day and by night."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, sync_playwright

from gouji import Language
from gouji_plugins.writers.scorecard import writers
from scorecard_run import sample_run
from test_scorecard_browser import CHROMIUM

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
        run = sample_run(language)
        earlier = replace(run.reports[0], slug="earlier", year=2022)
        writers()[0].write(replace(run, reports=(*run.reports, earlier)), folder)
    return made


@pytest.mark.parametrize("name", ["index.html", "reports/shili-gonganju-2023.html"])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(
    browser: Browser, folders: dict[Language, Path], name: str, language: Language, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((folders[language] / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = Axe().run(page).response["violations"]
    context.close()

    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []
