"""Scorecards as web pages: one for each report and one over all, to be read offline and printed."""

from pathlib import Path

from gouji import Output, Run, Writer, hookimpl


def begin(run: Run, folder: Path) -> Output:
    """Begin `index.html` and `reports/<slug>.html` for each checked report."""
    from gouji_plugins.writers.scorecard.pages import Pages

    return Pages(run, folder)


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `html`."""
    return [Writer("html", begin)]
