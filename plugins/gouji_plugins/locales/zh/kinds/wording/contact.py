"""The rule kind `contact`: whom to ask, with address, postcode and telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji import Evidence, Finding, NotApplicable, Observation, Parameters, Report, Satisfied, Text, TextLine

_TELEPHONE, _FAX, _ADDRESSED, _POST = r"电\s*话", r"传\s*真", r"地\s*址", r"邮\s*(?:政\s*编\s*码|编)"
"""Labels, which are often set with spaces."""
_PHONE = rf"(?:{_TELEPHONE}|{_FAX}|联系方式)(?:/传真|号码|和传真|及传真)?\s*(?:为|是)?\s*[:：]?\s*"
_WHOLE = re.compile(
    r"(?<!\d)(?:[（(]\s*)?(?:\+?86[-\s]?)?0\d{2,3}\s*[-—－–―)）\s]*\s*\d{3,4}[-\s]?\d{4}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)(?:400|800)[-\d]{7,9}|"
    r"(?<!\d)(?:12345|1\d{4}|9\d{4})(?!\d)"
)
_LOCAL = re.compile(rf"{_PHONE}(\d{{7,8}})(?!\d)")
_POSTCODE = re.compile(rf"{_POST}\s*(?:为|是)?\s*[:：]?\s*(\d+)")
_ADDRESS = re.compile(
    rf"{_ADDRESSED}|地点|[一-龥](?:路|街|大道|巷|弄)\s*\d|(?<![〕\]】﹞)）第\s\d])\d+\s*(?:号(?!文|令)|[楼室层])|"
    r"(?:行政|政务|市民|服务)中心|大厦|大楼|大院|院内|广场"
)
_ABRIDGED = re.compile(r"…|\.{3,}")
_ASKS = re.compile(
    r"(?:如|若|对本).{0,20}(?:疑问|意见|建议).{0,60}联系|请(?:与|联系|致电|拨打)|"
    r"联系(?:电话|地址|方式)\s*(?:为|是)?\s*(?:[:：]|[（(]?\d)|(?:^|[^一-龥]|咨询|办公)电话\s*[:：]"
)
"""What a line says that addresses the reader: 联系方式 that an agency publishes is not its own."""
_PART = re.compile(rf"(?:{_ADDRESSED}|地点|{_POST}|{_TELEPHONE}|{_FAX}|邮\s*箱)\s*(?:为|是)?\s*[:：]")
_FORM_FOOT = re.compile(r"填报|填表|单位负责人|审核人|制表")
_NEAR_LINES = 3
_SITE_AS_MAIL = re.compile(r"(?<![\w.-])www\.[\w.-]{1,64}[@＠][\w.-]{1,64}\w", re.ASCII | re.IGNORECASE)


class Contact(Parameters):
    """None: what Chinese addresses, postcodes and telephone numbers look like is known."""


def check_contact(report: Report, _: Contact) -> Iterator[Observation]:
    """Read the lines that say whom to ask; what an abridged line leaves out is not held against it."""
    lines = report.lines
    named = report.prose.numbers_having("联系", "电话")
    asks = [n for n in named if _ASKS.search(lines[n].text) and not _in_form_foot(lines, n)]
    if not asks:
        raise NotApplicable(Text("没有写联系方式", "no contact is given"))
    near = {n for ask in asks for n in range(ask - _NEAR_LINES, ask + _NEAR_LINES + 1) if 0 <= n < len(lines)}
    contact = [lines[n] for n in sorted(near) if n in asks or _PART.search(lines[n].text)]
    yield from _malformed(contact)
    yield from _missing(lines[asks[0]], "".join(line.text for line in contact))
    yield Satisfied()


def _in_form_foot(lines: Sequence[TextLine], number: int) -> bool:
    """Tell whether a line is the foot of a form of statistics, which names who filled it in."""
    return any(_FORM_FOOT.search(line.text) for line in lines[max(0, number - 1) : number + 2])


def _malformed(lines: list[TextLine]) -> Iterator[Finding]:
    for line in lines:
        local = _LOCAL.search(line.text)
        if local and not _WHOLE.search(line.text):
            message = Text(f"电话{local[1]}没有区号", f"the telephone number {local[1]} has no area code")
            yield Finding(message, at=Evidence.marked(line, local.span(1)), actual=local[1])
        postcode = _POSTCODE.search(line.text)
        if postcode and len(postcode[1]) != 6 and postcode.end() < len(line.text):
            message = Text(f"邮政编码“{postcode[1]}”不是六位", f"the postcode {postcode[1]} has not six digits")
            yield Finding(message, at=Evidence.marked(line, postcode.span(1)), actual=postcode[1])
        mail = _SITE_AS_MAIL.search(line.text)
        if mail:
            message = Text(
                f"电子邮箱“{mail[0]}”以“www.”开头，请核对", f"the mail address {mail[0]} begins like a website"
            )
            yield Finding(message, at=Evidence.marked(line, mail.span()), actual=mail[0], review=True)


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
