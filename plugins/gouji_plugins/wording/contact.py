"""Whom to ask: address, postcode, telephone, and the mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr

from gouji import Finding, NotApplicable, Observation, Report, Satisfied, Text, TextLine
from gouji_plugins.wording.marking import marked

_PHONE = r"(?:电话|传真|联系方式)(?:/传真|号码|和传真|及传真)?\s*(?:为|是)?\s*[:：]?\s*"
_WHOLE = re.compile(
    r"(?<!\d)(?:[（(]\s*)?(?:\+?86[-\s]?)?0\d{2,3}\s*[-—－–―)）\s]*\s*\d{3,4}[-\s]?\d{4}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)(?:400|800)[-\d]{7,9}|"
    r"(?<!\d)(?:12345|1\d{4}|9\d{4})(?!\d)"
)
_LOCAL = re.compile(rf"{_PHONE}(\d{{7,8}})(?!\d)")
_POSTCODE = re.compile(r"(?:邮政编码|邮编)\s*(?:为|是)?\s*[:：]?\s*(\d+)")
_ADDRESS = re.compile(r"地址|地点|[一-龥](?:路|街|道|巷|大厦|大楼|中心|广场)\s*\d*\s*[号楼]?|\d+\s*号")
_ABRIDGED = re.compile(r"…|\.{3,}")
_ASKS = re.compile(r"(?:如|若|对本).{0,20}(?:疑问|意见|建议).{0,60}联系|联系(?:电话|地址|方式)|电话\s*[:：]")


class Contact(BaseModel):
    """Parameters: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Mailbox(BaseModel):
    """Parameters: hosts of private mail providers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: tuple[str, ...]
    _pattern: re.Pattern[str] = PrivateAttr()

    def model_post_init(self, _: Any) -> None:  # noqa: ANN401  pydantic's signature
        """Compile the hosts once."""
        hosts = "|".join(map(re.escape, self.hosts)) or r"(?!)"
        self._pattern = re.compile(
            rf"(?<![\w.+-])[\w.+-]+\s*[@＠]\s*(?:[\w-]+\.)*({hosts})(?![\w.-]*\w)", re.ASCII | re.IGNORECASE
        )


def check_contact(report: Report, _: Contact) -> Iterator[Observation]:
    """Read the lines that say whom to ask; what an abridged line leaves out is not held against it."""
    lines = [line for line in report.lines if ("联系" in line.text or "电话" in line.text) and _ASKS.search(line.text)]
    if not lines:
        raise NotApplicable(Text("没有写联系方式", "no contact is given"))
    yield from _malformed(lines)
    text = "".join(line.text for line in report.preamble) + "".join(line.text for line in lines)
    yield from _missing(lines[0], text)
    yield Satisfied()


def _malformed(lines: list[TextLine]) -> Iterator[Finding]:
    for line in lines:
        local = _LOCAL.search(line.text)
        if local and not _WHOLE.search(line.text):
            message = Text(f"电话{local[1]}没有区号", f"the telephone number {local[1]} has no area code")
            yield Finding(message, at=marked(line, local.span(1)), actual=local[1])
        postcode = _POSTCODE.search(line.text)
        if postcode and len(postcode[1]) != 6 and postcode.end() < len(line.text):
            message = Text(f"邮政编码“{postcode[1]}”不是六位", f"the postcode {postcode[1]} has not six digits")
            yield Finding(message, at=marked(line, postcode.span(1)), actual=postcode[1])


def _missing(line: TextLine, text: str) -> Iterator[Finding]:
    """Name what the contact lacks: a matter for a person, as a page may give it elsewhere."""
    if _ABRIDGED.search(text):
        return
    wanted = {
        Text("地址", "address"): _ADDRESS.search(text),
        Text("邮政编码", "postcode"): _POSTCODE.search(text) or re.search(r"(?<!\d)\d{6}(?!\d)", text),
        Text("电话", "telephone"): _WHOLE.search(text) or _LOCAL.search(text),
    }
    lacking = [what for what, found in wanted.items() if not found]
    if lacking:
        zh, en = "、".join(what.zh for what in lacking), ", ".join(what.en for what in lacking)
        yield Finding(Text(f"联系方式缺少{zh}", f"the contact lacks: {en}"), at=line, review=True)


def check_mailbox(report: Report, parameters: Mailbox) -> Iterator[Observation]:
    """Look for mail addresses of private providers."""
    found = False
    for line in report.lines:
        for match in parameters._pattern.finditer(line.text) if "@" in line.text or "＠" in line.text else ():
            found = True
            address = "".join(match[0].split())
            message = Text(f"公务邮箱使用商业邮箱：{address}", f"official mail goes to a private provider: {address}")
            yield Finding(message, at=marked(line, match.span()), actual=address)
    if not found:
        yield Satisfied()
