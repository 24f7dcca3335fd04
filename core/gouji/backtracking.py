"""Regular expressions whose time may grow without bounds on long lines."""

from __future__ import annotations

import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from typing import Any

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)


def backtracks(pattern: str) -> bool:
    """Tell whether a repetition without end holds another that may begin and end where it does, as `(a+)+` and `(a*b?)*` do."""
    return any(_may_split(body) for body in _endless(parser.parse(pattern)))


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
        if operator in _REPEATS and argument[1] is ops.MAXREPEAT:
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
