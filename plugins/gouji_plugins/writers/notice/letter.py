"""The letters of a run, one file each."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from gouji import CheckedReport, Run, Scorecard
from gouji_plugins.writers.notice.fields import rows, values
from gouji_plugins.writers.notice.items import Letter, is_due
from gouji_plugins.writers.notice.template import Template, TemplateUnusable, fill, read_template
from gouji_plugins.writers.shared.words import Words

VARIABLE = "GOUJI_NOTICE_TEMPLATE"
HERE = Path(__file__).parent


class Letters:
    """A letter for each agency that has something to mend; a report without a known agency gets one of its own."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._words, self._folder = run, Words(run.language), folder / "notices"
        self._template = cache(lambda pack: _template(run, pack))
        self._template(None)
        self._due: dict[str, list[int]] = {}
        self._seen = 0

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Note whether a report calls for a letter."""
        if is_due(checked, self._run):
            self._due.setdefault(_addressee(checked, self._run), []).append(self._seen)
        self._seen += 1

    def close(self) -> None:
        """Write all letters into a folder, which is made only where there is one to write."""
        if self._due:
            self._folder.mkdir(exist_ok=True)
        for numbers in self._due.values():
            self._write(Letter.of(tuple(self._run.reports[number] for number in numbers), self._run))

    def _write(self, letter: Letter) -> None:
        run, words = self._run, self._words
        template = self._template(letter.reports[0].pack)
        fill(template, values(letter, run, words), rows(letter, run, words), self._folder / f"{letter.slug}.docx")


def _addressee(checked: CheckedReport, run: Run) -> str:
    """Return what reports have in common that one letter speaks of: the agency, or a report's own name where none is known."""
    return run.agency_of(checked.agency) or f"\0{checked.slug}"


def _template(run: Run, pack: str | None) -> Template:
    """Return the office's own template, else that of the pack, else the general one."""
    if own := os.environ.get(VARIABLE):
        try:
            return read_template(Path(own).read_bytes(), Path(own).name)
        except OSError as error:
            raise TemplateUnusable(f"{VARIABLE}={own}: {error.strerror or error}") from error
    name = f"notice_{run.language.value}.docx"
    path = next(
        (f / "letters" / name for f in run.folders.get(pack, ()) if (f / "letters" / name).is_file()), HERE / name
    )
    return read_template(path.read_bytes(), path.name)
