"""Where checked reports stay between the passes: under a key of everything that they follow from, as packed bytes."""

from __future__ import annotations

import hashlib
import json
import operator
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import overload

from gouji.cache import Cache
from gouji.errors import GoujiError
from gouji.host import Host, core_sha256
from gouji.model.brief import Brief
from gouji.model.checked import CheckedReport
from gouji.model.rule import Grading, Rule, Severity
from gouji.record import unpack, unpack_brief
from gouji.version import VERSION

_RESTS_ON = ("pypdfium2", "lxml", "python-docx", "openpyxl", "pillow", "jinja2", "rapidocr", "onnxruntime")
"""Libraries whose version changes what is read, or what is shown of it."""
_RECENT = 64
"""Checked reports kept at hand once they were unpacked."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What reports are stored under.

    `reading` stands for everything that follows from a file alone, by its readers and libraries: its document. `judgement`
    stands for what the results follow from besides: forms, rules, their parameters, plugins and packs, Gouji itself.
    Severities, scores, language and the like are applied on the way out and stand in neither.
    """

    reading: str
    judgement: str

    @classmethod
    def of(cls, host: Host, rules: Iterable[Rule]) -> Keys:
        """Work the keys of a host and of its rules that run out."""
        reading = [_components(host, _readers(host)), repr(host.limits), libraries()]
        chosen = list(rules)
        ran = [[pack.id, *_written(rule)] for pack in host.packs for rule in host.rules_for(pack.id, chosen)]
        return cls(_digest(reading), _digest([_components(host), _packs(host), ran]))

    def reading_of(self, name: str, sha256: str) -> bytes:
        """Return the key of a document, by the file's name and the hash of its bytes."""
        return _key([self.reading, name, sha256])

    def judgement_of(self, name: str, sha256: str) -> bytes:
        """Return the key of a checked report."""
        return _key([self.reading, name, sha256, self.judgement])


def _components(host: Host, names: Container[str] | None = None) -> list[list[str]]:
    parts = [part for part in host.components if names is None or part.name in names]
    return [["gouji", VERSION, core_sha256()], *([part.name, part.version, part.sha256] for part in parts)]


def _readers(host: Host) -> set[str]:
    hooks = (host.manager.hook.read, host.manager.hook.convert)
    return {implementation.plugin_name for hook in hooks for implementation in hook.get_hookimpls()}


def _packs(host: Host) -> list[list[str]]:
    return [[pack.id, pack.version, pack.sha256] for pack in host.packs]


def _written(rule: Rule) -> list[object]:
    """Return what decides a rule's outcome, besides the bytes of its plugin."""
    parameters = json.dumps(dict(rule.parameters), ensure_ascii=False, sort_keys=True, default=str)
    return [rule.id, rule.plugin, rule.kind, rule.may_fail, list(rule.forms), parameters]


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _key(parts: Sequence[str]) -> bytes:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()


def libraries() -> list[str]:
    """Return the versions of the libraries that results rest on, empty for one that is missing."""
    return [_version(name) for name in _RESTS_ON]


@lru_cache(maxsize=64)
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class Gradings:
    """The severities of rules by their ids, as settings have them now."""

    def __init__(self, by_rule: Mapping[str, Grading]) -> None:
        self._by_rule = by_rule
        self._with_grave = frozenset(rule for rule, grading in by_rule.items() if grading.grave)
        self._in_year: dict[int | None, Mapping[str, Severity]] = {}

    def __reduce__(self) -> tuple[type[Gradings], tuple[Mapping[str, Grading]]]:
        return Gradings, (self._by_rule,)

    def graded(self, checked: CheckedReport) -> CheckedReport:
        """Return a report with the severities that count now: it may have been checked when settings gave others."""
        usual, results = self._usual(checked.year), list(checked.results)
        for number, result in enumerate(results):
            rule = result.rule
            if usual.get(rule, result.severity) is not result.severity or rule in self._with_grave:
                severity = self._by_rule[rule].severity(checked.year, grave=result.is_grave)
                if severity is not result.severity:
                    results[number] = replace(result, severity=severity)
        same = all(map(operator.is_, results, checked.results))
        return checked if same else replace(checked, results=tuple(results))

    def _usual(self, year: int | None) -> Mapping[str, Severity]:
        if year not in self._in_year:
            self._in_year[year] = {rule: grading.severity(year) for rule, grading in self._by_rule.items()}
        return self._in_year[year]


