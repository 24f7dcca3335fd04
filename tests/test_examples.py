"""Every public name says what it is and shows it: its example is run."""

from __future__ import annotations

import doctest
import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import gouji
import gouji.testing
import gouji_rules.gid.testing
from conftest import ROOT
from gouji.cli import gouji as commands
from gouji.testing import document_of, page_of, report_of, run_of

NAMES = [pytest.param(module, name, id=name) for module in (gouji, gouji.testing) for name in module.__all__]


@pytest.fixture(scope="module")
def site() -> ModuleType:
    """Load what makes the reference."""
    spec = importlib.util.spec_from_file_location("site_of_docs", ROOT / "docs" / "site.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Give what all examples may use, as the reference says, and the files in the working folder."""
    report = report_of("gid-2021", requests={"new_received.total": 5}, overview="今年收到申请5件。")
    run = run_of([report], ["gid/review-total", "gid/requests-row-total"], language="en")
    names = {name: getattr(module, name) for module in (gouji, gouji.testing) for name in module.__all__}
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("examples"))
    Path("2023.html").write_text(page_of(document_of("gid-2021", year=2023)), encoding="utf-8")
    commands.main(["new", "rule", "acme/hotline"], standalone_mode=False)
    yield {**names, "report": report, "run": run}
    os.chdir(before)


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_its_example_comes_out(module: ModuleType, name: str, site: ModuleType, known: dict[str, Any]) -> None:
    words = site.words_of(name, module)
    example = doctest.DocTestParser().get_doctest(words, {**known, "__name__": "examples"}, name, None, None)
    said: list[str] = []

    assert words[:1].isupper()
    assert example.examples, f"{name} has no example"
    doctest.DocTestRunner(verbose=False).run(example, out=said.append)
    assert not said, "".join(said)


def test_the_reference_shows_examples_as_code(site: ModuleType) -> None:
    page = site.api_page()

    assert page.count("```pycon") == len(NAMES)
    assert "\n```pycon\n>>> run, run.totals.files\n" in page


def test_the_example_of_the_generator_comes_out() -> None:
    assert doctest.testmod(gouji_rules.gid.testing) == (0, 2)
