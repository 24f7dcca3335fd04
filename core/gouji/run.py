"""A run: files are checked (pass 1), looked at together (pass 2) and written report by report (pass 3, see `output`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property, partial

from gouji.briefs import Briefs
from gouji.cache import Cache
from gouji.checking import Made, Order, Selection, Witness
from gouji.comparing import parts_of
from gouji.cross_report import Across, AtAll, look_across
from gouji.decisions.applied import After, Held, hold
from gouji.engine import broke, other_form
from gouji.errors import GoujiError
from gouji.files import AtPage, File, unheard
from gouji.host import Host
from gouji.model.batch import Batch
from gouji.model.checked import CheckedReport
from gouji.model.decision import Decided
from gouji.model.roster import Roster
from gouji.model.rule import Rule, Scope, Severity
from gouji.model.run import Component, Run
from gouji.model.text import Language
from gouji.record import pack
from gouji.scoring import Scoring
from gouji.store import Gradings, Keys, StoredReports
from gouji.workers.crew import Crew, stopped_text
from gouji.workers.here import check_here
from gouji.workers.tasks import AllTask, GroupsTask

_ALL = Selection()


@dataclass(frozen=True, slots=True)
class Heard:
    """Who hears how far a run has come: `done` of each file by its name; of work in this process `at_page` and `begins`, see Witness."""

    done: Callable[[str], None] | None = None
    at_page: AtPage = unheard
    begins: Callable[[str], None] | None = None


def check_files(
    files: Sequence[File], host: Host, order: Order, heard: Heard = Heard(), crew: Crew | None = None,
    cache: Cache | None = None,
) -> StoredReports:  # fmt: skip
    """Pass 1: check the files that the cache does not know, in up to `order.jobs` workers, each with a host like this one.

    The reports stand in the order of the files. Without a `crew` that was called together before, one is for the time that it
    takes; without a `cache` nothing is kept for another run.
    """
    work = _Work(files, host, order.selection.of(host.rules, host.off), cache or Cache())
    work.cache.guarded = bool(host.strangers)
    with nullcontext(crew) if crew else Crew(order, len(files)) as hands:
        work.through(hands, work.missing(), heard)
        if work.cache.broke:
            work.through(hands, work.missing(), Heard())
        if hands.stopped:
            _stop(hands.stopped, host, work.cache, work.keys)
    work.cache.trim()
    return StoredReports(work.cache, work.keys, work.gradings)


class _Work:
    """The files of pass 1 with the keys of their reports."""

    def __init__(self, files: Sequence[File], host: Host, rules: Sequence[Rule], cache: Cache) -> None:
        self._files, self._host, self._rules, self.cache = files, host, rules, cache
        keys = Keys.of(host, rules)
        self.gradings = Gradings({rule.id: rule.grading for rule in host.rules})
        self._hashes = [cache.sha256(file.path, partial(getattr, file, "sha256")) for file in files]
        named = zip(files, self._hashes, strict=True)
        self.keys = [keys.judgement_of(file.name, sha256) for file, sha256 in named]
        self._reading = keys.reading_of

    def missing(self) -> list[int]:
        """Return the numbers of the files whose reports the cache does not have."""
        return [number for number, key in enumerate(self.keys) if self.cache.get(key) is None]

    def through(self, crew: Crew, missing: Sequence[int], heard: Heard) -> None:
        """Have the missing ones checked and put into the cache; all are heard of in their order."""
        new, made = set(missing), self._made([self._files[number] for number in missing], crew, heard)
        for number in range(len(self.keys)):
            if number in new:
                self._put(number, next(made))
            if heard.done is not None:
                heard.done(self._files[number].name)

    def _made(self, files: Sequence[File], crew: Crew, heard: Heard) -> Iterator[Made]:
        if crew.jobs:
            return crew.check(files, self._host.limits, heard.at_page, self._known)
        return check_here(files, self._host, self._rules, Witness(heard.at_page, heard.begins), self._known)

    def _known(self, file: File) -> bytes:
        """Return what an earlier run with other rules read of a file, packed, empty where none did."""
        return self.cache.get(self._reading(file.name, self._hash_of[file.name])) or b""

    @cached_property
    def _hash_of(self) -> Mapping[str, str]:
        return {file.name: sha256 for file, sha256 in zip(self._files, self._hashes, strict=True)}

    def _put(self, number: int, made: Made) -> None:
        """Keep a report, for good only where the file is still the one whose hash was taken."""
        is_same = made.sha256 == self._hashes[number]
        self.cache.put(self.keys[number], made.packed, "report", lasts=made.lasts and is_same)
        if made.read and is_same and self.cache.lasts:
            self.cache.put(self._reading(self._files[number].name, made.sha256), made.read, "reading")


def _stop(rules: Sequence[str], host: Host, cache: Cache, keys: Sequence[bytes]) -> None:
    """Make rules that were cut off too often an error on all reports, so that no order of files changes any of them."""
    chosen = {rule.id: rule for rule in host.rules if rule.id in rules}
    elsewhere = {other_form(form.name) for each in host.packs for form in each.forms}
    for key, checked in zip(keys, StoredReports(cache, keys), strict=True):
        results = tuple(
            broke(chosen[each.rule], each.severity, stopped_text())
            if each.rule in chosen and each.note not in elsewhere
            else each
            for each in checked.results
        )
        cache.put(key, pack(replace(checked, results=results)), lasts=False)


def make_run(
    host: Host, reports: Sequence[CheckedReport], files: Sequence[File], language: Language | None = None, started: str = "",
    fail_on: Severity = Severity.MAJOR, held: Held | None = None, baseline: Mapping[str, str] | None = None,
    selection: Selection = _ALL, roster: Roster | None = None, crew: Crew | None = None,
) -> Run:  # fmt: skip
    """Pass 2: look at the checked reports together, and put what was found with what checked them and what people decided.

    A worker of a crew runs the rules across reports, without one this process. Without a language pages speak that of the packs whose
    reports were found, and only these describe themes: nothing depends on what else is installed.
    """
    briefs = Briefs(reports, host, roster)
    batch = _looked_at(briefs, reports, host, selection, crew)
    decided = hold(held, reports, batch, briefs.filings) if held else Decided()
    after = After.of(decided, host.rules_by_id)
    taken = host.of_packs(briefs.packs)
    return Run(
        reports=reports, plugins=host.components,
        packs=tuple(Component(pack.id, pack.version, pack.sha256) for pack in host.packs),
        language=language or taken.language, started=started, themes={theme.id: theme.title for theme in taken.themes.values()},
        fail_on=fail_on, rules=host.rules_by_id, forms=host.forms, score=Scoring.by(host.packs, after, batch), batch=batch,
        decided=decided, after_decisions=after, baseline=baseline, filings=briefs.filings, whose=briefs.agencies,
        settings=host.configuration.stated, host=host.fingerprint,
        paths={file.name: str(file.path) for file in files}, folders={pack.id: pack.folders for pack in host.packs},
        charts={pack.id: pack.charts for pack in taken.packs},
    )  # fmt: skip


def _looked_at(
    briefs: Briefs, reports: Sequence[CheckedReport], host: Host, selection: Selection, crew: Crew | None
) -> Batch:
    rules = [rule for rule in selection.of(host.rules, host.off) if rule.scope is not Scope.REPORT]
    if crew is None or not crew.jobs or not rules:
        return look_across(briefs, host, rules)
    across = Across(briefs, host, rules)
    over_all = [AllTask(0, reports, briefs.roster, host.limits)] if across.over_all else []
    parts = enumerate(parts_of(across.unknown), start=len(over_all))
    in_groups = [GroupsTask(number, reports, part, host.limits) for number, part in parts]
    found = []
    for answer in crew.do([*over_all, *in_groups]):
        if isinstance(answer.result, GoujiError):
            raise answer.result
        found.append(answer.result)
    without = {rule: reason for task in (*over_all, *in_groups) for rule, reason in task.without.items()}
    everyone = found.pop(0) if over_all else AtAll()
    return across.batch(found, everyone, without)
