"""Writes the pages: one compiled set of templates, one style and one script, inlined and named by hash."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from gouji import CheckedReport, Language, Run, Scorecard, Severity, Status, legible, points
from gouji_plugins.writers.scorecard.index_html import values_of
from gouji_plugins.writers.scorecard.index_page import IndexPage
from gouji_plugins.writers.scorecard.legible import LONGEST, clip
from gouji_plugins.writers.scorecard.report_page import ReportPages
from gouji_plugins.writers.scorecard.words import IndexWords, Words

HERE = Path(__file__).parent
OF_ITEMS = (
    "number", "where", "actual", "expected", "basis", "severity", "points", "upheld", "boxes", "review", "remedy", "remedy_if", "note",
    "link_here",
)  # fmt: skip
"""Words that recur in every item, escaped once."""
LONGEST_HEAD = 120
"""Characters of the head printed on every page."""
_AROUND_MARKS, _AFTER_COLON = re.compile(r"\s*([{};,>])\s*"), re.compile(r":\s+")
REPORT, INDEX = "report.html.jinja", "index.html.jinja"
WORDS: Mapping[str, type[Words] | type[IndexWords]] = {REPORT: Words, INDEX: IndexWords}
INDEX_STYLES = ("index",)
DATA_BESIDE = " 'self' file:"
"""Scripts beside the page, also where it is opened from disk."""
REPORT_STYLES = ("report", "report_print")


class Pages:
    """Writes a page for each checked report."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._folder, self._words = folder / "reports", Words(run.language)
        self._template = _template(REPORT, run.language)
        self._annex = run.annex
        self._reports = ReportPages(run, self._words)
        self._style, self._script = _styles(REPORT_STYLES), _script("report")
        self._said = {key: escape(self._words(key)) for key in (*OF_ITEMS, *Severity)}
        self._folder.mkdir(exist_ok=True)

    def write(self, checked: CheckedReport, card: Scorecard) -> None:
        """Write a report's page."""
        if checked.status is Status.CHECKED:
            page = self._reports.page(checked, card)
            head = self._head(f"{page.agency} {checked.year or ''} {self._words('report_title')}")
            html = self._template.render(
                page=page, annex=self._annex, say=self._said, style=self._style, script=self._script, head=Markup(head),
                policy=_policy((self._style, head), self._script),
            )  # fmt: skip
            _write(self._folder / f"{checked.slug}.html", html)

    def _head(self, said: str) -> str:
        """Return the style that says what is printed at the head of every page, and what in a blank cell."""
        top = f"@page{{@top-left{{content:{_in_style(legible(said)[:LONGEST_HEAD])}}}}}"
        return f"{top}.b::before,tbody td:empty::before{{content:{_in_style(self._words('blank'))}}}"


class Index:
    """The page over all reports, written at the end."""

    def __init__(self, run: Run, folder: Path) -> None:
        words = IndexWords(run.language)
        self._folder = folder
        self._template = _template(INDEX, run.language)
        self._index = IndexPage(run, words)

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report's line."""
        self.take(self.piece(checked, card))

    def piece(self, checked: CheckedReport, card: Scorecard) -> str:
        """Return a report's line."""
        return self._index.drawn(checked, card)

    def take(self, piece: str) -> None:
        """Take the line of the next report."""
        self._index.take(piece)

    def close(self) -> None:
        """Write the page, and its data beside it."""
        self._index.finish(self._folder)
        style, script = _styles(INDEX_STYLES), _script("index")
        policy = _policy((style,), script, DATA_BESIDE)
        html = self._template.render(values_of(self._index), style=style, script=script, policy=policy)
        _write(self._folder / "index.html", html)


@lru_cache(maxsize=4)
def _template(name: str, language: Language) -> Template:
    """Return a template with its words; whatever it prints is made legible."""
    words = WORDS[name](language)
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printing(words("truncated")),
        bytecode_cache=_kept_templates(),
    )
    templates.globals |= {
        "w": words,
        "points": points,
        "link": lambda slug: quote(f"reports/{slug}.html"),
        "sibling": lambda slug: quote(f"{slug}.html"),
    }
    return templates.get_template(name)


def _kept_templates() -> BytecodeCache | None:
    """Keep compiled templates in the user's own temporary folder, where there is one, for the next process."""
    try:
        return FileSystemBytecodeCache()
    except (RuntimeError, OSError):
        return None


def _printing(notice: str) -> Callable[[object], object]:
    def shown(value: object) -> object:
        if type(value) is not str:
            return "" if value is None else value
        return legible(value if len(value) <= LONGEST else clip(value, notice))

    return shown


def _styles(names: Sequence[str]) -> Markup:
    return Markup("".join([_packed(_own(f"styles/{name}.css")) for name in names]))


def _script(name: str) -> Markup:
    """Return a script without its indentation."""
    return Markup("\n".join([line.strip() for line in _own(f"{name}.js").splitlines()]))


def _packed(style: str) -> str:
    """Return a style without the spaces that only its author needs."""
    return _AFTER_COLON.sub(":", _AROUND_MARKS.sub(r"\1", style)).replace(";}", "}").strip()


def _in_style(said: str) -> str:
    """Return a text as a style writes it; whatever is no letter or digit is written as its code."""
    return '"{}"'.format("".join(each if each.isalnum() else f"\\{ord(each):x} " for each in said))


def _policy(styles: Sequence[str], script: str, further: str = "") -> str:
    own = " ".join(f"'{_hash(style)}'" for style in styles)
    return (
        f"default-src 'none'; style-src {own}; script-src '{_hash(script)}'{further}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _own(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _write(path: Path, html: str) -> None:
    path.write_bytes(html.encode())
