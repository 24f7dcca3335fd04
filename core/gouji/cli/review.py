"""`gouji review`: the open findings one by one, decided on with single keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.language import problem
from gouji.cli.ledger import Desk, ledger_options, opened
from gouji.cli.options import forms_at_hand
from gouji.decisions.places import Places

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from gouji.decisions.making import Wording
    from gouji.decisions.work import Work
    from gouji.model.decision import Entry, Verb

KEYS = {"c": "confirm", "d": "dismiss", "w": "waive", "r": "rectify", "a": "approve"}
"""Keys that decide, with what they do; `a` only where somebody else's decision waits."""
CONTESTED = {"h": "uphold", "g": "change", "x": "annul"}
"""Keys that answer an agency which contests a finding."""
CAUSES = {"1": "reading", "2": "lawful", "3": "other"}
SEVERITIES = {"1": "critical", "2": "major", "3": "minor", "4": "advice"}
NEXT, BACK, UNDO, QUIT = ("s", "right", "down"), ("b", "left", "up"), ("u",), ("q", "c-c", "c-d")
WORDS = {
    "keys": (
        "c 确认  d 排除  w 免予扣分  r 已整改  a 批准  s 下一条  b 上一条  u 撤回上一步  q 退出",
        "c confirm  d dismiss  w waive  r rectify  a approve  s next  b back  u undo  q quit",
    ),
    "contested": ("机关申辩：h 维持  g 变更程度  x 撤销", "contested: h uphold  g change severity  x annul"),
    "severity": ("1 严重  2 较重  3 一般  4 提示", "1 critical  2 major  3 minor  4 advice"),
    "expires": ("有效至（如 2030-12-31，不限则回车）：", "holds until (such as 2030-12-31; empty for no limit): "),
    "reason": ("理由：", "reason: "), "cause": ("1 读取有误  2 依法例外  3 其他", "1 reading fault  2 lawful exception  3 other"),
    "done": ("没有待处理的问题了。", "Nothing is left to decide."), "undone": ("已收回", "withdrawn"),
    "nothing": ("没有可以收回的决定", "nothing to undo"), "left": ("还有 {n} 条待处理。", "{n} left to decide."),
    "expected": ("应填数", "expected"), "actual": ("填报数", "reported"), "because": ("误操作", "a slip"),
}  # fmt: skip


@click.command()
@click.option("--agency", default="", help="Only findings of this agency.")
@click.option("--rule", default="", help="Only findings of this rule.")
@click.option("--to", "assignee", default="", help="Only what is assigned to this person.")
@ledger_options
def review(agency: str, rule: str, assignee: str, **where: Any) -> int:  # noqa: ANN401  the options of the ledger
    """Walk through the findings that wait for a person, and decide with single keys; what is decided is kept at once.

    Stop at any time: the next review goes on with what is still open.
    """
    try:
        from prompt_toolkit import PromptSession
    except ImportError as error:
        raise click.UsageError("gouji review needs gouji[review]") from error
    import sys

    desk = opened(**where)
    if not sys.stdin.isatty():
        raise click.UsageError("gouji review needs a terminal; elsewhere use gouji decide, or gouji decisions sheet")
    work = [
        each for each in desk.work()
        if each.waits and agency in ("", each.found.agency) and assignee in ("", each.assignee)
        and (not rule or rule in (each.found.rule, each.found.rule.rpartition("/")[2]))
    ]  # fmt: skip
    left = Review(desk, work, PromptSession()).run()
    click.echo(_word(desk, "left").format(n=left) if left else _word(desk, "done"))
    return 0


def _word(desk: Desk, key: str) -> str:
    return WORDS[key][0 if desk.language.value == "zh" else 1]


