"""The longest passage that two reports share, for people to read side by side."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model.brief import Brief
from gouji.model.clauses import Clause, gives_number
from gouji.model.finding import Evidence


def longest_passage(one: Brief, other: Brief, sections: Sequence[str] = ()) -> tuple[Evidence, ...]:
    """Return the longest run of clauses on a line of each that stand in both, names and numbers left aside; () without any.

    Clauses that give a number count last, since many reports tell the same figures in the same words.

    >>> one, other = (Brief.of(checked) for checked in run_of([report, report]).reports)
    >>> [evidence.raw == report.section("overview").text for evidence in longest_passage(one, other, ["overview"])]
    [True, True]
    """
    left, right = list(one.clauses(sections)), list(other.clauses(sections))
    places: dict[int, list[int]] = {}
    for number, clause in enumerate(right):
        places.setdefault(clause.mark, []).append(number)
    best, most = (0, 0, 0), (0, 0)
    for start, clause in enumerate(left):
        for at in places.get(clause.mark, ()):
            if start and at and left[start - 1].mark == right[at - 1].mark and _on_line(left, start, right, at):
                continue
            length = _run(left, start, right, at)
            run = left[start : start + length]
            telling = sum(each.letters for each in run if not gives_number(each.mark))
            letters = telling, sum(each.letters for each in run)
            if letters > most:
                best, most = (start, at, length), letters
    start, at, length = best
    if not length:
        return ()
    return one.cite(_marked(left[start : start + length])), other.cite(_marked(right[at : at + length]))


def _run(left: Sequence[Clause], start: int, right: Sequence[Clause], at: int) -> int:
    """Return how many clauses from there on are the same, within one line of each."""
    length = 1
    while (
        start + length < len(left)
        and at + length < len(right)
        and left[start + length].mark == right[at + length].mark
        and _on_line(left, start + length, right, at + length)
    ):
        length += 1
    return length


def _on_line(left: Sequence[Clause], start: int, right: Sequence[Clause], at: int) -> bool:
    """Tell whether clauses stand on the same lines as those before them."""
    return left[start].line is left[start - 1].line and right[at].line is right[at - 1].line


def _marked(clauses: Sequence[Clause]) -> Evidence:
    return Evidence.marked(clauses[0].line, (clauses[0].span[0], clauses[-1].span[1]))
