"""The letters of a run, one file each."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from gouji import CheckedReport, Run, Scorecard
from gouji_plugins.writers.notice.content import Letter, addressee, is_due, problems, reviews, values
from gouji_plugins.writers.notice.template import Template, TemplateUnusable, fill, read_template
from gouji_plugins.writers.shared.words import Words

VARIABLE = "GOUJI_NOTICE_TEMPLATE"


class Letters:
    """A letter for each agency with failed findings; a report without a known agency gets one of its own."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._words, self._folder = run, Words(run.language), folder / "notices"
        self._template = _template(self._words)
        self._due: dict[str, list[int]] = {}
        self._seen = 0

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Note whether a report calls for a letter."""
        if is_due(checked):
            self._due.setdefault(addressee(checked), []).append(self._seen)
        self._seen += 1

    def close(self) -> None:
        """Write all letters into a folder, which is made only where there is one to write."""
        if self._due:
            self._folder.mkdir(exist_ok=True)
        for numbers in self._due.values():
            reports = tuple(self._run.reports[number] for number in numbers)
            self._write(Letter(reports[0].agency.name, reports))

    def _write(self, letter: Letter) -> None:
        run, words = self._run, self._words
        lists = {"list": problems(letter, run, words), "reviews": reviews(letter, run, words)}
        fill(self._template, values(letter, run, words), lists, self._folder / f"{letter.slug}.docx")


def _template(words: Words) -> Template:
    own = os.environ.get(VARIABLE)
    if not own:
        name = f"notice_{words.language.value}.docx"
        return read_template(files("gouji_plugins.writers.notice").joinpath(name).read_bytes(), name)
    try:
        data = Path(own).read_bytes()
    except OSError as error:
        raise TemplateUnusable(f"{VARIABLE}={own}: {error.strerror or error}") from error
    return read_template(data, Path(own).name)
