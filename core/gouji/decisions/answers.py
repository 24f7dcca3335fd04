"""What agencies answer in reply forms (整改反馈表), taken into the ledger: nothing that they wrote is lost, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gouji.decisions.form_tables import AnswersUnreadable
from gouji.decisions.making import DecisionRefused, Wording, entries_for
from gouji.decisions.reply_form import Answer, Beside, Corrected, Reply, is_letter, note_in, read_reply
from gouji.decisions.runs import Found, PastRun
from gouji.decisions.senders import agencies_in, agency_called, named_sender
from gouji.decisions.ticks import PRINTED, said_besides
from gouji.model.decision import Entry, Verb
from gouji.text import fold

_WITHDRAWS = re.compile(
    r"(?:撤回|收回|撤销|放弃|取消|不再(?:坚持|提出?|主张|保留)?)[^，。；;,.]{0,8}(?:申辩|异议|不认可|意见|陈述)|withdraw",
    re.IGNORECASE,
)
"""An agency takes back what it objected."""
_OBJECTS = re.compile(
    r"(?<![无没再])(?<!没有|不再|并无|撤回|收回)(?:有异议|不认可|不予认可|不属实|不认领|提出申辩)|not accepted|do not accept",
    re.IGNORECASE,
)
_A_REPORT = re.compile(r"报告|report|\d{4}", re.IGNORECASE)
"""What a line of the corrected reports names, where the letter is not at hand."""
_CHANGED = DecisionRefused(
    "what the letter asks was changed in the form; what stands there now is kept with the answer",
    "表中印好的问题和要求被改动过，改动后的文字已随答复登记",
)
_LEAST = 4
"""Letters of a line of the letter by which one that was filled in is known."""


@dataclass(frozen=True)
class Taken:
    """What a reply form makes: entries, `problems` that were not taken in, each with its item and why, and what else it says.

    `doubts` are taken in as words, or stand for the whole form, and ask for a person; `beside` are lines round the tables that are no
    part of the letter, `filled` its blanks filled in, such as who signed.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[tuple[str, DecisionRefused]] = field(default_factory=list)
    doubts: list[tuple[str, DecisionRefused]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)


def entries_of(
    reply: Reply, run: PastRun, before: Mapping[str, Sequence[Entry]], by: str, agency: str = "", sent: Sequence[str] | None = None
) -> Taken:  # fmt: skip
    """Return what a reply makes; `agency` says whose it is where the form does not, `sent` what stood in the letter as it went out.

    An answer holds for all places at which that report breaks that rule. What was read from it once is not said again: a form that is
    read twice would contest anew what has been answered since.
    """
    groups, taken = _groups(run), Taken()
    items = _items(reply, groups)
    sender = _sender(
        reply, [groups[said[0].mark][0].agency for said in items.values() if said[0].mark in groups], run, agency
    )
    used: set[Corrected] = set()
    for name, said in items.items():
        try:
            found, answer = _understood(said, groups)
            _refuse_other(found[0].agency, sender)
            _refuse_unclear(answer, before.get(found[0].fingerprint, ()))
            corrected = _corrected_of(found[0], reply.corrected)
            made = entries_for(found, _wording(answer, corrected, found[0].agency or by, sent), run, before)
        except DecisionRefused as why:
            taken.problems.append((name, why))
            continue
        if _is_changed(answer, sent):
            taken.doubts.append((name, _CHANGED))
        used.update([corrected] if corrected else [])
        taken.entries.extend(each for each in made if not _is_known(each, before.get(each.fingerprint, ())))
    taken.doubts.extend(_of_corrected(reply.corrected, used, sent))
    for line in reply.behind:
        if not _is_of_letter(line, sent):
            (taken.filled if _is_blank_filled(line, sent) else taken.beside).append(line)
    return taken


def letter_as_sent(run: PastRun, reply: Reply) -> list[str] | None:
    """Return the lines of the letter that a reply answers; None where it does not stand beside the run, or is in another language."""
    sources = {found.source for found in run.findings if any(found.fingerprint == each.mark for each in reply.answers)}
    stems = {Path(source).stem for source in sources if source}
    for path in sorted((run.folder / "notices").glob("*.docx")):
        if any(path.name.startswith(stem) for stem in stems):
            try:
                letter = read_reply(path)
            except AnswersUnreadable:
                continue
            if not {each.mark for each in letter.answers}.isdisjoint(each.mark for each in reply.answers):
                lines, back = _texts(letter), {fold(text) for text in _texts(reply)}
                return None if back.isdisjoint(map(fold, lines)) else lines
    return None


def _texts(form: Reply) -> list[str]:
    """Return the lines round the tables of a form, and what stands in them beside answers."""
    answers = (text for each in form.answers for text in (each.number, *(said for _, said in each.beside)))
    corrected = (text for each in form.corrected for text in (each.report, *(said for _, said in each.beside)))
    return [*form.around, *answers, *corrected]


