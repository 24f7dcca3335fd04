"""Sentences about requests and reviews; every number is one of the tables'."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from gouji_rules.gid.testing.facts import Facts

_RESULTS = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}


def request_sentences(facts: Facts, rng: Random) -> str:
    """Say what was received and what became of it."""
    if not facts.count("new_received") + facts.count("carried_in"):
        return f"本年度{facts.agency.scope}未收到政府信息公开申请，也无上年结转申请。"
    words = rng.choice([_received_apart, _received_together])(facts) + _finished(facts)
    if rng.random() < 0.7:
        words += rng.choice([_outcomes, _shares])(facts)
    if rng.random() < 0.5:
        words += _applicants(facts)
    return words


def _received_apart(facts: Facts) -> str:
    carried = facts.count("carried_in")
    before = f"上年结转{carried}件" if carried else "无上年结转申请"
    return f"{facts.year}年，{facts.agency.scope}共收到政府信息公开申请{facts.count('new_received')}件，{before}。"


def _received_together(facts: Facts) -> str:
    new, carried = facts.count("new_received"), facts.count("carried_in")
    if not carried:
        return f"{facts.agency.scope}全年新收政府信息公开申请{new}件。"
    return (
        f"{facts.agency.scope}全年新收政府信息公开申请{new}件，连同上年结转的{carried}件，共需办理{new + carried}件。"
    )


def _finished(facts: Facts) -> str:
    processed, left = facts.count("total_processed"), facts.count("carried_out")
    if not left:
        return f"本年度办结{processed}件，均在法定期限内答复。"
    return f"本年度办结{processed}件，结转下年度继续办理{left}件。"


def _outcomes(facts: Facts) -> str:
    parts = [f"{words}{count}件" for words, count in facts.outcomes().items() if count]
    return f"从办理结果看，{'，'.join(parts)}。"


def _shares(facts: Facts) -> str:
    whole = facts.count("total_processed")
    parts = [f"{words}{count}件，占{share(count, whole)}%" for words, count in facts.outcomes().items() if count]
    return f"在办结的申请中，{'；'.join(parts)}。"


def share(part: int, whole: int) -> Decimal:
    """Return a percentage with two decimals, rounded half up."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _applicants(facts: Facts) -> str:
    new, persons = facts.count("new_received"), facts.count("new_received", "natural_person")
    if new == persons:
        return f"本年新收的{new}件申请均由自然人提出。"
    return f"本年新收的申请中，自然人提出{persons}件，法人或其他组织提出{new - persons}件。"


def review_sentences(facts: Facts) -> str:
    """Say how many reconsiderations and lawsuits there were, and their results."""
    cases = facts.reviews("reconsideration")
    lawsuits = facts.reviews("litigation_direct", "litigation_after_reconsideration")
    if not cases["total"] and not lawsuits["total"]:
        return "本年度未发生因政府信息公开引起的行政复议和行政诉讼。"
    return (
        f"{_cases('被申请行政复议', '被申请行政复议', cases)}；{_cases('被提起行政诉讼', '被提起行政诉讼', lawsuits)}。"
    )


def _cases(words: str, absent: str, counts: dict[str, int]) -> str:
    total = counts["total"]
    if not total:
        return f"未{absent}"
    if counts["upheld"] == total:
        return f"{words}{total}件，均为结果维持"
    parts = [f"{name}{counts[column]}件" for column, name in _RESULTS.items() if counts[column]]
    return f"{words}{total}件，其中{'、'.join(parts)}"
