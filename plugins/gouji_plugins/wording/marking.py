"""The report's text as one string, and the way back from a match to its line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from gouji import Evidence, Report, TextLine


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines set one under another, so that each pattern runs over the text once; `starts` are where they begin."""

    lines: tuple[TextLine, ...]
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[TextLine]) -> Prose:
        """Join lines."""
        kept = tuple(lines)
        starts = (0, *accumulate(len(line.text) + 1 for line in kept))
        return cls(kept, "\n".join(line.text for line in kept), starts)

    def line_at(self, place: int) -> TextLine:
        """Return the line in which a place of the text stands."""
        return self.lines[bisect_right(self.starts, place) - 1]

    def evidence(self, span: tuple[int, int]) -> Evidence:
        """Return the line of a match as evidence, the match marked."""
        number = bisect_right(self.starts, span[0]) - 1
        line, start = self.lines[number], self.starts[number]
        return marked(line, (span[0] - start, min(span[1] - start, len(line.text))))


def marked(line: TextLine, span: tuple[int, int]) -> Evidence:
    """Return the line as evidence with the part that matters marked."""
    return Evidence.of(line)._replace(span=span)


def titled(report: Report) -> Prose:
    """Return the title with all prose."""
    title = (TextLine(report.title, report.title_at),) if report.title else ()
    return Prose.of((*title, *report.lines))