def _sender(reply: Reply, marked: Sequence[str], run: PastRun, agency: str) -> str | DecisionRefused:
    """Return whose word a form is, or why nobody can say."""
    agencies = {report["agency"] for report in run.reports if report["agency"]} | set(marked)
    whose = set(marked)
    if agency:
        return agency_called(agency, agencies) or DecisionRefused(
            f"no agency of this run is called {agency}", f"本次检查中没有“{agency}”这个机关"
        )
    for lines in ([reply.name], reply.behind):
        signed = agencies_in(lines, agencies)
        if whose and signed and signed.isdisjoint(whose):
            return DecisionRefused(
                f"the marks are those of {_listed(whose)}, file name or signature is that of {_listed(signed)}; if that is right, say --agency",
                f"标识是“{_listed(whose)}”的，文件名或署名却是“{_listed(signed)}”；确系前者答复的，用 --agency 写明",
            )
    if own := named_sender(reply.around):
        return agency_called(own, agencies, whose) or DecisionRefused(
            f"the form is filled in by {own}, the mark is one of {_listed(whose)}; if that is the same, say --agency",
            f"反馈表的填报单位是“{own}”，标识却是“{_listed(whose)}”的；确系同一单位的，用 --agency 写明",
        )
    named = agencies_in(reply.around, agencies)
    if len(whose) == 1 and (not named or whose <= named):
        return whose.pop()
    if len(named) == 1 or (named and len(whose & named) == 1):
        return (named & whose or named).pop()
    return DecisionRefused(
        f"the form bears marks of {_listed(whose)} and does not say whose it is; say --agency",
        f"反馈表里有“{_listed(whose)}”的标识，没有写明填报单位；请用 --agency 写明是谁的答复",
    )


def _listed(names: set[str]) -> str:
    return "、".join(sorted(names))


def _refuse_other(agency: str, sender: str | DecisionRefused) -> None:
    if isinstance(sender, DecisionRefused):
        raise sender
    if fold(agency) != fold(sender):
        raise DecisionRefused(
            f"this mark is one of {agency}, the form is {sender}'s", f"这个标识是“{agency}”的，反馈表是“{sender}”的"
        )


def _refuse_unclear(answer: Answer, before: Sequence[Entry]) -> None:
    """Refuse what words and tick say differently, and an objection that is taken back without a tick."""
    own = (text for title, text in answer.beside if answer.as_printed is False or not is_letter(title))
    said = " ".join((answer.tick, answer.words, *own))
    if _WITHDRAWS.search(said) and not answer.accepted:
        raise DecisionRefused(
            "the agency takes its objection back and does not tick that it accepts: ask, then admit or withdraw",
            "写明撤回申辩，却没有勾选认领；请核实后登记认领，或收回申辩",
        )
    if answer.accepted is None:
        raise DecisionRefused(
            "it is not clear whether the agency accepts this item",
            f"看不出是否认领{f'（{answer.tick}）' if answer.tick else ''}",
        )
    if answer.accepted and _OBJECTS.search(said.replace(answer.tick, "", 1)):
        raise DecisionRefused("the agency ticks that it accepts, and objects in words", "勾选认领，文字却是不认可")
    if not answer.accepted and not answer.words and not any(not is_letter(title) for title, _ in answer.beside):
        raise DecisionRefused("the agency contests this item without a reason", "不认可而没有写明理由")


def _items(reply: Reply, groups: Mapping[str, list[Found]]) -> dict[str, list[Answer]]:
    """Return the answers by the items that they speak of: several lines may speak of one, and one mark is as good as another of its item."""
    items: dict[str, list[Answer]] = {}
    for answer in reply.answers:
        of = groups.get(answer.mark)
        line = answer.number or answer.words or answer.tick or " ".join(text for _, text in answer.beside)
        name = f"#{of[0].fingerprint if of else answer.mark}" if answer.mark else f"“{line}”"
        items.setdefault(name, []).append(answer)
    return items


def _understood(said: Sequence[Answer], groups: Mapping[str, list[Found]]) -> tuple[list[Found], Answer]:
    """Return the findings of an item and the one answer to it; DecisionRefused where there is none."""
    if not said[0].mark:
        raise DecisionRefused(
            "the mark of this line (# and 16 characters) is gone", "这一行没有标识（# 和 16 位字符），对不上通知书"
        )
    found = groups.get(said[0].mark)
    if found is None:
        raise DecisionRefused("this item is not in the run", "本次检查中没有这一项")
    if len({(each.accepted, each.words, each.figure) for each in said}) > 1:
        raise DecisionRefused("this item is answered twice, in different ways", "同一项有两种答复")
    beside = tuple(dict.fromkeys(pair for each in said for pair in each.beside))
    as_printed = None if (told := {each.as_printed for each in said}) == {None} else False not in told
    return found, replace(said[0], beside=beside, as_printed=as_printed)


