"""The code blocks of the documentation: what each is, and what comes out where it is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(
    r"(?:^<!-- (?P<note>[^>\n]*) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
_EXERCISE = re.compile(r"<!-- exercise: (?P<name>.+), at most (?P<lines>\d+) lines -->")


@dataclass(frozen=True)
class CodeBlock:
    """A block with its language and the note in front of it: `file: PATH`, `untested: WHY`, `fragment`."""

    language: str
    text: str
    note: str = ""

    @property
    def file(self) -> str:
        """The file that the block is to be written to, empty where it is none."""
        return self.note.removeprefix("file: ") if self.note.startswith("file: ") else ""

    @property
    def is_untested(self) -> bool:
        """Whether it cannot be run here."""
        return self.note.startswith("untested: ")


@dataclass(frozen=True)
class DocSection:
    """A part of a page, which begins in an empty folder; an exercise has a name and a bound for its lines."""

    title: str
    blocks: tuple[CodeBlock, ...]
    exercise: str = ""
    most_lines: int = 0

    @property
    def lines(self) -> int:
        """The lines that a reader writes: of files and of commands, without those that are empty."""
        written = [b for b in self.blocks if (b.file or b.language == "bash") and not b.is_untested]
        return sum(bool(line.strip()) for block in written for line in block.text.splitlines())


def sections_of(page: Path) -> Iterator[DocSection]:
    """Yield the parts of a page that hold code."""
    text = page.read_text(encoding="utf-8")
    marks = [(0, page.stem), *((match.start(), match[1]) for match in _SECTION.finditer(text))]
    for (start, title), (end, _) in zip(marks, [*marks[1:], (len(text), "")], strict=True):
        part = text[start:end]
        blocks = tuple(CodeBlock(m["language"], m["text"], m["note"] or "") for m in _BLOCK.finditer(part))
        exercise = _EXERCISE.search(part)
        if blocks:
            yield DocSection(
                title, blocks, exercise["name"] if exercise else "", int(exercise["lines"]) if exercise else 0
            )


def run_section(section: DocSection, folder: Path) -> None:
    """Write the files of a part and run its commands, in their order; AssertionError where one fails or says something else."""
    said = ""
    for block in section.blocks:
        if block.is_untested or block.note == "fragment":
            continue
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text, encoding="utf-8")
        elif block.language == "bash":
            said = _ran(["bash", "-e", "-c", block.text], folder)
        elif block.language == "python":
            said = _ran([sys.executable, "-c", block.text], folder)
        elif block.language == "text":
            for line in filter(None, map(str.strip, block.text.splitlines())):
                assert line in said, f"{line!r} is not said:\n{said}"


def _ran(command: list[str], folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}"
    return done.stdout
