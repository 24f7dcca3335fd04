"""Many files: found, read, bound, checked and scored, one or several at a time, with the same result."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from gouji.alarm import alarm
from gouji.binding.recognition import recognise
from gouji.engine import run_rules
from gouji.errors import NotAReport, NothingToCheck, UnreadableReport
from gouji.host import Host, HostOptions, make_host
from gouji.limits import larger_than
from gouji.model.document import Document, Source
from gouji.model.report import Report
from gouji.model.rule import Rule, Severity
from gouji.model.run import CheckedReport, Component, Run, Status
from gouji.model.text import Language, Text
from gouji.nearest import unknown
from gouji.output import chosen_writers
from gouji.scoring import score
from gouji.workers.processes import Silence, Spread

AtPage = Callable[[str, int, int], None]

_DIED = "检查此文件时进程崩溃 / the process died on this file"
_UNSAID = Text("", "")
_NOT_SLUG = re.compile(r"[^\w-]+")
_BESIDE_REPORTS = re.compile(r"^(\.|~\$|README|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file to check and the name by which people see it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run: ids or beginnings of ids to take (none: all) and to leave out."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def of(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return the selected rules; NothingToCheck names a pattern that fits no rule, or says that none is left."""
        rules = tuple(rules)
        for pattern in (*self.select, *self.ignore):
            if not any(_fits(rule, pattern) for rule in rules):
                known = (name for rule in rules for name in (rule.id, rule.theme))
                raise NothingToCheck(unknown("rule or theme", pattern, known))
        chosen = tuple(
            rule
            for rule in rules
            if (not self.select or any(_fits(rule, p) for p in self.select))
            and not any(_fits(rule, p) for p in self.ignore)
        )
        if not chosen:
            raise NothingToCheck("no rule is left to run")
        return chosen


def _fits(rule: Rule, pattern: str) -> bool:
    return pattern in (rule.id, rule.theme, rule.id.partition("/")[2]) or rule.id.startswith(pattern + "/")


def find_files(paths: Sequence[str | Path]) -> list[File]:
    """List the files at paths, folders (walked) and globs, each once, in a stable order.

    Raises NothingToCheck, naming the path, where one leads to no file. Notes about a folder (README), hidden and lock files
    are left out of folders.
    """
    found: dict[Path, File] = {}
    for given in paths:
        for file in _files_at(str(given)):
            found.setdefault(file.path.resolve(), file)
    return list(found.values())


def _files_at(given: str) -> list[File]:
    path = Path(given)
    if path.is_dir():
        base = path.resolve().name
        inside = sorted(_walk(path), key=lambda p: p.relative_to(path).as_posix())
        files = [File(p, f"{base}/{p.relative_to(path).as_posix()}") for p in inside]
    elif path.exists():
        files = [File(path, _shown(path))]
    else:
        files = [file for match in sorted(glob.glob(given, recursive=True)) for file in _files_at(match)]  # noqa: PTH207  absolute too
        if not files:
            raise NothingToCheck(f"{given}: no such file or folder")
    if not files:
        raise NothingToCheck(f"{given}: no files to check in this folder")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not _BESIDE_REPORTS.match(name))


def _shown(path: Path) -> str:
    plain = not path.is_absolute() and ".." not in path.parts
    return path.as_posix() if plain else path.name


def _unheard(name: str, page: int, pages: int) -> None:
    """Take note of nothing."""


def read_file(file: File, host: Host, at_page: AtPage = _unheard) -> Document:
    """Read a file into a document; UnreadableReport gives the reason.

    `at_page` hears of each page that takes long to read: the file's name, the page and how many there are.
    """
    try:
        if file.path.stat().st_size > host.limits.file_bytes:
            raise UnreadableReport(larger_than(host.limits.file_bytes))
        data = file.path.read_bytes()
    except OSError as error:
        raise UnreadableReport(f"打不开文件：{error.strerror} / cannot be opened: {error.strerror}") from error
    if not data.strip():
        raise UnreadableReport("文件是空的 / the file is empty")
    return host.read(Source(file.name, file.path.suffix.lower(), data, host.limits, partial(at_page, file.name)))


def bind_document(document: Document, host: Host) -> Report:
    """Bind a document to the forms of the pack that it belongs to."""
    return recognise(document, host.packs)


