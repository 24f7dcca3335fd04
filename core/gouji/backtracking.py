"""Regular expressions whose time may grow without bounds on long lines."""

from __future__ import annotations

import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, reduce
from itertools import permutations, product
from re import DOTALL
from typing import Any, NamedTuple

_SAMPLES = frozenset("aZ_0 9\n\t,.;:-()[]+/@“”，。；：、（）年月一汉").union("b1éß\u3000")
"""Characters by which sets are compared, besides those that a pattern names: letters, digits, spaces, marks of several scripts."""
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    ops.CATEGORY_DIGIT: str.isdecimal, ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
}  # fmt: skip
_OPPOSITE = {
    ops.CATEGORY_NOT_DIGIT: ops.CATEGORY_DIGIT, ops.CATEGORY_NOT_SPACE: ops.CATEGORY_SPACE,
    ops.CATEGORY_NOT_WORD: ops.CATEGORY_WORD,
}  # fmt: skip
_COPIES = 3
"""So often what is repeated up to a number is written out: once more than tells one way of splitting a text from another."""
_WAYS = 2
"""Ways of passing a piece by that are told apart: more change nothing."""
_MOST_PLACES = 600
"""Places of a pattern above which it is not looked at: none has more that a person wrote."""

_BY_ITSELF = (ops.ASSERT, ops.ASSERT_NOT, ops.ATOMIC_GROUP, ops.POSSESSIVE_REPEAT)
Characters = frozenset[str]


class Growth(Enum):
    """How the time of a pattern grows with a line that nearly fits, and why."""

    ENDLESS = "a repetition within a repetition takes time without end on long lines"
    SQUARE = "two repetitions one after the other fit the same text: ten times the line takes a hundred times the time, or more"
    TRAILING = "a repetition before the end of the line is tried from each of its places: ten times the line takes a hundred times the time"


class _Step(NamedTuple):
    """A way on to a place; it is `free` where nothing between must hold besides, such as the end of the line."""

    to: int
    free: bool


class _Part(NamedTuple):
    """A piece of a pattern: where it may begin and end, and the ways to pass it by, each free or not."""

    first: Sequence[_Step] = ()
    last: Sequence[_Step] = ()
    passed: Sequence[bool] = (True,)


def growth(pattern: str) -> Growth | None:
    """Tell how the time that a search takes may grow beyond the length of the line; None where it does not.

    A place of the pattern that comes back to itself in two ways over the same text makes it endless, as in `(a+)+` and `(.*,)*`;
    one that comes back to itself and leads to another that does so over the same text, where the pattern may fail later, makes
    it a power of the length, as in `.*,.*;` and `[0-9]+[0-9]+x`. Time taken because a search begins anew at each place is left
    out, but for a repetition that only the end of the line may follow.
    """
    tree = parser.parse(pattern)
    whole = list(tree)
    found = (_growth(each, bool(tree.state.flags & DOTALL)) for each in (whole, *_alone(whole)))
    return next((each for each in found if each), None)


def _growth(tree: Iterable[Any], over_lines: bool) -> Growth | None:
    places = _Places(_SAMPLES | set(_named(tree)), over_lines)
    whole = places.of_all(tree)
    if len(places.sets) > _MOST_PLACES:
        return None
    graph = _Graph(places.sets, [[step.to for step in steps] for steps in places.follow])
    if any(graph.has_twin_ways(place) for place in graph.loops):
        return Growth.ENDLESS
    ends = {step.to for step in whole.last if step.free}
    if any(graph.splits(*pair) for pair in permutations(graph.loops, 2) if pair[1] not in ends):
        return Growth.SQUARE
    begins = {step.to for step in whole.first if step.free}
    stops = {step.to for step in whole.last if not step.free}
    return Growth.TRAILING if any(place in graph.after[place] for place in begins & stops - ends) else None


