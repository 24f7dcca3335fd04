"""Section five: problems of the year, and a measure for each."""

from __future__ import annotations

from random import Random

from gouji_rules.gid.testing.agencies import Agency
from gouji_rules.gid.testing.facts import Facts
from gouji_rules.gid.testing.problem_pool import PROBLEMS, PROBLEMS_WITH_REQUESTS

_MANY_REQUESTS = 20


def write_problems(facts: Facts, rng: Random) -> tuple[str, ...]:
    """Write two or three problems with measures, in one of three arrangements."""
    busy = facts.count("total_processed") >= _MANY_REQUESTS
    chosen = rng.sample(PROBLEMS + (PROBLEMS_WITH_REQUESTS if busy else []), rng.randint(2, 3))
    pairs = [(problem.format(n=rng.randint(2, 18)), measure) for problem, measure in chosen]
    arrange = rng.choice([_apart, _paired, _subheaded])
    return arrange(facts.agency, facts.year, pairs)


def _apart(agency: Agency, year: int, pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    opening = f"{year}年，{agency.itself}政府信息公开工作取得了一定成效，但仍存在以下问题："
    return (
        opening + _listed([problem for problem, _ in pairs]),
        f"{year + 1}年，将从以下方面加以改进：{_listed([measure for _, measure in pairs])}",
    )


def _paired(agency: Agency, year: int, pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    opening = f"{agency.itself}政府信息公开工作存在的主要问题和改进措施如下。"
    lines = [
        f"{numeral}是{problem}。下一步，{agency.itself}将{measure}。"
        for numeral, (problem, measure) in zip("一二三", pairs, strict=False)
    ]
    return (opening, *lines)


def _subheaded(agency: Agency, year: int, pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    return (
        "（一）存在的主要问题",
        _listed([problem for problem, _ in pairs]),
        "（二）改进情况",
        f"针对上述问题，{agency.itself}已着手整改，{year + 1}年将继续落实以下措施：",
        _listed([measure for _, measure in pairs]),
    )


def _listed(items: list[str]) -> str:
    numbered = [f"{numeral}是{item}" for numeral, item in zip("一二三", items, strict=False)]
    return "；".join(numbered) + "。"
