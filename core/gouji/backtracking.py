"""Regular expressions whose time may grow without bounds on long lines."""

from __future__ import annotations

import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_SAMPLES = frozenset("aZ_0 9\n\t,.;:-()[]+/@“”，。；：、（）年月一汉").union("b1éß\u3000")
"""Characters by which sets are compared: letters, digits, spaces and marks of several scripts."""
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    ops.CATEGORY_DIGIT: str.isdecimal, ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
}  # fmt: skip
_OPPOSITE = {
    ops.CATEGORY_NOT_DIGIT: ops.CATEGORY_DIGIT, ops.CATEGORY_NOT_SPACE: ops.CATEGORY_SPACE,
    ops.CATEGORY_NOT_WORD: ops.CATEGORY_WORD,
}  # fmt: skip
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)


def backtracks(pattern: str) -> bool:
    """Tell whether a repetition without end holds what may match the same text in several ways.

    That is another repetition that may begin and end where it does, as in `(a+)+` and `(a*b?)*`; one that swallows what parts it
    from the next, as in `(.*,)*`; or two branches that are the same, as in `(a|a)*`.
    """
    return any(_may_split(body) or _swallows(body) or _has_twins(body) for body in _endless(parser.parse(pattern)))


def _swallows(body: Any) -> bool:  # noqa: ANN401  as the parser has them
    """Tell whether a repetition without end in a body matches all that the body needs besides."""
    items = list(_flat(body))
    for number, (operator, argument) in enumerate(items):
        if operator in _REPEATS and argument[1] is ops.MAXREPEAT and len(argument[2]) == 1:
            own = _set_of(*argument[2][0])
            others = [each for place, each in enumerate(items) if place != number and not _may_be_empty(*each)]
            if own and others and all(_set_of(*each) & own for each in others):
                return True
    return False


def _has_twins(body: Any) -> bool:  # noqa: ANN401  likewise
    """Tell whether two branches of a body are the same; what they begin with has been taken out of them by the parser."""
    branches = [list(each) for operator, argument in _flat(body) if operator is ops.BRANCH for each in argument[1]]
    return any(branch in branches[:number] for number, branch in enumerate(branches))


def _flat(body: Any) -> Iterator[Any]:  # noqa: ANN401  likewise
    """Yield the items of a body, groups opened."""
    for operator, argument in body:
        if operator is ops.SUBPATTERN:
            yield from _flat(argument[3])
        else:
            yield operator, argument


def _set_of(operator: Any, argument: Any) -> frozenset[str]:  # noqa: ANN401  likewise
    """Return the sample characters that an item matches; none for what is not a single character."""
    if operator is ops.ANY:
        return _SAMPLES - {"\n"}
    if operator in (ops.LITERAL, ops.NOT_LITERAL):
        return frozenset({chr(argument)}) if operator is ops.LITERAL else _SAMPLES - {chr(argument)}
    if operator is ops.RANGE:
        return frozenset(each for each in _SAMPLES if argument[0] <= ord(each) <= argument[1])
    if operator is ops.CATEGORY:
        opposite = _OPPOSITE.get(argument)
        return frozenset(each for each in _SAMPLES if _CATEGORIES[opposite or argument](each) is (opposite is None))
    if operator is not ops.IN:
        return frozenset()
    found = frozenset[str]().union(*(_set_of(*each) for each in argument if each[0] is not ops.NEGATE))
    return _SAMPLES - found if argument[0][0] is ops.NEGATE else found


def _endless(tree: Iterable[Any]) -> Iterator[Any]:
    """Yield the body of every repetition without end, wherever it stands."""
    for operator, argument in tree:
        if operator in _REPEATS and argument[1] is ops.MAXREPEAT:
            yield argument[2]
        for inner in _inner(operator, argument):
            yield from _endless(inner)


def _inner(operator: Any, argument: Any) -> list[Any]:  # noqa: ANN401  as the parser has them
    if operator in (*_REPEATS, ops.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operator is ops.SUBPATTERN:
        return [argument[3]]
    if operator is ops.BRANCH:
        return list(argument[1])
    if operator in (ops.ASSERT, ops.ASSERT_NOT):
        return [argument[1]]
    return [argument] if operator is ops.ATOMIC_GROUP else []


def _may_split(body: Any) -> bool:  # noqa: ANN401  likewise
    """Tell whether a text that a body matches may be split into several such: a repetition is all that it needs."""
    needed = [(operator, argument) for operator, argument in body if not _may_be_empty(operator, argument)]
    for operator, argument in body:
        alone = not needed or needed == [(operator, argument)]
        if not alone:
            continue
        if operator in _REPEATS and argument[1] > max(argument[0], 1):
            return True
        if any(
            _may_split(inner) for inner in _inner(operator, argument) if operator not in (ops.ASSERT, ops.ASSERT_NOT)
        ):
            return True
    return False


def _may_be_empty(operator: Any, argument: Any) -> bool:  # noqa: ANN401  likewise
    if operator in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return True
    if operator in _REPEATS and argument[0] == 0:
        return True
    parts = _inner(operator, argument)
    return bool(parts) and any(all(_may_be_empty(*each) for each in part) for part in parts)
