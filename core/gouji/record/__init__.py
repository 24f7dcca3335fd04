"""A checked report on its way between processes and into the store: compact JSON with a schema, in parts that are read alone."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from functools import partial
from itertools import accumulate, pairwise
from typing import Any

from gouji.model.brief import Brief
from gouji.model.checked import CheckedReport
from gouji.record.brief import brief_of, parted, rejoined
from gouji.record.report import data_of, report_of

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_QUICK = 3
"""Level of compression: half the time of the usual one, and a tenth larger."""
_LENGTHS = struct.Struct(">IIII")
"""How long the first parts are: what tells whose report it is, its figures, its prose, what rules take of it."""


def pack(checked: CheckedReport) -> bytes:
    """Return a checked report as compressed JSON, schema `gouji.checked/1`; the same report gives the same bytes.

    It lies there in parts: head, figures, prose, what rules take of it, and the rest, so that rules across reports read only what they need.
    """
    head, *parts = map(_written, parted(data_of(checked)))
    *parts, rest = (zlib.compress(part, _QUICK) for part in parts)
    return b"".join((_LENGTHS.pack(*map(len, (head, *parts))), head, *parts, rest))


def as_json(checked: CheckedReport) -> bytes:
    """Return a checked report as JSON in UTF-8, a lone surrogate of a report's text as it stands."""
    return _written(data_of(checked))


def unpack(packed: bytes) -> CheckedReport:
    """Return what was packed; ValueError, struct.error or zlib.error where that is no checked report of this schema."""
    return report_of(data_in(packed))


def data_in(packed: bytes) -> dict[str, Any]:
    """Return the data of what was packed, the object that the schema describes."""
    head, *parts = _parts(packed)
    return rejoined(_read(head), *(_read(zlib.decompress(part)) for part in parts))


def unpack_brief(packed: bytes, fetch: Callable[[], CheckedReport]) -> Brief:
    """Return a packed report in brief: its parts are unpacked when they are asked for, the rest is fetched."""
    head, *parts, _ = _parts(packed)
    figures, prose, taken = (partial(_unpacked, part) for part in parts)
    return brief_of(_read(head), figures, prose, taken, fetch)


def _unpacked(part: bytes) -> dict[str, Any]:
    return _read(zlib.decompress(part))


def _parts(packed: bytes) -> tuple[bytes, ...]:
    ends = [*accumulate((_LENGTHS.size, *_LENGTHS.unpack_from(packed))), len(packed)]
    return tuple(packed[start:end] for start, end in pairwise(ends))


def _written(data: dict[str, Any]) -> bytes:
    return _COMPACT.encode(data).encode("utf-8", "surrogatepass")


def _read(part: bytes) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(part.decode("utf-8", "surrogatepass"))
    return data