def _alone(tree: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield what is matched by itself within a pattern: what stands in a look ahead or back, or is not tried again."""
    for operator, argument in tree:
        for inner in _inner(operator, argument):
            if operator in _BY_ITSELF:
                yield list(inner)
            yield from _alone(inner)


class _Places:
    """The places of a pattern where it takes a character, each with those that it takes and the places that may follow."""

    def __init__(self, samples: Characters, over_lines: bool) -> None:
        self.sets: list[Characters] = []
        self.follow: list[list[_Step]] = []
        self._samples, self._over_lines = samples, over_lines

    def of_all(self, tree: Iterable[Any]) -> _Part:
        """Take in what follows one on the other."""
        whole = _Part()
        for operator, argument in tree:
            if len(self.sets) <= _MOST_PLACES:
                whole = self._joined(whole, self._of(operator, argument))
        return whole

    def _of(self, operator: Any, argument: Any) -> _Part:  # noqa: ANN401  as the parser has them
        if operator in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            return self._repeated(*argument)
        if operator is ops.SUBPATTERN:
            before = self._over_lines
            self._over_lines = (before or bool(argument[1] & DOTALL)) and not argument[2] & DOTALL
            part = self.of_all(argument[3])
            self._over_lines = before
            return part
        if operator in (ops.BRANCH, ops.GROUPREF_EXISTS):
            parts = [self.of_all(each) for each in _inner(operator, argument)]
            return _Part(
                [step for part in parts for step in part.first], [step for part in parts for step in part.last],
                [way for part in parts for way in part.passed][:_WAYS],
            )  # fmt: skip
        if operator in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            return _Part(passed=(False,))
        if operator in (*_BY_ITSELF, ops.GROUPREF):
            return self._place(frozenset())  # like a character that nothing else takes
        return self._place(_set_of(operator, argument, samples=self._samples, over_lines=self._over_lines))

    def _place(self, characters: Characters) -> _Part:
        self.sets.append(characters)
        self.follow.append([])
        step = _Step(len(self.sets) - 1, free=True)
        return _Part([step], [step], ())

    def _repeated(self, least: int, most: int, body: Any) -> _Part:  # noqa: ANN401  likewise
        """Write out what is repeated, as often as matters; what is repeated without end leads back to its beginning."""
        endless = most is ops.MAXREPEAT
        copies = max(1, min(least, _COPIES)) if endless else min(most, _COPIES)
        needed = min(least, copies - (not endless and least < most))
        parts = [self.of_all(body) for _ in range(copies)]
        if endless:
            self._lead(parts[-1].last, parts[-1].first)
        rest = _Part()
        for part in reversed(parts[needed:]):
            rest = self._joined(part, rest)._replace(passed=(True,))
        return self._joined(reduce(self._joined, parts[:needed], _Part()), rest)

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._lead(one.last, other.first)
        first = [_Step(step.to, step.free and way) for way in one.passed for step in other.first]
        last = [_Step(step.to, step.free and way) for way in other.passed for step in one.last]
        ways = [way and another for way, another in product(one.passed, other.passed)]
        return _Part([*one.first, *first], [*last, *other.last], ways[:_WAYS])

    def _lead(self, ends: Iterable[_Step], begins: Sequence[_Step]) -> None:
        for end, begin in product(ends, begins):
            self.follow[end.to].append(_Step(begin.to, end.free and begin.free))


@dataclass(frozen=True)
class _Graph:
    """Places by number, with the characters that each takes and the places after it, as often as there are ways."""

    sets: Sequence[Characters]
    after: Sequence[Sequence[int]]

    @cached_property
    def loops(self) -> list[int]:
        """The places that come back to themselves."""
        return [place for place in range(len(self.sets)) if (place,) in self._walk((place,))]

    def has_twin_ways(self, place: int) -> bool:
        """Tell whether a place comes back to itself in two ways over the same text."""
        around = _between(self._walk((place, place)), (place, place))
        return any(
            one != other or self.after[one].count(step) > 1
            for one, other in around
            for step in self.after[one]
            if one != other or (step, step) in around
        )

    def splits(self, one: int, other: int) -> bool:
        """Tell whether over some text `one` comes back to itself, leads to `other`, and `other` comes back to itself."""
        return (one, other, other) in self._walk((one, one, other))

    def _walk(self, start: tuple[int, ...]) -> Mapping[tuple[int, ...], set[tuple[int, ...]]]:
        """Return where walkers come that take the same character at each step, each with where they came from."""
        seen: dict[tuple[int, ...], set[tuple[int, ...]]] = {}
        waiting = [start]
        while waiting:
            now = waiting.pop()
            for steps in product(*(set(self.after[place]) for place in now)):
                if frozenset.intersection(*(self.sets[place] for place in steps)):
                    if steps not in seen:
                        waiting.append(steps)
                    seen.setdefault(steps, set()).add(now)
        return seen


def _between(walked: Mapping[tuple[int, ...], set[tuple[int, ...]]], end: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Return what was walked through on the way to an end."""
    found, waiting = set[tuple[int, ...]](), [end]
    while waiting:
        for before in walked.get(waiting.pop(), ()):
            if before not in found:
                found.add(before)
                waiting.append(before)
    return found


def _named(tree: Iterable[Any]) -> Iterator[str]:
    """Yield the characters that a pattern names, with the ends of its ranges."""
    for operator, argument in tree:
        if operator in (ops.LITERAL, ops.NOT_LITERAL):
            yield chr(argument)
        elif operator is ops.RANGE:
            yield from map(chr, argument)
        elif operator is ops.IN:
            yield from _named(argument)
        else:
            for inner in _inner(operator, argument):
                yield from _named(inner)


def _set_of(operator: Any, argument: Any, *, samples: Characters, over_lines: bool = True) -> Characters:  # noqa: ANN401  likewise
    """Return the sample characters that an item matches which takes a single one."""
    if operator is ops.ANY:
        return samples if over_lines else samples - {"\n"}
    if operator in (ops.LITERAL, ops.NOT_LITERAL):
        return frozenset({chr(argument)}) if operator is ops.LITERAL else samples - {chr(argument)}
    if operator is ops.RANGE:
        return frozenset(each for each in samples if argument[0] <= ord(each) <= argument[1])
    if operator is ops.CATEGORY:
        fits, wanted = _CATEGORIES[_OPPOSITE.get(argument, argument)], argument not in _OPPOSITE
        return frozenset(each for each in samples if fits(each) is wanted)
    found = frozenset[str]().union(*(_set_of(*each, samples=samples) for each in argument if each[0] is not ops.NEGATE))
    return samples - found if argument[0][0] is ops.NEGATE else found


def _inner(operator: Any, argument: Any) -> list[Any]:  # noqa: ANN401  likewise
    """Return the patterns within an item."""
    if operator in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operator is ops.SUBPATTERN:
        return [argument[3]]
    if operator is ops.BRANCH:
        return list(argument[1])
    if operator is ops.GROUPREF_EXISTS:
        return [argument[1], argument[2] or []]
    if operator in (ops.ASSERT, ops.ASSERT_NOT):
        return [argument[1]]
    return [argument] if operator is ops.ATOMIC_GROUP else []