def _is_known(entry: Entry, before: Sequence[Entry]) -> bool:
    """Tell whether the agency has said the same of the same figures already."""

    def parts(of: Entry) -> tuple[object, ...]:
        return of.verb, of.by, of.reason, of.evidence, of.figure, of.address, of.published

    return any(parts(each) == parts(entry) for each in before)


def _groups(run: PastRun) -> dict[str, list[Found]]:
    """Return all findings that belong together with each finding: those of its rule in its report."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for found in run.findings:
        groups.setdefault((found.source, found.rule), []).append(found)
    return {found.fingerprint: group for group in groups.values() for found in group}


def _corrected_of(found: Found, corrected: Sequence[Corrected]) -> Corrected | None:
    """Return what the form says of the corrected report of a finding: that which names its file or year, or the only one."""
    corrected = [each for each in corrected if each.address or each.published or each.beside]
    name = found.source.rpartition("/")[2]
    for told in (name, str(found.year or "")):
        named = [each for each in corrected if told and told in each.report]
        if len(named) == 1:
            return named[0]
    return corrected[0] if len(corrected) == 1 else None


def _wording(answer: Answer, corrected: Corrected | None, agency: str, sent: Sequence[str] | None) -> Wording:
    """Return what an agency says of an item: its words, with all that it wrote beside them."""
    told = corrected or Corrected("", "", "")
    more = (*_in_the_way(answer), *_written(answer.beside, sent, answer.as_printed), *_written(told.beside, sent))
    said = [*filter(None, (answer.words.rstrip("。；") if more else answer.words, *more))]
    words = ("; " if "".join(said).isascii() else "；").join(said) or ("认领" if answer.accepted else "")
    verb = Verb.ADMIT if answer.accepted else Verb.CONTEST
    return Wording(verb, agency, words, figure=answer.figure, address=told.address, published=told.day)


def _in_the_way(answer: Answer) -> Iterator[str]:
    """Yield what an agency wrote to its tick, or into the cell of the number."""
    if said_besides(answer.tick):
        yield answer.tick
    if note := note_in(answer.number):
        yield note


def _is_changed(answer: Answer, sent: Sequence[str] | None) -> bool:
    """Tell whether an agency wrote into what the letter asks."""
    asked = tuple(pair for pair in answer.beside if is_letter(pair[0]))
    return answer.as_printed is False or bool(_written(asked, sent, answer.as_printed))


def _written(beside: Beside, sent: Sequence[str] | None, as_printed: bool | None = None) -> list[str]:
    """Return what an agency wrote into other columns, each behind the head of its own; what the letter said there is left out."""
    known = {fold(each) for each in sent or ()}

    def is_printed(title: str, text: str) -> bool:
        if is_letter(title) and as_printed is not None:
            return as_printed
        return fold(text) in known if sent is not None else is_letter(title)

    return [
        f"{title}{': ' if title.isascii() else '：'}{text}" if title else text
        for title, text in beside
        if not is_printed(title, text)
    ]


def _of_corrected(
    corrected: Sequence[Corrected], used: set[Corrected], sent: Sequence[str] | None
) -> Iterator[tuple[str, DecisionRefused]]:
    """Yield what the form says of corrected reports that no item takes in, and days that are none."""
    known = {fold(each) for each in sent or ()}
    for each in corrected:
        name = f"“{each.report}”"
        if each in used:
            if each.published and not each.day:
                yield (
                    name,
                    DecisionRefused(
                        f"“{each.published}” is no day; kept as words",
                        f"公布日期“{each.published}”不是日期，已作为文字记入答复",
                    ),
                )
        elif each.address or each.published or _written(each.beside, sent):
            told = " ".join(filter(None, (each.address, each.published, *_written(each.beside, sent))))
            yield name, DecisionRefused(f"goes with no item that was taken in: {told}", f"对不上已写入的答复：{told}")
        elif fold(each.report) not in known if sent is not None else not _A_REPORT.search(each.report):
            yield (
                name,
                DecisionRefused("stands among the corrected reports, and is none", "写在更正后的报告一栏，不是报告"),
            )


def _is_of_letter(line: str, sent: Sequence[str] | None) -> bool:
    """Tell whether a line is one that the letter printed, with nothing filled in."""
    if sent is not None:
        return fold(line) in {fold(each) for each in sent}
    return fold(line) in map(fold, PRINTED)


def _is_blank_filled(line: str, sent: Sequence[str] | None) -> bool:
    """Tell whether a line is one of the letter with its blanks filled in: all that stood there stands there still, in its order."""
    said = fold(line)
    for each in sent or ():
        letters = iter(said)
        if len(wanted := fold(each)) >= _LEAST and all(letter in letters for letter in wanted):
            return True
    return False
