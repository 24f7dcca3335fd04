"""Figures as Parquet for DuckDB, pandas, Spark and the like: a file for each table, a row for each report (extra `parquet`)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gouji import Brief, CheckedReport, Run, Scorecard, Status, Wide, Writer, hookimpl

ROWS = 10_000
"""Rows that are kept back until they are written together."""


class ParquetTables:
    """`figures-TABLE.parquet`: source, agency, year and form, then for each cell its value, state and whether it is doubted.

    The rows stand in the order of the run.
    """

    def __init__(self, run: Run, folder: Path) -> None:
        if find_spec("pyarrow") is None:
            raise ImportError("the format parquet needs pyarrow: pip install 'gouji[parquet]'")
        names = dict.fromkeys(table.id for form in run.forms.values() for table in form.tables)
        self._run = run
        self._tables = {name: _Table(run, name, folder / f"figures-{name}.parquet") for name in names}

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report's tables."""
        if checked.status is Status.CHECKED:
            brief = Brief.of(checked)
            for name in brief.tables:
                self._tables[name].add(brief)

    def close(self) -> None:
        """Write what was kept back."""
        for table in self._tables.values():
            table.close()


class _Table:
    """A file on its way."""

    def __init__(self, run: Run, table: str, path: Path) -> None:
        self._cells, self._repeats = run.figures.cells_of(table), table in run.figures.repeating
        self._table, self._path = table, path
        self._writer: Any = None
        self._wide = Wide(self._cells, self._repeats)

    def add(self, brief: Brief) -> None:
        self._wide.add(brief, self._table)
        if len(self._wide) >= ROWS:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        made = pa.Table.from_pandas(self._wide.frame(), preserve_index=False)
        if self._writer is None:
            self._schema = _schema(made.schema)
            self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd")
        self._writer.write_table(made.cast(self._schema))
        self._wide = Wide(self._cells, self._repeats)

    def close(self) -> None:
        if len(self._wide):
            self._write()
        if self._writer is not None:
            self._writer.close()


def _schema(schema: Any) -> Any:  # noqa: ANN401  pyarrow carries no types
    """Return the schema that holds for all rows: a column that is empty so far holds text."""
    import pyarrow as pa

    fields = [
        pa.field(f.name, pa.string() if pa.types.is_null(f.type) or pa.types.is_large_string(f.type) else f.type)
        for f in schema
    ]
    return pa.schema(fields)


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `parquet`."""
    return [Writer("parquet", ParquetTables)]