class Carried:
    """Packed reports by their keys, as they travel to a machine that does not see the cache."""

    def __init__(self, packed: Mapping[bytes, bytes]) -> None:
        self._packed = packed

    def get(self, key: bytes) -> bytes | None:
        """Return a packed report."""
        return self._packed.get(key)

    def own_marks(self) -> list[tuple[bytes, int]]:
        """Return none: all of them are taken as they are."""
        return []

    def remember(self, key: bytes, data: bytes, kind: str) -> None:
        """Keep nothing."""

    def flush(self) -> None:
        """Change nothing."""


class StoredReports(Sequence[CheckedReport]):
    """The reports of a run in the order of its files, each fetched when it is asked for, with the severities that count now."""

    def __init__(self, cache: Cache | Carried, keys: Sequence[bytes], gradings: Gradings | None = None) -> None:
        self._cache, self._keys, self._gradings = cache, keys, gradings or Gradings({})
        self._fetch = lru_cache(maxsize=_RECENT)(self._fetched)

    def __reduce__(self) -> tuple[type[StoredReports], tuple[Cache | Carried, Sequence[bytes], Gradings]]:
        return StoredReports, (self._cache, self._keys, self._gradings)

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> CheckedReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CheckedReport]: ...
    def __getitem__(self, index: int | slice) -> CheckedReport | Sequence[CheckedReport]:
        if isinstance(index, slice):
            return StoredReports(self._cache, self._keys[index], self._gradings)
        return self._fetch(self._keys[index])

    def __iter__(self) -> Iterator[CheckedReport]:
        return map(self._fetch, self._keys)

    @property
    def fingerprint(self) -> str:
        """A sha256 over all that is found in the reports, without fetching them."""
        marks = b"".join(key + b"%d" % mark for key, mark in self._cache.own_marks())
        return hashlib.sha256(b"".join(self._keys) + marks).hexdigest()

    def carried(self, numbers: Sequence[int]) -> StoredReports:
        """Return some of the reports, which carry with them what the cache has of them."""
        keys = [self._keys[number] for number in numbers]
        return StoredReports(Carried({key: self._kept(key) for key in keys}), keys, self._gradings)

    def some(self, numbers: Sequence[int]) -> StoredReports:
        """Return some of the reports."""
        return StoredReports(self._cache, [self._keys[number] for number in numbers], self._gradings)

    def lasting_key(self, number: int) -> bytes | None:
        """Return what stands for a report and all that is found in it, None where that may be another thing in the next run."""
        key = self._keys[number]
        return None if key in self._own else key

    def recall(self, key: bytes) -> bytes | None:
        """Return what an earlier run, or this one, remembered under a key."""
        return self._cache.get(key)

    def remember(self, key: bytes, data: bytes, kind: str) -> None:
        """Keep for other runs what follows from the reports."""
        self._cache.remember(key, data, kind)

    def settle(self) -> None:
        """Make sure that what was to be remembered is."""
        self._cache.flush()

    @cached_property
    def _own(self) -> frozenset[bytes]:
        return frozenset(key for key, _ in self._cache.own_marks())

    def brief(self, number: int) -> Brief:
        """Return a report in brief, without unpacking the rest of it."""
        key = self._keys[number]
        return unpack_brief(self._kept(key), lambda: self._fetch(key))

    def _fetched(self, key: bytes) -> CheckedReport:
        return self._gradings.graded(unpack(self._kept(key)))

    def _kept(self, key: bytes) -> bytes:
        packed = self._cache.get(key)
        if packed is None:
            raise GoujiError("a report left the cache while the run went on; please run again")
        return packed
