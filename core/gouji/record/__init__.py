"""A checked report on its way between processes and into the store: compact JSON with a schema, in parts that are read alone."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from typing import Any

from gouji.model.brief import Brief
from gouji.model.checked import CheckedReport
from gouji.record.brief import brief_of, parted, rejoined
from gouji.record.report import data_of, report_of

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_QUICK = 3
"""Level of compression: half the time of the usual one, and a tenth larger."""
_LENGTHS = struct.Struct(">II")
"""How long the first two parts are: what tells whose report it is, and its figures."""


def pack(checked: CheckedReport) -> bytes:
    """Return a checked report as compressed JSON, schema `gouji.checked/1`; the same report gives the same bytes.

    It lies there in three parts: head, figures and the rest, so that rules across reports read only what they need.
    """
    head, *parts = map(_written, parted(data_of(checked)))
    figures, rest = (zlib.compress(part, _QUICK) for part in parts)
    return b"".join((_LENGTHS.pack(len(head), len(figures)), head, figures, rest))


def as_json(checked: CheckedReport) -> bytes:
    """Return a checked report as JSON in UTF-8, a lone surrogate of a report's text as it stands."""
    return _written(data_of(checked))


def unpack(packed: bytes) -> CheckedReport:
    """Return what was packed; ValueError, struct.error or zlib.error where that is no checked report of this schema."""
    head, figures, rest = _parts(packed)
    return report_of(rejoined(_read(head), _read(zlib.decompress(figures)), _read(zlib.decompress(rest))))


def unpack_brief(packed: bytes, fetch: Callable[[], CheckedReport]) -> Brief:
    """Return a packed report in brief: its figures are unpacked when they are asked for, the rest is fetched."""
    head, figures, _ = _parts(packed)
    return brief_of(_read(head), lambda: _read(zlib.decompress(figures)), fetch)


def _parts(packed: bytes) -> tuple[bytes, bytes, bytes]:
    head, figures = _LENGTHS.unpack_from(packed)
    start = _LENGTHS.size
    return packed[start : start + head], packed[start + head : start + head + figures], packed[start + head + figures :]


def _written(data: dict[str, Any]) -> bytes:
    return _COMPACT.encode(data).encode("utf-8", "surrogatepass")


def _read(part: bytes) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(part.decode("utf-8", "surrogatepass"))
    return data
