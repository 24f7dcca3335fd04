"""A run: files are checked (pass 1), looked at together (pass 2) and written report by report (pass 3, see `output`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from gouji.checking import Order
from gouji.decisions.applied import After, Held, hold
from gouji.engine import broke, other_form
from gouji.files import AtPage, File, unheard
from gouji.host import Host
from gouji.model.checked import CheckedReport
from gouji.model.decision import Decided
from gouji.model.rule import Rule, Severity
from gouji.model.run import Component, Run
from gouji.model.score import Scorecard
from gouji.model.text import Language
from gouji.record import pack, unpack
from gouji.scoring import Scoring
from gouji.store import Keys, MemoryStore, StoredReports
from gouji.workers.crew import Crew, stopped_text
from gouji.workers.here import check_here


@dataclass(frozen=True, slots=True)
class Heard:
    """Who hears how far a run has come: `done` of each file with its score, `at_page` of pages read in this process."""

    done: Callable[[CheckedReport, Scorecard], None] | None = None
    at_page: AtPage = unheard


def check_files(
    files: Sequence[File], host: Host, order: Order, heard: Heard = Heard(), crew: Crew | None = None
) -> StoredReports:
    """Pass 1: check files in up to `order.jobs` workers, each with a host like this one; results stand in their order.

    Without a `crew` that was called together before, one is for the time that it takes.
    """
    rules = order.selection.of(host.rules)
    scoring = Scoring.by(host.packs)
    keys, store, stored = Keys.of(host, rules), MemoryStore(), []
    with nullcontext(crew) if crew else Crew(order, len(files)) as hands:
        for file, answer in zip(files, _answers(files, host, rules, hands, heard.at_page), strict=True):
            packed = answer if isinstance(answer, bytes) else pack(answer)
            stored.append(keys.judgement_of(file.name, file.sha256))
            store.put(stored[-1], packed)
            if heard.done is not None:
                checked = unpack(answer) if isinstance(answer, bytes) else answer
                heard.done(checked, scoring(checked))
        if hands.stopped:
            _stop(hands.stopped, host, store, stored)
    return StoredReports(store, stored)


def _answers(
    files: Sequence[File], host: Host, rules: Sequence[Rule], crew: Crew, at_page: AtPage
) -> Iterator[bytes | CheckedReport]:
    if crew.jobs:
        return crew.check(files, host.limits, at_page)
    return check_here(files, host, rules, at_page)


def _stop(rules: Sequence[str], host: Host, store: MemoryStore, stored: Sequence[str]) -> None:
    """Make rules that were cut off too often an error on all reports, so that no order of files changes any of them."""
    chosen = {rule.id: rule for rule in host.rules if rule.id in rules}
    elsewhere = {other_form(form.name) for each in host.packs for form in each.forms}
    for key, packed in [(key, store.get(key)) for key in stored]:
        checked = unpack(packed or b"")
        results = tuple(
            broke(chosen[each.rule], each.severity, stopped_text())
            if each.rule in chosen and each.note not in elsewhere
            else each
            for each in checked.results
        )
        store.put(key, pack(replace(checked, results=results)))


def make_run(
    host: Host, reports: Sequence[CheckedReport], files: Sequence[File], language: Language, started: str = "",
    fail_on: Severity = Severity.MAJOR, held: Held | None = None, baseline: Mapping[str, str] | None = None,
) -> Run:  # fmt: skip
    """Put the checked reports together with what checked them, and with what people decided; pass 2 looks at them when asked."""
    decided = hold(held, reports) if held else Decided()
    after = After.of(decided.by_fingerprint, host.rules_by_id)
    return Run(
        reports=reports, plugins=host.components,
        packs=tuple(Component(pack.id, pack.version, pack.sha256) for pack in host.packs),
        language=language, started=started, themes={theme.id: theme.title for theme in host.themes.values()},
        fail_on=fail_on, rules=host.rules_by_id,
        forms=host.forms,
        score=Scoring.by(host.packs, after), decided=decided, after_decisions=after, baseline=baseline,
        settings=host.configuration.stated, host=host.fingerprint,
        paths={file.name: str(file.path) for file in files}, folders={pack.id: pack.folders for pack in host.packs},
    )  # fmt: skip
