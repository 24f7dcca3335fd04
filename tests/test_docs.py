"""The documentation: every command and every file on its pages works, in both languages, and the site is built offline."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from doc_blocks import CodeBlock, DocSection, run_section, sections_of

DOCS = ROOT / "docs"
RUN = ["tutorial.md", "howto.md", "testing.md"]
"""Pages whose blocks are run."""
TRANSLATED = ["tutorial.md", "howto.md"]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(path for path in DOCS.glob("*.md"))]


def _sections() -> list[Any]:
    pages = [(name, section) for name in RUN for section in sections_of(DOCS / name)]
    return [pytest.param(section, id=f"{name}: {section.title}") for name, section in pages]


@pytest.mark.slow
@pytest.mark.parametrize("section", _sections())
def test_what_a_page_says_works_in_an_empty_folder(section: DocSection, tmp_path: Path) -> None:
    run_section(section, tmp_path)


@pytest.mark.parametrize("section", [each for each in _sections() if each.values[0].exercise])
def test_exercises_are_as_short_as_they_promise(section: DocSection) -> None:
    assert section.lines <= section.most_lines, section.lines


@pytest.mark.parametrize("name", TRANSLATED)
def test_both_languages_hold_the_same_code(name: str) -> None:
    own, other = (list(sections_of(page)) for page in (DOCS / name, DOCS / name.replace(".md", ".zh.md")))

    assert [section.blocks for section in other] == [section.blocks for section in own]
    assert [section.exercise for section in other] == [section.exercise for section in own]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_reads_as_what_it_is(page: Path) -> None:
    for section in sections_of(page):
        for block in section.blocks:
            _read(block)


def _read(block: CodeBlock) -> None:
    """Read a block as its language; python with … in place of words is still python."""
    if block.language == "toml":
        tomllib.loads(block.text)
    elif block.language == "python":
        ast.parse(block.text)
    elif block.language == "json":
        json.loads(block.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`]*`", "", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\((?!https?:|#|reference/)([^)#\s]+)", text):  # the reference is made with the site
        assert (page.parent / target).exists(), target


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    build = pytest.importorskip("mkdocs.commands.build")
    config = pytest.importorskip("mkdocs.config")
    made = config.load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"), strict=True)
    build.build(made)

    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= 15
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?://(?!example)[^"]*"', text), (
            page.name
        )
