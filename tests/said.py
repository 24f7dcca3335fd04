"""Sentences as agencies write them, each put into a lawful report whose figures are known, and what the rules say of it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import count
from pathlib import Path

from gouji.checking import bind_document
from gouji.engine import run_rule
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.prose import TextLine
from gouji.model.report import Report
from gouji.model.result import Outcome
from gouji_rules.gid.testing import LawfulReport, to_html
from gouji_rules.gid.testing.agencies import Kind
from gouji_rules.gid.testing.forms import load
from gouji_rules.gid.testing.report import LawfulSection

FOLDER = Path(__file__).parent / "sentences"
SETS = "abcdefghik"
_SLOT = re.compile(r"\{([^|]*)\|([^}]*)\}")
_OPEN = (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)
AGENCY, FORM, YEAR = "示例市样例局", "gid-2021", 2023
_FAMILIES = (
    frozenset(
        ("gid/claim-reconsiderations", "gid/claim-litigations", "gid/claim-review-results", "gid/claim-no-review")
    ),
    frozenset(("gid/claim-parts", "gid/claim-part-over-whole")),
    frozenset(("gid/claim-carried-over", "gid/claim-all-processed")),
)
"""Rules that look at the same thing: which of them speaks is a matter of words."""
_APPLICANTS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization",
    "legal_service_institution", "other",
)  # fmt: skip
Row = tuple[int, ...]
Disclosed = dict[str, dict[str, object]]
_REQUESTS: dict[str, Row] = {
    "new_received": (80, 12, 1, 2, 3, 2), "carried_in": (4, 1, 0, 0, 0, 0), "granted": (36, 6, 0, 1, 2, 1),
    "partially_granted": (8, 1, 0, 0, 0, 0), "denied_prohibited_by_law": (1, 0, 0, 0, 0, 0), "denied_third_party": (1, 1, 0, 0, 0, 0),
    "denied_internal_affairs": (2, 0, 0, 0, 0, 0), "denied_process_information": (1, 0, 1, 0, 0, 0),
    "denied_enforcement_file": (2, 0, 0, 0, 0, 0), "denied_administrative_inquiry": (1, 0, 0, 0, 0, 0),
    "unavailable_not_held": (16, 3, 0, 0, 0, 1), "unavailable_needs_creation": (1, 0, 0, 1, 0, 0),
    "unavailable_unclear": (1, 0, 0, 0, 0, 0), "not_processed_petition": (3, 0, 0, 0, 0, 0),
    "not_processed_repeated": (2, 0, 0, 0, 0, 0), "not_processed_excessive": (1, 0, 0, 0, 0, 0),
    "other_uncorrected": (2, 0, 0, 0, 0, 0), "other_remaining": (4, 1, 0, 0, 0, 0),
    "total_processed": (82, 12, 1, 2, 2, 2), "carried_out": (2, 1, 0, 0, 1, 0),
}  # fmt: skip
_REVIEW: dict[str, Row] = {
    "reconsideration": (5, 1, 2, 1), "litigation_direct": (1, 0, 0, 1), "litigation_after_reconsideration": (2, 0, 1, 0),
}  # fmt: skip
_DISCLOSED: Disclosed = {
    "regulations": {"made": 0, "repealed": 0, "in_force": 0}, "normative_documents": {"made": 3, "repealed": 2, "in_force": 27},
    "licences": {"decisions": 1286}, "penalties": {"decisions": 64}, "compulsory_measures": {"decisions": 5},
    "fees": {"amount": "312.58"},
}  # fmt: skip
_NONE: Row = (0,) * len(_APPLICANTS)
_THREE: Row = (3, 0, 0, 0, 0, 0)
_NO_REVIEW: dict[str, Row] = dict.fromkeys(_REVIEW, (0, 0, 0, 0))
_SMALL: Disclosed = {
    "regulations": {"made": 0, "repealed": 0, "in_force": 0}, "normative_documents": {"made": 1, "repealed": 0, "in_force": 6},
    "licences": {"decisions": 0}, "penalties": {"decisions": 12}, "compulsory_measures": {"decisions": 0}, "fees": {"amount": "0"},
}  # fmt: skip
_OLD: Disclosed = {
    "regulations": {"made": 0, "disclosed": 0, "total_disclosed": 0}, "normative_documents": {"made": 3, "disclosed": 3, "total_disclosed": 12},
    "licences": {"items": 35, "change": -18, "decisions": 1286}, "other_services": {"items": 4, "change": 0, "decisions": 210},
    "penalties": {"items": 60, "change": 2, "decisions": 64}, "compulsory_measures": {"items": 6, "change": 0, "decisions": 5},
    "fees": {"items": 1, "change": 0}, "procurement": {"projects": 7, "amount": "312.58"},
}  # fmt: skip
_FORMS = {"old": ("gid-2019", 2020)}
"""The form and the year of reports that are not on the usual ones."""
FIGURES: dict[str, tuple[dict[str, Row], dict[str, Row], Disclosed]] = {
    "large": (_REQUESTS, _REVIEW, _DISCLOSED),
    "small": (
        {"new_received": _THREE, "carried_in": _NONE, "granted": (2, 0, 0, 0, 0, 0), "unavailable_not_held": (1, 0, 0, 0, 0, 0),
         "total_processed": _THREE, "carried_out": _NONE},
        _NO_REVIEW, _SMALL,
    ),
    "none": (
        dict.fromkeys(("new_received", "carried_in", "total_processed", "carried_out"), _NONE),
        _NO_REVIEW, {row: dict.fromkeys(cells, 0) for row, cells in _SMALL.items()},
    ),
    "old": (
        {row: cells for row, cells in _REQUESTS.items() if not row.startswith("other_")} | {"other_outcome": (6, 1, 0, 0, 0, 0)},
        _REVIEW, _OLD,
    ),
}  # fmt: skip
"""The figures of the reports that sentences are put into: a bureau's, a township's, those of an office that did nothing, and the
bureau's on the form of 2019."""


