"""Writes the pages: one compiled set of templates, one style and one script, inlined and named by hash."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gouji import CheckedReport, Run, Scorecard, Status, legible
from gouji_plugins.writers.scorecard.legible import clip
from gouji_plugins.writers.scorecard.portfolio import Portfolio
from gouji_plugins.writers.scorecard.report_page import report_page
from gouji_plugins.writers.scorecard.words import Words

HERE = Path(__file__).parent
STYLES = ("page", "score", "findings", "tables", "pictures", "print")


class Pages:
    """Writes a page for each checked report."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._folder, self._words = run, folder / "reports", Words(run.language)
        self._template = environment(run, self._words).get_template("report.html.jinja")
        self._folder.mkdir(exist_ok=True)

    def write(self, checked: CheckedReport, card: Scorecard) -> None:
        """Write a report's page."""
        if checked.status is Status.CHECKED:
            page = report_page(checked, card, self._run, self._words)
            _write(self._folder / f"{checked.slug}.html", self._template.render(page=page))


class Index:
    """The page over all reports, written at the end."""

    def __init__(self, run: Run, folder: Path) -> None:
        words = Words(run.language)
        self._path = folder / "index.html"
        self._template = environment(run, words).get_template("index.html.jinja")
        self._portfolio = Portfolio(run, words)

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report's line."""
        self._portfolio.add(checked, card)

    def close(self) -> None:
        """Write the page."""
        _write(self._path, self._template.render(page=self._portfolio.page()))


def environment(run: Run, words: Words) -> Environment:
    """Return the templates with everything that all pages of a run share; whatever they print is made legible."""
    pages = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printing(words("truncated")),
    )
    style = "\n".join(_own(f"styles/{name}.css") for name in STYLES)
    script = _own("script.js")
    pages.globals |= {
        "w": words,
        "run": run,
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
        "link": lambda slug: quote(f"reports/{slug}.html"),
        "sibling": lambda slug: quote(f"{slug}.html"),
    }
    return pages


def _printing(notice: str) -> Callable[[object], object]:
    def shown(value: object) -> object:
        if type(value) is not str:
            return "" if value is None else value
        return legible(clip(value, notice))

    return shown


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _own(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _write(path: Path, html: str) -> None:
    path.write_text(html, encoding="utf-8", newline="\n")