def check_file(file: File, host: Host, rules: Sequence[Rule], at_page: AtPage = _unheard) -> CheckedReport:
    """Check one file from bytes to score; whatever is wrong with it stays in the result."""
    slug = _slug(file.name)
    seconds = host.limits.seconds
    try:
        with alarm(seconds):
            document = read_file(file, host, at_page)
            report = _bound(document, host)
            results = run_rules(report, host.rules_for(report.pack, rules))
            card = score(results, host.themes_of(report.pack))
    except NotAReport as reason:
        return CheckedReport(file.name, _sha256(file.path), Status.NOT_A_REPORT, slug, Text.both(str(reason)))
    except UnreadableReport as reason:
        return _unreadable(file, str(reason))
    except TimeoutError:
        return _unreadable(file, _too_long(seconds))
    kept = replace(report, document=replace(document, blocks=()))
    return CheckedReport(file.name, document.sha256, Status.CHECKED, slug, None, kept, results, card, str(file.path))


def _unreadable(file: File, reason: str) -> CheckedReport:
    return CheckedReport(file.name, _sha256(file.path), Status.UNREADABLE, _slug(file.name), Text.both(reason))


def _too_long(seconds: float) -> str:
    return f"读取超时（超过 {seconds:g} 秒） / took longer than {seconds:g} s"


def _bound(document: Document, host: Host) -> Report:
    """Bind a document; a mistake of our own while binding is said as such, and the batch goes on."""
    try:
        return bind_document(document, host)
    except (NotAReport, UnreadableReport):
        raise
    except Exception as error:
        raise UnreadableReport(f"程序出错，未能识别：{error!r} / Gouji itself broke: {error!r}") from error


def check_files(
    files: Sequence[File], options: HostOptions, selection: Selection, jobs: int = 1,
    done: Callable[[CheckedReport], None] = lambda checked: None, formats: Sequence[str] = (), at_page: AtPage = _unheard,
) -> tuple[Host, list[CheckedReport]]:  # fmt: skip
    """Check files in order with up to `jobs` processes; `done` hears of each one, `at_page` of pages read in this process.

    Unknown `formats` are refused before the work begins.
    """
    host = make_host(options)
    chosen_writers(host, formats)
    rules = selection.of(host.rules)
    checked: list[CheckedReport] = []
    if (jobs := min(jobs, len(files))) > 1:
        results = _spread(files, options, selection, jobs, host.limits.seconds, rules)
    else:
        results = map(partial(check_file, host=host, rules=rules, at_page=at_page), files)
    for result in results:
        done(result)
        checked.append(result)
    return host, checked


def _spread(
    files: Sequence[File], options: HostOptions, selection: Selection, jobs: int, seconds: float, rules: Sequence[Rule]
) -> Iterator[CheckedReport]:
    """Check files in several processes; the one that a process does not survive is unreadable."""
    silences = {Silence.DIED: _DIED, Silence.HUNG: _too_long(seconds)}
    spread = Spread(partial(_checker, options, selection), jobs, seconds)
    own = {rule.id: rule for rule in rules}
    for file, answer in zip(files, spread.answers(files), strict=True):
        yield _unreadable(file, silences[answer]) if isinstance(answer, Silence) else _with_rules(answer, own)


def _checker(options: HostOptions, selection: Selection) -> Callable[[File], CheckedReport]:
    """Return what checks a file in a process of its own.

    The rules of its results go back by their ids alone: not every plugin lets its functions travel, and their words take as
    long as the rest.
    """
    host = make_host(options)
    rules = selection.of(host.rules)
    bare = {rule.id: Rule(rule.id, _UNSAID, _UNSAID, "", rule.theme, rule.severity, _elsewhere) for rule in rules}
    return lambda file: _with_rules(check_file(file, host, rules), bare)


def _with_rules(checked: CheckedReport, rules: Mapping[str, Rule]) -> CheckedReport:
    return replace(checked, results=tuple(replace(result, rule=rules[result.rule.id]) for result in checked.results))


def _elsewhere(_: Report) -> tuple[()]:
    return ()


def make_run(
    host: Host, checked: Iterable[CheckedReport], language: Language, started: str, fail_on: Severity = Severity.MAJOR
) -> Run:
    """Put the checked files together with what checked them."""
    return Run(
        reports=tuple(checked), plugins=host.components,
        packs=tuple(Component(pack.id, pack.version, pack.sha256) for pack in host.packs),
        language=language, started=started, themes={theme.id: theme.title for theme in host.themes.values()},
        fail_on=fail_on,
    )  # fmt: skip


def _slug(name: str) -> str:
    stem = _NOT_SLUG.sub("-", Path(name).stem).strip("-")[:60] or "report"
    return f"{stem}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
