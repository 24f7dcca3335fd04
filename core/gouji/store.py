"""Where checked reports stay between the passes: under a key of everything that they follow from, as packed bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol, overload

from gouji.host import Host
from gouji.model.checked import CheckedReport
from gouji.model.rule import Rule
from gouji.record import unpack
from gouji.version import VERSION

_RESTS_ON = ("pypdfium2", "lxml", "python-docx", "openpyxl", "pillow", "rapidocr-onnxruntime", "onnxruntime")
"""Libraries whose version changes what is read."""
_RECENT = 64
"""Checked reports kept at hand once they were unpacked."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What reports are stored under.

    `reading` stands for everything that a reading follows from besides the file: readers, forms, libraries. `judgement`
    stands for what the results follow from besides the reading: rules, their parameters, plugins and packs, Gouji itself.
    Severities, scores, language and the like are applied on the way out and stand in neither.
    """

    reading: str
    judgement: str

    @classmethod
    def of(cls, host: Host, rules: Iterable[Rule]) -> Keys:
        """Work the keys of a host and of its rules that run out."""
        libraries = [_version(name) for name in _RESTS_ON]
        reading = [_components(host, _readers(host)), _packs(host), repr(host.limits), libraries]
        chosen = list(rules)
        ran = [[pack.id, *_written(rule)] for pack in host.packs for rule in host.rules_for(pack.id, chosen)]
        return cls(_digest(reading), _digest([_components(host), _packs(host), ran]))

    def reading_of(self, name: str, sha256: str) -> str:
        """Return the key of a bound report, by the file's name and the hash of its bytes."""
        return _digest([self.reading, name, sha256])

    def judgement_of(self, name: str, sha256: str) -> str:
        """Return the key of a checked report."""
        return _digest([self.reading_of(name, sha256), self.judgement])


def _components(host: Host, names: Container[str] | None = None) -> list[list[str]]:
    parts = [part for part in host.components if names is None or part.name in names]
    return [["gouji", VERSION, ""], *([part.name, part.version, part.sha256] for part in parts)]


def _readers(host: Host) -> set[str]:
    hooks = (host.manager.hook.read, host.manager.hook.convert, host.manager.hook.locale)
    return {implementation.plugin_name for hook in hooks for implementation in hook.get_hookimpls()}


def _packs(host: Host) -> list[list[str]]:
    return [[pack.id, pack.version, pack.sha256] for pack in host.packs]


def _written(rule: Rule) -> list[object]:
    """Return what decides a rule's outcome, besides the bytes of its plugin."""
    parameters = json.dumps(dict(rule.parameters), ensure_ascii=False, sort_keys=True, default=str)
    return [rule.id, rule.plugin, rule.kind, rule.may_fail, list(rule.forms), parameters]


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@lru_cache(maxsize=64)
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class Store(Protocol):
    """Keeps packed reports by key; pickled, it is the same store for another process that only reads."""

    def put(self, key: str, packed: bytes) -> None:
        """Keep a packed report; an earlier one under that key is replaced."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None where there is nothing."""

    def iterate(self) -> Iterator[tuple[str, bytes]]:
        """Yield all keys with what is kept under them, in the order in which they came."""


class MemoryStore:
    """A store that ends with its process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def put(self, key: str, packed: bytes) -> None:
        """Keep a packed report; an earlier one under that key is replaced."""
        self._kept[key] = packed

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None where there is nothing."""
        return self._kept.get(key)

    def iterate(self) -> Iterator[tuple[str, bytes]]:
        """Yield all keys with what is kept under them, in the order in which they came."""
        yield from self._kept.items()


class StoredReports(Sequence[CheckedReport]):
    """The reports of a run in the order of its files, each fetched when it is asked for."""

    def __init__(self, store: Store, keys: Sequence[str]) -> None:
        self._store, self._keys = store, keys
        self._fetch = lru_cache(maxsize=_RECENT)(self._fetched)

    def __reduce__(self) -> tuple[type[StoredReports], tuple[Store, Sequence[str]]]:
        return StoredReports, (self._store, self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> CheckedReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CheckedReport]: ...
    def __getitem__(self, index: int | slice) -> CheckedReport | Sequence[CheckedReport]:
        if isinstance(index, slice):
            return StoredReports(self._store, self._keys[index])
        return self._fetch(self._keys[index])

    def __iter__(self) -> Iterator[CheckedReport]:
        return map(self._fetch, self._keys)

    def _fetched(self, key: str) -> CheckedReport:
        packed = self._store.get(key)
        if packed is None:
            raise KeyError(key)
        return unpack(packed)
