"""Scorecards as web pages: one for each report and one over all, to be read offline and printed."""

from pathlib import Path

from gouji import Run, Writer, hookimpl


def write(run: Run, folder: Path) -> None:
    """Write `index.html` and `reports/<slug>.html` for each checked report."""
    from gouji_plugins.writers.scorecard.pages import write_pages

    write_pages(run, folder)


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `html`."""
    return [Writer("html", write)]
