"""The run as a workbook for Excel and WPS: overview, findings, figures, coverage and a matrix of reports and rules."""

from pathlib import Path

from gouji import Run, Writer, hookimpl


def write(run: Run, folder: Path) -> None:
    """Write `gouji.xlsx`; text that looks like a formula is stored as text."""
    from gouji_plugins.writers.xlsx.workbook import write_workbook

    write_workbook(run, folder / "gouji.xlsx")


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `xlsx`."""
    return [Writer("xlsx", write)]
