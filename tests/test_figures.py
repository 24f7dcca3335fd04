"""The figures of a run as columns: in pandas, as Parquet read back by pandas and DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pandas as pd
import pytest

from across import pages, read, together
from gouji import Brief, Figures, Run
from gouji.cache import Cache
from gouji.host import Host
from gouji.record import pack
from gouji.store import StoredReports
from gouji_plugins.writers import csv, parquet
from gouji_rules.gid.testing import BUREAU, edited, series


@pytest.fixture(scope="module")
def run(host: Host) -> Run:
    reports = series(BUREAU, (2020, 2021, 2022), Random(2))
    files = dict(zip(pages(reports), reports, strict=True))
    changes = {"cells": {"requests.new_received.total": "", "requests.carried_in.total": "五件"}}
    checked = [
        read(host, name, edited(changes if report.year == 2022 else {}, report)) for name, report in files.items()
    ]
    return together(host, checked)


def test_a_table_has_a_row_for_each_report(run: Run) -> None:
    frame = run.figures.table("requests", rows=["new_received", "carried_in"], columns=["total"])

    assert list(frame.columns) == [
        "source", "agency", "year", "form",
        "new_received.total", "new_received.total.state", "new_received.total.doubted",
        "carried_in.total", "carried_in.total.state", "carried_in.total.doubted",
    ]  # fmt: skip
    assert frame["year"].tolist() == [2020, 2021, 2022]
    assert frame["new_received.total"].tolist()[:2] == [
        float(report.tables["requests"].figures["new_received", "total"].value or 0) for report in run.reports[:2]
    ]
    assert frame["new_received.total"].isna().tolist() == [False, False, True]
    assert frame["new_received.total.state"].tolist()[2] == "blank"
    assert not frame["new_received.total.doubted"].any()


def test_a_row_that_a_form_lacks_is_missing_and_not_zero(run: Run) -> None:
    frame = run.figures.table("requests", rows=["other_outcome"], columns=["total"])

    assert frame["other_outcome.total"].isna().tolist() == [False, True, True]
    assert frame["other_outcome.total.doubted"].isna().tolist() == [False, True, True]


def test_all_figures_one_a_row(run: Run) -> None:
    frame = run.figures.tidy()
    figures = [figure for report in run.reports for figure in report.figures]

    assert len(frame) == len(figures)
    assert frame["value"].sum() == sum(float(figure.value or 0) for figure in figures)
    assert set(frame["state"]) >= {"number", "zero", "blank"}


@pytest.mark.parametrize(("table", "rows"), [("request", []), ("requests", ["new_recieved"])])
def test_names_that_no_form_has_are_refused(run: Run, table: str, rows: list[str]) -> None:
    with pytest.raises(ValueError, match="did you mean"):
        run.figures.table(table, rows=rows)


def test_columns_are_kept_for_the_next_run_while_the_reports_stand(
    run: Run, host: Host, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.model.figures.CHUNK", 2)
    fetched: list[str] = []

    class Noted(StoredReports):
        """Notes which reports are fetched."""

        def brief(self, number: int) -> Brief:
            """Fetch a report."""
            found = super().brief(number)
            fetched.append(found.source)
            return found

    def frames(sources: Sequence[str]) -> list[pd.DataFrame]:
        fetched.clear()
        with closing(Cache(cache)) as kept:
            for report in run.reports:
                kept.put(report.source.encode(), pack(report), "report")
            figures = Figures(Noted(kept, [source.encode() for source in sources]), host.forms)
            return [figures.table("requests", ["new_received", "carried_in"], ["total"]), figures.table("requests")]

    sources = [report.source for report in run.reports]
    plain = [run.figures.table("requests", ["new_received", "carried_in"], ["total"]), run.figures.table("requests")]
    for told in (sources, []):
        for made, expected in zip(frames(sources), plain, strict=True):
            pd.testing.assert_frame_equal(made, expected)
        assert fetched == told
    frames([*sources[:2], sources[0]])
    assert fetched == sources[:1]


def test_parquet_is_read_by_pandas_and_duckdb(run: Run, tmp_path: Path) -> None:
    parquet.writers()[0].write(run, tmp_path)
    path = tmp_path / "figures-requests.parquet"

    frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
    pd.testing.assert_frame_equal(frame, run.figures.table("requests").astype(frame.dtypes.to_dict()))
    with duckdb.connect() as database:
        database.execute(f"select count(*), sum(\"new_received.total\") from '{path.as_posix()}'")
        [(count, total)] = database.fetchall()
    assert (count, total) == (3, run.figures.table("requests")["new_received.total"].sum())


def test_the_same_run_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        parquet.writers()[0].write(replace(run), tmp_path / name)

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_tidy_csv_is_read_by_pandas_and_duckdb(run: Run, tmp_path: Path) -> None:
    csv.writers()[0].write(run, tmp_path)
    path, tidy = tmp_path / "figures.csv", run.figures.tidy()

    frame = pd.read_csv(path, keep_default_na=False, na_values={"value": [""]}, dtype={"raw": "string"})
    assert list(frame.columns) == list(tidy.columns)
    for name in tidy.columns:
        assert name == "value" or frame[name].tolist() == tidy[name].tolist()
    pd.testing.assert_series_equal(frame["value"], tidy["value"].astype("float64"))
    with duckdb.connect() as database:
        summed = f"select agency, year, sum(value), count(*) filter (doubted) from '{path.as_posix()}' where \"table\" = 'requests' "
        database.execute(summed + "group by all order by year")
        found = database.fetchall()
    of_year = tidy[tidy["table"] == "requests"].groupby("year")["value"].sum()
    assert found == [(BUREAU.name, year, total, 0) for year, total in of_year.items()]
