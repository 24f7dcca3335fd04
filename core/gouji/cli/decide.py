"""`gouji decide`: a person's word on findings, kept in the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from gouji.cli.ledger import Day, ledger_options
from gouji.cli.streams import say
from gouji.model.decision import Cause, Verb
from gouji.model.rule import Severity
from gouji.model.text import Language


@click.command()
@click.argument("verb", type=click.Choice([verb.value for verb in Verb]))
@click.argument("fingerprints", nargs=-1, metavar="[FINDINGS]...")
@click.option(
    "--source", multiple=True, help="All findings of this report, by the name that the run gives it; may be repeated."
)
@click.option("--rule", multiple=True, help="All findings of this rule; may be repeated.")
@click.option("--agency", multiple=True, help="All findings of this agency; may be repeated.")
@click.option("--year", type=int, help="Only those of reports on this year.")
@click.option("--reason", default="", help="Why; every decision needs one.")
@click.option("--cause", type=click.Choice([cause.value for cause in Cause]), help="Why a finding is dismissed.")
@click.option("--expires", type=Day(), help="Last day on which it holds.")
@click.option("--severity", type=click.Choice([each.value for each in Severity]), help="What `change` makes of it.")
@click.option("--to", "assignee", default="", help="Who is to do the work that `assign` gives.")
@click.option("--due", type=Day(), help="Until when.")
@click.option("--figure", default="", help="The figure that the agency will print.")
@click.option("--address", default="", help="Where the corrected report was published.")
@click.option("--published", type=Day(), help="When it was published.")
@click.option(
    "--toml", "as_toml", is_flag=True, help="Print waivers as TOML, to be kept in git, and leave the ledger as it is."
)
@ledger_options
def decide(
    verb: str, fingerprints: tuple[str, ...], source: tuple[str, ...], rule: tuple[str, ...], agency: tuple[str, ...],
    year: int | None, reason: str, cause: str | None, expires: date | None, severity: str | None, assignee: str, due: date | None,
    figure: str, address: str, published: date | None, as_toml: bool,
    **where: Any,  # noqa: ANN401  the options of every command that opens a ledger
) -> int:  # fmt: skip
    """Decide on findings of a run, named by their fingerprints or chosen by report, rule or agency.

    confirm, dismiss, waive, rectify; admit or contest for the agency, uphold, change or annul in answer; withdraw or approve
    an earlier decision; assign work. Several findings at once are one case: all are decided or none.
    """
    from gouji.cli.ledger import opened
    from gouji.decisions import waivers
    from gouji.decisions.making import Wanted, Wording, entries_for

    if as_toml and verb != Verb.WAIVE:
        raise click.UsageError("--toml goes with waive")
    desk = opened(**where)
    said = Wording(
        Verb(verb), desk.by, reason, cause or "", expires, severity or "", assignee, due,
        figure, address, published.isoformat() if published else "",
    )  # fmt: skip
    marks = tuple(mark.strip().lower().removeprefix("#").partition("-")[0] for mark in fingerprints)
    found = Wanted(marks, source, rule, agency, year).of(desk.run)
    entries = entries_for(found, said, desk.run, desk.by_finding())
    if as_toml:
        say(waivers.as_toml(entries))
        return 0
    desk.ledger.add(entries)
    for entry in entries:
        say(desk.line(entry))
    if said.verb is Verb.WAIVE and expires is None:
        endless = "没有写明期限（--expires）：免予扣分一直有效，直至报告原文或规则含义有变"
        say(
            endless
            if desk.language is Language.ZH
            else "no --expires: this holds until what stands there, or what the rule means, changes"
        )
    return 0
