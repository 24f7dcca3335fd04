"""What rules across reports said in an earlier run of those of one agency, and took of each: it holds while these reports stand."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from gouji.briefs import Head
from gouji.model.columns import Pool
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule, Scope
from gouji.record.results import Cited, results_data, results_of
from gouji.store import StoredReports

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_QUICK = 1
"""Level of compression: what is kept is short."""


class Known:
    """Results of the scope `agency`, kept for the next run under the keys of the reports that they follow from.

    The key of a report stands for the rules, too; their severities, which it does not stand for, are part of the key here.
    """

    def __init__(self, reports: StoredReports | None, rules: Mapping[str, Sequence[Rule]]) -> None:
        self._reports = reports
        self._about = {
            pack: repr([(rule.id, rule.grading) for rule in own if rule.scope is Scope.AGENCY]).encode()
            for pack, own in rules.items()
        }
        self._nothing = Cited(())

    def of(self, pack: str, agency: str, heads: Sequence[Head]) -> list[tuple[Result, ...]] | None:
        """Return the results of each report of an agency, None where they must be found anew."""
        key = self._key(pack, agency, heads)
        kept = self._reports.recall(key) if key is not None and self._reports else None
        if kept is None:
            return None
        texts, found = json.loads(zlib.decompress(kept).decode("utf-8", "surrogatepass"))
        return [results_of(data, self._nothing, texts) for data in found]

    def learn(self, pack: str, agency: str, heads: Sequence[Head], found: Sequence[Sequence[Result]]) -> None:
        """Keep the results of each report of an agency, unless one broke: that is tried again."""
        key = self._key(pack, agency, heads)
        if key is None or self._reports is None:
            return
        if any(result.outcome is Outcome.ERROR for results in found for result in results):
            return
        pool = Pool()
        data = [results_data(results, self._nothing, pool) for results in found]
        written = _JSON.encode([pool.texts, data]).encode("utf-8", "surrogatepass")
        self._reports.remember(key, zlib.compress(written, _QUICK), "comparison")

    def taken(self, name: str, number: int, take: Callable[[], bytes]) -> bytes:
        """Return what a rule takes of one report by itself, by a name; taken anew where no earlier run has."""
        own = self._reports.lasting_key(number) if self._reports is not None else None
        if own is None or self._reports is None:
            return take()
        key = sha256(b"\0".join((b"taken", name.encode(), own))).digest()
        kept = self._reports.recall(key)
        if kept is None:
            kept = take()
            self._reports.remember(key, kept, "comparison")
        return kept

    def keep(self) -> None:
        """Make sure that the next run finds them."""
        if self._reports is not None:
            self._reports.settle()

    def _key(self, pack: str, agency: str, heads: Sequence[Head]) -> bytes | None:
        if self._reports is None:
            return None
        own = [self._reports.lasting_key(head.number) for head in heads]
        keys = [key for key in own if key is not None]
        if len(keys) < len(own):
            return None
        about = self._about[pack], agency.encode("utf-8", "surrogatepass")
        return sha256(b"\0".join((b"across", *about, *keys))).digest()