class Review:
    """A walk through work: where it stands, and what was decided on the way."""

    def __init__(self, desk: Desk, work: Sequence[Work], session: PromptSession[str]) -> None:
        self._desk, self._work, self._session = desk, list(work), session
        self._places = Places(forms_at_hand, desk.language)
        self._reports = {report["source"]: report for report in desk.run.reports}
        self._at = 0
        self._decided: list[Entry] = []
        self._latest = {each.found.fingerprint: each.last for each in work}

    def run(self) -> int:
        """Walk until the end or until somebody stops; returns how many are left."""
        while self._at < len(self._work):
            self._show()
            key = self._key()
            if key in QUIT:
                break
            if key in NEXT:
                self._at += 1
            elif key in BACK:
                self._at = max(self._at - 1, 0)
            elif key in UNDO:
                self._undo()
            elif key in (keys := self._keys()):
                self._decide(keys[key])
        done = {(entry.fingerprint, entry.evidence) for entry in self._decided}
        return sum((each.found.fingerprint, each.found.evidence) not in done for each in self._work)

    def _show(self) -> None:
        """Show a finding with its evidence, harmless for the terminal."""
        from gouji.harmless import legible
        from gouji.model.rule import Severity
        from gouji.model.words import answer_said, name_of

        each = self._work[self._at]
        found, language = each.found, self._desk.language
        who = f"{found.agency or found.source} {found.year or ''}".strip()
        head = f"[{self._at + 1}/{len(self._work)}] {who} · {name_of(Severity(found.severity)).to(language)}"
        click.echo(click.style(f"\n{legible(head)}", bold=True))
        click.echo(legible(f"{self._desk.run.rule(found.rule).title}  ({found.rule})"))
        click.echo(legible(found.message))
        for piece in found.said["evidence"][:8] if found.said else ():
            click.echo(click.style(legible(f"  {self._place(piece)}{piece['raw']}"), dim=True))
        figures = [(key, found.said[key]) for key in ("expected", "actual")] if found.said else []
        if told := " · ".join(f"{_word(self._desk, key)} {value}" for key, value in figures if value is not None):
            click.echo(legible(f"  {told}"))
        if each.decision is not None:
            click.echo(
                legible(
                    f"  {name_of(each.standing).to(language)}: {answer_said(each.decision, language)} ({each.decision.by}) {each.decision.then}"
                )
            )
        if self._is_contested:
            click.echo(click.style(_word(self._desk, "contested"), fg="cyan"))
        click.echo(click.style(_word(self._desk, "keys"), fg="cyan"))

    def _place(self, piece: Mapping[str, Any]) -> str:
        """Return where a piece of evidence stands, with a colon behind it; empty for a text or document as a whole."""
        report = self._reports.get(piece.get("source") or self._work[self._at].found.source, {})
        if piece["table"]:
            return f"{self._places.said(report, piece['table'], piece['row'], piece['column'])}: "
        return f"{self._places.section(report, piece['section'])}: " if piece["section"] else ""

    @property
    def _is_contested(self) -> bool:
        from gouji.model.decision import Standing

        return self._work[self._at].standing is Standing.CONTESTED

    def _keys(self) -> dict[str, str]:
        return KEYS | CONTESTED if self._is_contested else KEYS

    def _key(self, known: Sequence[str] = ()) -> str:
        """Wait for one of the keys."""
        from prompt_toolkit import prompt
        from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

        keys = KeyBindings()
        for name in known or (*self._keys(), *NEXT, *BACK, *UNDO, *QUIT):

            @keys.add(name)
            def pressed(event: KeyPressEvent, name: str = name) -> None:
                event.app.exit(result=name)

        return str(prompt("> ", key_bindings=keys))

    def _decide(self, verb: str) -> None:
        """Ask for what the verb needs and keep the decision; what may not be decided is said, and nothing is lost."""
        from gouji.decisions.making import DecisionRefused
        from gouji.errors import GoujiError
        from gouji.model.decision import Verb

        try:
            said = self._wording(Verb(verb))
            self._add(said)
        except (KeyboardInterrupt, EOFError):
            return
        except GoujiError as error:
            why = error.to(self._desk.language) if isinstance(error, DecisionRefused) else str(error)
            click.echo(click.style(problem(why), fg="red"))
            return
        self._at += 1

    def _wording(self, verb: Verb) -> Wording:
        from gouji.decisions.making import Wording
        from gouji.model.decision import Verb

        cause = self._chosen("cause", CAUSES) if verb is Verb.DISMISS else ""
        severity = self._chosen("severity", SEVERITIES) if verb is Verb.CHANGE else ""
        reason = "" if verb is Verb.APPROVE else self._session.prompt(_word(self._desk, "reason"))
        expires = self._day() if verb is Verb.WAIVE and reason.strip() else None
        return Wording(verb, self._desk.by, reason, cause, expires, severity)

    def _chosen(self, what: str, choices: Mapping[str, str]) -> str:
        click.echo(_word(self._desk, what))
        return choices[self._key(tuple(choices))]

    def _day(self) -> date | None:
        """Ask until a day is given, or nothing."""
        from gouji.decisions.days import day_of

        while True:
            try:
                return day_of(self._session.prompt(_word(self._desk, "expires")))
            except ValueError as error:
                click.echo(click.style(problem(str(error)), fg="red"))

    def _add(self, said: Wording) -> None:
        from gouji.decisions.making import entries_for

        found = self._work[self._at].found
        entries = entries_for([found], said, self._desk.run, self._desk.by_finding())
        self._desk.ledger.add(entries, {found.fingerprint: self._latest[found.fingerprint]})
        self._decided.extend(entries)
        self._latest[found.fingerprint] = entries[0].key

    def _undo(self) -> None:
        """Withdraw what was decided last, in this review or in one before it, and go back to it."""
        from gouji.decisions.making import withdrawal
        from gouji.decisions.work import undone
        from gouji.model.words import name_of

        here = {found.fingerprint for found in self._desk.run.findings}
        earlier = [entry for entry in self._desk.ledger.entries() if entry.fingerprint in here]
        entry = self._decided.pop() if self._decided else undone(earlier, self._desk.by)
        if entry is None:
            click.echo(_word(self._desk, "nothing"))
            return
        back = withdrawal(entry, self._desk.by, _word(self._desk, "because"))
        self._desk.ledger.add([back])
        self._latest[entry.fingerprint] = back.key
        self._go_back_to(entry)
        click.echo(f"{_word(self._desk, 'undone')}: {name_of(entry.verb).to(self._desk.language)}")

    def _go_back_to(self, entry: Entry) -> None:
        """Go to the finding of an entry as it stands now; one that was decided before this review comes back into it."""
        mark = entry.fingerprint, entry.evidence
        at = next(
            (n for n, each in enumerate(self._work) if (each.found.fingerprint, each.found.evidence) == mark), None
        )
        now = [each for each in self._desk.work() if (each.found.fingerprint, each.found.evidence) == mark]
        if at is not None:
            self._work[at : at + 1] = now[:1]
            self._at = at
        else:
            self._work[self._at : self._at] = now[:1]
