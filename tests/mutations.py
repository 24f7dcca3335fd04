"""The breaking cases of all rules as mutations of lawful reports, in every format that can show them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

from gouji.checking import bind_document
from gouji.engine import run_rules
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.result import Outcome
from gouji_rules.gid.testing import changed, edited, htmls_to_pdfs, to_docx, to_text
from rule_cases import cases_in

OPEN = (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)


@dataclass(frozen=True)
class Mutation:
    """A lawful report with one thing broken, and the rules that must fire: its own and those that see the same fault."""

    rule: str
    case: dict[str, Any]

    @property
    def expected(self) -> set[str]:
        """The full ids of the rules that must fire, no more and no fewer."""
        pack = self.rule.partition("/")[0]
        return {self.rule, *(f"{pack}/{name}" for name in self.case.get("also", ()))}

    def shown_in(self, suffix: str) -> bool:
        """Tell whether a format can show it: changes of the page itself may need a page."""
        return suffix in self.case.get("formats", (".html", ".txt", ".docx", ".pdf"))


def mutations() -> list[Mutation]:
    """List the breaking cases, but for those that need a configuration of their own."""
    return [
        Mutation(rule, case)
        for rule, case in cases_in("cases")
        if case["outcome"] in ("fail", "review") and "config" not in case
    ]


def rendered(chosen: list[Mutation], suffix: str) -> Iterator[tuple[Mutation, bytes]]:
    """Yield the mutations that a format can show, as files of that format."""
    shown = [mutation for mutation in chosen if mutation.shown_in(suffix)]
    if suffix == ".pdf":
        yield from zip(shown, htmls_to_pdfs([edited(mutation.case) for mutation in shown]), strict=True)
        return
    for mutation in shown:
        yield mutation, _file(mutation.case, suffix)


def _file(case: dict[str, Any], suffix: str) -> bytes:
    if suffix == ".html":
        return edited(case).encode()
    if suffix == ".docx":
        return _docx(case)
    text = to_text(changed(case))
    for old, new in case.get("replace", ()):
        assert old in text, f"{old} does not stand in the text"
        text = text.replace(old, new)
    return text.encode()


def _docx(case: dict[str, Any]) -> bytes:
    before, after = zipfile.ZipFile(BytesIO(to_docx(changed(case)))), BytesIO()
    with zipfile.ZipFile(after, "w") as archive:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                part = _replaced(part.decode(), case).encode()
            archive.writestr(name, part)
    return after.getvalue()


def _replaced(xml: str, case: dict[str, Any]) -> str:
    for old, new in case.get("replace", ()):
        assert escape(old) in xml, f"{old} does not stand in the file"
        xml = xml.replace(escape(old), escape(new))
    return xml


def fired(host: Host, data: bytes, suffix: str) -> set[str]:
    """Return the full ids of the rules that found something in a file."""
    report = bind_document(host.read(Source(f"a{suffix}", suffix, data)), host)
    return {result.rule for result in run_rules(report, host.rules) if result.outcome in OPEN}
