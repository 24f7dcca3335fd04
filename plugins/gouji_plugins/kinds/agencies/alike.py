"""Which of very many reports may be alike, by a few marks of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_A_PAIR = 2


class Sketch(NamedTuple):
    """What stands for a report while pairs are looked for: its number, year, agency and marks of 32 bits."""

    number: int
    year: int
    agency: str
    marks: Sequence[int]


def candidates(sketches: Sequence[Sketch], share: float) -> Iterator[tuple[int, int]]:
    """Yield the numbers of reports that have a share of their marks in common: by different agencies, on one year or two that follow.

    Of those that have a mark each is paired with the first and with the one before, so that the work stays in proportion
    to their number however many copied from one.
    """
    if len(sketches) < _A_PAIR:
        return
    import numpy as np

    agencies = {name: number for number, name in enumerate(dict.fromkeys(each.agency for each in sketches))}
    known = {each.year for each in sketches}
    looked = [
        (place, year) for place, each in enumerate(sketches) for year in (each.year, each.year + 1) if year in known
    ]
    sizes = [len(sketches[place].marks) for place, _ in looked]
    owners = np.repeat(np.asarray([place for place, _ in looked]), sizes)
    marks = np.concatenate([np.asarray(sketches[place].marks, np.uint64) for place, _ in looked])
    years = np.repeat(np.asarray([year for _, year in looked], np.uint64), sizes)
    order = np.lexsort((owners, (years << np.uint64(32)) | marks))
    keys, owners = ((years << np.uint64(32)) | marks)[order], owners[order]
    old = np.repeat(np.asarray([year > sketches[place].year for place, year in looked]), sizes)[order]
    firsts = np.maximum.accumulate(np.where(np.r_[True, keys[1:] != keys[:-1]], np.arange(len(keys)), 0))
    later = np.flatnonzero(firsts < np.arange(len(keys)))
    one, other = np.r_[firsts[later], later - 1], np.r_[later, later]
    counted = ~(old[one] & old[other])
    pairs = _coded(owners[one[counted]], owners[other[counted]])
    codes, counts = np.unique(pairs, return_counts=True)
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        left, right = sketches[code >> 32], sketches[code & 0xFFFFFFFF]
        least = share * min(len(left.marks), len(right.marks))
        if count >= least and agencies[left.agency] != agencies[right.agency]:
            yield left.number, right.number


def _coded(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    import numpy as np

    return (np.minimum(one, other) << 32) | np.maximum(one, other)
