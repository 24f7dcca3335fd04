"""New entries for the ledger: what somebody decides on findings of a run, refused where it may not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import uuid4

from gouji.decisions.runs import Found, PastRun
from gouji.decisions.standing import last_decision
from gouji.errors import GoujiError
from gouji.masking import masked
from gouji.model.decision import OF_AGENCY, Entry, Verb
from gouji.model.text import Language
from gouji.model.words import VERBS
from gouji.nearest import unknown
from gouji.text import fold

ANSWERS = (Verb.UPHOLD, Verb.CHANGE, Verb.ANNUL)
"""What becomes of a contested finding."""
REFERRING = (Verb.WITHDRAW, Verb.APPROVE)
"""What speaks of an earlier entry."""
_WITHOUT_REASON = (Verb.ASSIGN, Verb.APPROVE)
_SHORTEST = 6
"""Characters of a fingerprint by which a finding may be named."""
_KEPT = 400
"""Characters of a text that are kept of what stood there."""


class DecisionRefused(GoujiError):
    """A decision that may not be made; the text says why, for work lists and answers also in Chinese: `DecisionRefused(why, zh)`."""

    def __str__(self) -> str:
        return str(self.args[0])

    def to(self, language: Language) -> str:
        """Return why in a language, as far as it is given."""
        return str(self.args[-1] if language is Language.ZH else self.args[0])


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody says about findings: verb, reason, who, and what the verb needs.

    `figure`, `address` and `published` are those of an agency's answer.
    """

    verb: Verb
    by: str
    reason: str = ""
    cause: str = ""
    expires: date | None = None
    severity: str = ""
    assignee: str = ""
    due: date | None = None
    figure: str = ""
    address: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings of a run are meant: those with these fingerprints or beginnings of them, or all that fit the rest.

    Several of one sort widen the choice, of different sorts narrow it.
    """

    fingerprints: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    year: int | None = None

    @property
    def says_nothing(self) -> bool:
        """Tell whether nothing is named, which would mean all."""
        return not (self.fingerprints or self.sources or self.rules or self.agencies)

    def of(self, run: PastRun) -> list[Found]:
        """Return the findings that are meant; DecisionRefused names what does not exist."""
        if self.says_nothing:
            raise DecisionRefused("which findings? name fingerprints, or --source, --rule or --agency")
        every = [found for found in run.findings if found.fingerprint]
        fit = [found for found in every if self._fits(found, run)]
        for mark in self.fingerprints:
            _refuse_unclear(mark, every, run)
        for refused in self._unknown(every, run):
            raise refused
        if not fit:
            raise DecisionRefused(f"{run.name}: no finding fits all of that", "没有同时符合这些条件的问题")
        return list({(found.fingerprint, found.evidence): found for found in fit}.values())

    def _fits(self, found: Found, run: PastRun) -> bool:
        chosen = (
            (self.fingerprints, any(found.fingerprint.startswith(mark) for mark in self.fingerprints)),
            (self.rules, any(_is_called(name, word) for word in self.rules for name in run.rule(found.rule).names)),
            (self.sources, any(_is_called(found.source, name) for name in self.sources)),
            (self.agencies, any(fold(found.agency) == fold(name) for name in self.agencies)),
        )
        return all(fits for asked, fits in chosen if asked) and self.year in (None, found.year)

    def _unknown(self, every: Sequence[Found], run: PastRun) -> Iterator[DecisionRefused]:
        """Yield what names nothing, each of several names."""
        for what, said, words, known in (
            (
                "finding of rule",
                "没有这条规则的问题",
                self.rules,
                {name for found in every for name in run.rule(found.rule).names},
            ),
            ("report with findings", "没有这份报告的问题", self.sources, {found.source for found in every}),
            ("agency with findings", "没有这个机关的问题", self.agencies, {found.agency for found in every} - {""}),
        ):
            names = {fold(name) for name in known}
            for word in words:
                if fold(word) not in names and not any(_is_called(name, word) for name in known):
                    yield DecisionRefused(f"{run.name}: {unknown(what, word, known)}", f"{said}：{word}")


def _is_called(name: str, word: str) -> bool:
    """Tell whether a word names a rule or file: whole, or by its last part."""
    return word in (name, name.rpartition("/")[2])


def _refuse_unclear(mark: str, every: Iterable[Found], run: PastRun) -> None:
    met = {found.fingerprint for found in every if found.fingerprint.startswith(mark)}
    if not met:
        raise DecisionRefused(f"{run.name}: no finding {mark}")
    if mark not in met and (len(mark) < _SHORTEST or len(met) > 1):
        raise DecisionRefused(f"{run.name}: {mark} is too short to name one finding")


def entries_for(
    found: Sequence[Found], said: Wording, run: PastRun, before: Mapping[str, Sequence[Entry]], now: datetime | None = None,
    case: str = "",
) -> list[Entry]:  # fmt: skip
    """Return an entry for each finding, all of one case where they are several; DecisionRefused where one may not be made."""
    _refuse(said, now)
    case = case or (_key() if len(found) > 1 else "")
    for each in found:
        _refuse_for(each, said, run, before.get(each.fingerprint, ()))
    return [_entry(each, said, run, before.get(each.fingerprint, ()), case, moment(now)) for each in found]


def moment(now: datetime | None = None) -> str:
    """Return the time of an entry."""
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")


def at_place(at: str) -> str:
    """Return the date that a moment has here."""
    return datetime.fromisoformat(at).astimezone().date().isoformat()


def withdrawal(entry: Entry, by: str, reason: str) -> Entry:
    """Return the entry that withdraws another."""
    return replace(
        entry, key=_key(), at=moment(), by=by, verb=Verb.WITHDRAW, reason=reason, refers=entry.key, cause="", expires="", severity="",
        case="", day=at_place(moment()), figure="", address="", published="",
    )  # fmt: skip


def _key() -> str:
    return uuid4().hex[:16]


def _refuse(said: Wording, now: datetime | None) -> None:
    if not said.by.strip():
        raise DecisionRefused("who decides? name them with --by")
    if said.verb not in _WITHOUT_REASON and not said.reason.strip():
        raise DecisionRefused("why? every decision needs a reason: --reason", "没有写理由")
    if said.expires and said.expires < (now or datetime.now()).date():
        raise DecisionRefused(f"{said.expires} has passed already", f"{said.expires} 已经过去")
    for verb, part, option, choices, part_named in (
        (Verb.DISMISS, said.cause, "--cause", " reading, lawful or other", "排除原因"),
        (Verb.CHANGE, said.severity, "--severity", "", "变更后的程度"), (Verb.ASSIGN, said.assignee, "--to", "", "承办人"),
    ):  # fmt: skip
        if said.verb is verb and not part:
            raise DecisionRefused(f"{verb.value} needs {option}{choices}", f"{VERBS[verb].zh}：须写明{part_named}")
        if said.verb is not verb and part:
            raise DecisionRefused(
                f"{option} goes with {verb.value}, not with {said.verb.value}", f"{part_named}只用于{VERBS[verb].zh}"
            )
    if said.verb not in OF_AGENCY and (said.figure or said.address or said.published):
        raise DecisionRefused("--figure, --address and --published go with admit and contest")
    if said.due and said.verb is not Verb.ASSIGN:
        raise DecisionRefused(f"--due goes with assign, not with {said.verb.value}")


def _refuse_for(found: Found, said: Wording, run: PastRun, before: Sequence[Entry]) -> None:
    rule = run.rule(found.rule)
    last = last_decision(before)
    if said.verb is Verb.WAIVE and not rule.waivable:
        raise DecisionRefused(f"{found.rule}: what breaks this rule must not be waived", "违反这条规则的不得免予扣分")
    if said.verb in ANSWERS and (last is None or last.verb is not Verb.CONTEST):
        raise DecisionRefused(
            f"{found.fingerprint}: nobody contests this finding", "机关没有申辩，不能维持、变更或撤销"
        )
    if said.verb in REFERRING and last is None:
        raise DecisionRefused(f"{found.fingerprint}: nothing was decided on this finding", "还没有处理决定")
    if said.verb is Verb.APPROVE and last is not None and last.by == said.by:
        raise DecisionRefused(
            f"{found.fingerprint}: {said.by} decided this; somebody else must approve it",
            f"由{said.by}决定，须另一人批准",
        )


def _entry(found: Found, said: Wording, run: PastRun, before: Sequence[Entry], case: str, at: str) -> Entry:
    last = last_decision(before) if said.verb in REFERRING else None
    told = found.said or {}
    return Entry(
        _key(), at, said.by.strip(), said.verb, found.fingerprint, found.evidence, found.rule,
        run.rule(found.rule).revision, found.agency, found.year, found.source, found.place,
        _cut(found.message), _cut(found.printed), _cut(told.get("expected") or ""), _cut(told.get("actual") or ""),
        masked(said.reason.strip()), said.cause, said.expires.isoformat() if said.expires else "", said.severity,
        said.assignee, said.due.isoformat() if said.due else "", last.key if last else "", case, at_place(at),
        _cut(said.figure.strip()), _cut(said.address.strip()), said.published,
    )  # fmt: skip


def _cut(text: str) -> str:
    return masked(text)[:_KEPT]