class Said(StrEnum):
    """What the rules say of a sentence, the gravest first."""

    FAIL = "fail"
    ELSEWHERE = "elsewhere"
    """A rule fails that has nothing to do with what is wrong."""
    REVIEW = "review"
    PASS = "pass"


@dataclass(frozen=True)
class Sentence:
    """A sentence, the section it stands in, and what must come out: `rule` and `also` are those that may rightly fail."""

    id: str
    text: str
    section: str
    outcome: Outcome
    kind: str
    rule: str = ""
    also: tuple[str, ...] = ()
    agency: str = AGENCY
    figures: str = "large"
    why: str = ""

    @property
    def may_fail(self) -> frozenset[str]:
        """The full ids of the rules that may rightly fail."""
        return frozenset(f"gid/{name}" for name in (self.rule, *self.also) if name)


@dataclass
class Counts:
    """How sentences came out, by what must come out."""

    said: Counter[tuple[Outcome, Said]] = field(default_factory=Counter)

    def of(self, outcome: Outcome) -> int:
        """Count the sentences that must come out so."""
        return sum(number for (wanted, _), number in self.said.items() if wanted is outcome)


def sentences(half: str = "") -> Iterator[Sentence]:
    """Yield all sentences, or one set: `a` by the first writer, `b` by the second, `c` and `d` the halves of the third's."""
    for path in sorted(FOLDER.glob("*.toml")):
        ending = path.stem.rpartition("_")[2]
        own = ending if ending in SETS else "a"
        if half in ("", own):
            for data in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]:
                yield _sentence(data, path.stem)


