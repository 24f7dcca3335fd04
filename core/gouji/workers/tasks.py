"""What a crew has workers do: how it is told, how long it may take, and what it costs where the worker is lost over it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from gouji.checking import Made, rule_seconds, took_too_long, unreadable
from gouji.comparing import Group, numbers_of
from gouji.cross_report import ALL_SECONDS
from gouji.engine import took_too_long as rule_took_too_long
from gouji.errors import GoujiError
from gouji.files import File, Known, unknown
from gouji.limits import Limits
from gouji.model.checked import CheckedReport
from gouji.model.roster import Roster
from gouji.model.run import Unwritten
from gouji.model.text import Text
from gouji.store import StoredReports
from gouji.workers.process import BLOATED, GARBLED, KILLED
from gouji.workers.serving import AllItem, Answer, CheckItem, GroupsItem, Item, PageItem, WholeItem
from gouji.writing import whole_seconds, writer_took_too_long


def died_text(how: Text) -> Text:
    """Say how the worker died that was lost over something."""
    return Text(f"进程崩溃（{how.zh}）", f"the process died ({how.en})")


class Task(Protocol):
    """A piece of work with its number; a `long` one is not given out before its worker has time for it.

    One that is given out `again` meets a worker in which nothing was done before: what a stranger's plugin left there may be to blame.

    What a worker is at is told by its stage, two words: what and its name (`rule ID`, `reader NAME`, `writer FORMAT`; `all ID` of a
    rule over all reports).
    """

    number: int
    limits: Limits
    long: bool
    again: bool

    def item(self, stopped: Mapping[str, Text]) -> Item:
        """Return what the worker is told; `stopped` are rules that are not to be run any more."""

    def seconds(self, what: str) -> float:
        """Return the processor time that the present stage may take."""

    def cut_off(self, what: str, name: str) -> Answer | None:
        """Return the answer where a stage took too long; None where another worker is to try again."""

    def died(self, what: str, name: str, how: Text) -> Answer | None:
        """Return the answer where a worker died; None where another one is to try again."""

    def suspected(self, stage: str, how: Text) -> bool:
        """Hear what a stranger's plugin did last before a worker died over something else; returns whether it is tried without that."""

    def cleared(self) -> bool:
        """Hear that the worker did not die; returns whether there is another try, without the one that was to blame before."""


@dataclass(slots=True)
class CheckTask:
    """A file to check, what is known of it, and what was learnt when a worker was lost over it.

    `suspects` are rules of strangers, the last one first, that are left out to see which of them ends the process later on.
    """

    number: int
    file: File
    limits: Limits
    known: Known = unknown
    without: dict[str, Text] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)
    suspects: dict[str, Text] = field(default_factory=dict)
    careful: bool = False
    long: bool = False
    again: bool = False

    def item(self, stopped: Mapping[str, Text]) -> Item:
        """Return the file, with the rules that are left out on it."""
        file = replace(self.file, known=self.file.known or self.known(self.file))
        without = {**stopped, **self.without, **self.suspects}
        return CheckItem(self.number, file, without, (*self.late, *self.suspects), self.careful)

    def seconds(self, what: str) -> float:
        """Return the limit of a rule, or that of a file."""
        return rule_seconds(self.limits) if what == "rule" else self.limits.seconds

    def cut_off(self, what: str, name: str) -> Answer | None:
        """Leave the rule out from now on; what is no rule makes the file unreadable."""
        seconds = self.seconds(what)
        if what == "rule":
            self.late.append(name)
            return self._left_out(name, rule_took_too_long(seconds))
        return self._unreadable(took_too_long(seconds))

    def died(self, what: str, name: str, how: Text) -> Answer | None:
        """Likewise; where the stage need not be to blame, the file is tried again with care first."""
        if not self.careful and (how.en in (GARBLED, KILLED, BLOATED) or not name):
            self.careful = True
            return None
        if what == "rule":
            self.late.append(name)
            return self._left_out(name, died_text(how))
        by = (f"，插件 {name}", f", plugin {name}") if name else ("", "")
        return self._unreadable(
            Text(f"检查此文件时进程崩溃（{how.zh}{by[0]}）", f"the process died on this file ({how.en}{by[1]})")
        )

    def suspected(self, stage: str, how: Text) -> bool:
        """Leave out the rule that was the last one of a stranger's before a worker died; False where it was none."""
        what, _, name = stage.partition(" ")
        if what != "rule" or name in {**self.without, **self.suspects}:
            return False
        self.suspects[name] = died_text(how)
        return True

    def cleared(self) -> bool:
        """Hear that the worker did not die: the last suspect was to blame; returns whether others are to be tried again."""
        if not self.suspects:
            return False
        *others, (rule, reason) = self.suspects.items()
        self.suspects.clear()
        self.without[rule] = reason
        self.late.append(rule)
        return bool(others)

    def _left_out(self, rule: str, reason: Text) -> Answer | None:
        if rule in self.without:
            return self._unreadable(reason)
        self.without[rule] = reason
        return None

    def _unreadable(self, reason: Text) -> Answer:
        return Answer(self.number, Made.of(unreadable(self.file, reason)), tuple(self.late))


