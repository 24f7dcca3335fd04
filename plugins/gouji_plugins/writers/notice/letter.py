"""The letters of a run, one file each."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from gouji import Run
from gouji_plugins.writers.notice.content import letters, problems, reviews, values
from gouji_plugins.writers.notice.template import Template, TemplateUnusable, fill, read_template
from gouji_plugins.writers.shared.words import Words

VARIABLE = "GOUJI_NOTICE_TEMPLATE"


def write_letters(run: Run, folder: Path) -> None:
    """Write all letters into a folder, which is made only where there is one to write."""
    words = Words(run.language)
    due = letters(run)
    template = _template(words)
    if due:
        folder.mkdir(exist_ok=True)
    for letter in due:
        lists = {"list": problems(letter, run, words), "reviews": reviews(letter, words)}
        fill(template, values(letter, words), lists, folder / f"{letter.slug}.docx")


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