def slotted() -> Iterator[tuple[Sentence, tuple[Sentence, ...]]]:
    """Yield the sentences with slots: as they are right, and with one slot wrong each."""
    lines = (FOLDER / "slots.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        section, figures, text = line.split("|", 2)
        slots = list(_SLOT.finditer(text))
        wrong = [n for n, slot in enumerate(slots) if slot[1] != slot[2]]
        right = Sentence(f"slots-{number}", _filled(text, None), section, Outcome.PASS, "slots", figures=figures)
        yield right, tuple(replace(right, text=_filled(text, n), outcome=Outcome.FAIL) for n in wrong)


def _filled(text: str, wrong: int | None) -> str:
    places = count()
    return _SLOT.sub(lambda slot: slot[2] if next(places) == wrong else slot[1], text)


def _sentence(data: Mapping[str, str], kind: str) -> Sentence:
    known = {key: data[key] for key in ("id", "text", "section", "rule", "agency", "figures", "why") if key in data}
    kind = data.get("kind", kind)
    return Sentence(**known, outcome=Outcome(data["outcome"]), kind=kind, also=tuple(data.get("also", ())))


@dataclass
class Bench:
    """Puts sentences into the lawful report and asks the rules on claims; the report is read once for each agency."""

    host: Host
    _reports: dict[tuple[str, str], Report] = field(default_factory=dict)

    def put(self, sentence: Sentence) -> Report:
        """Put a sentence into the report, as the only words of its section."""
        key = (sentence.agency, sentence.figures)
        plain = self._reports.get(key)
        if plain is None:
            document = self.host.read(Source("report.html", ".html", _page(*key)))
            plain = self._reports[key] = bind_document(document, self.host)
        line = TextLine(sentence.text)
        sections = [replace(s, lines=(line,)) if s.id == sentence.section else s for s in plain.sections]
        return replace(plain, sections=tuple(sections))

    def found(self, sentence: Sentence) -> dict[str, Outcome]:
        """Return the rules on claims that fail, or leave something for review, by id."""
        report = self.put(sentence)
        form, _ = _form(sentence.figures)
        rules = [rule for rule in self.host.rules if rule.id.startswith("gid/claim-") and rule.applies_to(form)]
        results = {rule.id: run_rule(report, rule).outcome for rule in rules}
        return {rule: outcome for rule, outcome in results.items() if outcome in _OPEN}

    def counted(self, chosen: Iterable[Sentence]) -> dict[str, Counts]:
        """Judge sentences and count them by kind."""
        counts: dict[str, Counts] = {}
        for sentence in chosen:
            said = judged(sentence, self.found(sentence))
            counts.setdefault(sentence.kind.removesuffix("_b").removesuffix("_more"), Counts()).said[
                sentence.outcome, said
            ] += 1
        return counts


def judged(sentence: Sentence, found: Mapping[str, Outcome]) -> Said:
    """Sum up what the rules say; a lawful sentence may fail nowhere."""
    failed = {rule for rule, outcome in found.items() if outcome is not Outcome.REVIEW}
    if failed:
        may = {family for family in _FAMILIES if family & sentence.may_fail}
        right = sentence.outcome is not Outcome.FAIL or not sentence.rule or failed & sentence.may_fail.union(*may)
        return Said.FAIL if right else Said.ELSEWHERE
    return Said.REVIEW if found else Said.PASS


def _form(figures: str) -> tuple[str, int]:
    return _FORMS.get(figures, (FORM, YEAR))


def _page(agency: str, figures: str) -> bytes:
    form, year = _form(figures)
    report = LawfulReport(
        agency, Kind.DEPARTMENT, year, f"{agency}{year}年政府信息公开工作年度报告", date(year + 1, 1, 18), form,
        ("根据《中华人民共和国政府信息公开条例》编制本报告。",),
        tuple(LawfulSection(name, heading, ()) for name, (heading, *_) in load(form).headings.items()), _figures(figures, form),
    )  # fmt: skip
    return to_html(report).encode()


def _figures(name: str, form: str) -> dict[str, dict[str, dict[str, str]]]:
    requests, review, disclosed = FIGURES[name]
    empty = dict.fromkeys(load(form).tables["requests"].outcomes, _NONE)
    return {
        "requests": {row: _row(_APPLICANTS, counts) for row, counts in (empty | requests).items()},
        "review": {row: _row(("upheld", "corrected", "other", "pending"), counts) for row, counts in review.items()},
        "active_disclosure": {
            row: {name: str(value) for name, value in cells.items()} for row, cells in disclosed.items()
        },
    }


def _row(columns: Iterable[str], counts: tuple[int, ...]) -> dict[str, str]:
    return {**dict(zip(columns, map(str, counts), strict=True)), "total": str(sum(counts))}