class AcrossTask:
    """Reports to look at together; where a worker is lost over a rule, another one begins anew without it."""

    number: int
    reports: Sequence[CheckedReport]
    limits: Limits
    without: dict[str, Text]
    again: bool
    long = True

    def seconds(self, what: str) -> float:
        """Return the limit of a rule on one report, or of what is done with all."""
        if what == "rule":
            return rule_seconds(self.limits)
        once = rule_seconds(self.limits) if what == "all" else self.limits.seconds
        return once + ALL_SECONDS * len(self.reports)

    def cut_off(self, what: str, name: str) -> Answer | None:
        """Leave the rule out from now on; what is no rule ends the run."""
        return self._left_out(name, rule_took_too_long(self.seconds(what)))

    def died(self, what: str, name: str, how: Text) -> Answer | None:
        """Likewise; where no rule was at work it is tried once more by a fresh worker, which nothing else has spoilt."""
        if not name and not self.again:
            self.again = True
            return None
        return self._left_out(name, died_text(how))

    def suspected(self, stage: str, how: Text) -> bool:
        """Suspect nobody."""
        return False

    def cleared(self) -> bool:
        """Clear nobody."""
        return False

    def _left_out(self, rule: str, reason: Text) -> Answer | None:
        if not rule or rule in self.without:
            return Answer(self.number, GoujiError(f"the reports cannot be looked at together: {reason.en}"))
        self.without[rule] = reason
        return None


@dataclass
class AllTask(AcrossTask):
    """All reports of a run, for the rules that look at all."""

    number: int
    reports: Sequence[CheckedReport]
    roster: Roster | None
    limits: Limits
    without: dict[str, Text] = field(default_factory=dict)
    again: bool = False

    def item(self, stopped: Mapping[str, Text]) -> Item:
        """Return the reports, with the rules that are left out."""
        return AllItem(self.number, self.reports, self.roster, dict(self.without))


@dataclass
class GroupsTask(AcrossTask):
    """Some groups of reports, such as those of one agency, for the rules that look at such."""

    number: int
    reports: Sequence[CheckedReport]
    groups: Sequence[Group]
    limits: Limits
    without: dict[str, Text] = field(default_factory=dict)
    again: bool = False

    def item(self, stopped: Mapping[str, Text]) -> Item:
        """Return the groups with their own reports alone, and the rules that are left out."""
        numbers = numbers_of(self.groups)
        reports = self.reports
        some = reports.some(numbers) if isinstance(reports, StoredReports) else [reports[each] for each in numbers]
        return GroupsItem(self.number, some, self._moved(numbers), dict(self.without))

    def carried(self) -> GroupsTask:
        """Return the task with its own reports alone, for a machine that does not see where they are kept."""
        if not isinstance(self.reports, StoredReports):
            raise TypeError("only stored reports can be sent")
        numbers = numbers_of(self.groups)
        return replace(self, reports=self.reports.carried(numbers), groups=self._moved(numbers))

    def _moved(self, numbers: Sequence[int]) -> list[Group]:
        places = {number: place for place, number in enumerate(numbers)}
        return [group.moved(places) for group in self.groups]


@dataclass(slots=True)
class WholeTask:
    """A format to write, but for what it writes of each report alone."""

    number: int
    format: str
    folder: Path
    reports: int
    limits: Limits
    long: bool = True
    again: bool = False

    def item(self, stopped: Mapping[str, Text]) -> Item:
        """Return format and folder."""
        return WholeItem(self.number, self.format, self.folder, self.seconds("writer"))

    def seconds(self, what: str) -> float:
        """Return the limit of a step over the whole run."""
        return whole_seconds(self.limits, self.reports)

    def cut_off(self, what: str, name: str) -> Answer | None:
        """Leave the format unwritten."""
        return self._unwritten(writer_took_too_long(self.seconds(what)))

    def died(self, what: str, name: str, how: Text) -> Answer | None:
        """Likewise."""
        return self._unwritten(died_text(how))

    def suspected(self, stage: str, how: Text) -> bool:
        """Suspect nobody."""
        return False

    def cleared(self) -> bool:
        """Clear nobody."""
        return False

    def _unwritten(self, said: Text) -> Answer:
        return Answer(self.number, {self.format: Unwritten(said)})


@dataclass(slots=True)
class PageTask:
    """A report whose own part of some formats is to be written.

    `broken` are formats that it does not matter for any more, `known` those of which it stands already. `alone` says that nothing else
    of the run goes into it than what concerns the report. Where its worker is lost it is
    tried once more without the file that it was read from, whose pictures may be to blame.
    """

    number: int
    report: int
    folders: Mapping[str, Path]
    limits: Limits
    broken: MutableMapping[str, Unwritten]
    known: Collection[str] = ()
    alone: bool = False
    own: dict[str, Unwritten] = field(default_factory=dict)
    pictured: bool = True
    long: bool = False
    again: bool = False

    def item(self, stopped: Mapping[str, Text]) -> Item:
        """Return which report it is."""
        left_out = tuple({*self.broken, *self.own, *self.known})
        seconds = self.seconds("writer")
        return PageItem(self.number, self.report, self.folders, left_out, dict(self.own), self.pictured, seconds)

    def seconds(self, what: str) -> float:
        """Return the limit of a writer."""
        return self.limits.writer_seconds

    def cut_off(self, what: str, name: str) -> Answer | None:
        """Try again without the file, then without the format."""
        return self._again(name, writer_took_too_long(self.seconds(what)))

    def died(self, what: str, name: str, how: Text) -> Answer | None:
        """Likewise."""
        return self._again(name, died_text(how))

    def suspected(self, stage: str, how: Text) -> bool:
        """Suspect nobody."""
        return False

    def cleared(self) -> bool:
        """Clear nobody."""
        return False

    def _again(self, name: str, said: Text) -> Answer | None:
        if self.pictured:
            self.pictured = False
        elif name in self.folders and name not in self.own:
            self.own[name] = self.broken[name] = Unwritten(said)
        else:
            return Answer(self.number, dict.fromkeys(self.folders, Unwritten(said)))
        return None
