"""Figures as pandas frames, with numbers that pandas calculates with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def frame_of(rows: Sequence[str], columns: Sequence[str], value: Callable[[str, str], Decimal | None]) -> pd.DataFrame:
    """Return values as a frame of Float64, rows × columns, <NA> where no number stands.

    Floats for whole numbers too: Decimal cannot be compared with the integers of numpy.
    """
    import pandas as pd

    def numbers(column: str) -> list[float | None]:
        return [None if (number := value(row, column)) is None else float(number) for row in rows]

    data = {column: pd.array(numbers(column), dtype="Float64") for column in columns}
    return pd.DataFrame(data, index=pd.Index(rows, name="row"))
