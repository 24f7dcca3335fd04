"""What rules across reports said in an earlier run of a group of reports: it holds while these reports stand."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256

from gouji.briefs import Head
from gouji.model.columns import Pool
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule
from gouji.record.results import Cited, results_data, results_of
from gouji.store import StoredReports

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_QUICK = 1
"""Level of compression: what is kept is short."""
_NOTHING = Cited(())


def packed_results(found: Sequence[Sequence[Result]]) -> bytes:
    """Pack the results of each report of a group."""
    pool = Pool()
    data = [results_data(results, _NOTHING, pool) for results in found]
    return zlib.compress(_JSON.encode([pool.texts, data]).encode("utf-8", "surrogatepass"), _QUICK)


def unpacked_results(packed: bytes) -> list[tuple[Result, ...]]:
    """Return what was packed."""
    texts, found = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return [results_of(data, _NOTHING, texts) for data in found]


class Known:
    """Packed results of groups, kept for the next run under the keys of the reports that they follow from.

    The key of a report stands for the rules, too; their severities, which it does not stand for, are part of the key here.
    """

    def __init__(self, reports: StoredReports | None, rules: Mapping[str, Sequence[Rule]]) -> None:
        self._reports = reports
        self._about = {pack: repr([(rule.id, rule.grading) for rule in own]).encode() for pack, own in rules.items()}

    def of(self, pack: str, named: str, heads: Sequence[Head]) -> bytes | None:
        """Return the results of a group, None where they must be found anew."""
        key = self._key(pack, named, heads)
        return self._reports.recall(key) if key is not None and self._reports else None

    def learn(
        self, pack: str, named: str, heads: Sequence[Head], packed: bytes, found: Sequence[Sequence[Result]]
    ) -> None:
        """Keep the results of a group, unless one broke: that is tried again."""
        key = self._key(pack, named, heads)
        if key is None or self._reports is None:
            return
        if not any(result.outcome is Outcome.ERROR for results in found for result in results):
            self._reports.remember(key, packed, "comparison")

    def keep(self) -> None:
        """Make sure that the next run finds them."""
        if self._reports is not None:
            self._reports.settle()

    def _key(self, pack: str, named: str, heads: Sequence[Head]) -> bytes | None:
        if self._reports is None:
            return None
        own = [self._reports.lasting_key(head.number) for head in heads]
        keys = [key for key in own if key is not None]
        if len(keys) < len(own):
            return None
        about = self._about[pack], named.encode("utf-8", "surrogatepass")
        return sha256(b"\0".join((b"across", *about, *keys))).digest()
