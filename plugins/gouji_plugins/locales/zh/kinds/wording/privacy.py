"""Personal data that a report must not print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from gouji import Evidence, Finding, Observation, Parameters, Prose, Report, Satisfied, Text, TextLine

_CARD = re.compile(r"(?<![\dA-Za-z])[1-9]\d{5}[ \u3000\xa0]?\d{8}[ \u3000\xa0]?\d{3}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<![\d.¥￥])1[3-9]\d{9}(?![\d.])(?!\s*(?:元|件|条|次|人|万|亿|个|份|%|％))")
_LONG_NUMBER = re.compile(r"[0-9][0-9]{7}")
_PERSON = "申请人|当事人|原告|上诉人|第三人"
_OF_PERSON = re.compile(
    rf"(?:{_PERSON})(?:的)?(?:联系|手机|移动)?(?:电话|手机|方式)?(?:号码?)?\s*(?:为|是)?\s*[:：]?\s*$"
)
_PERSONS = re.compile(rf"(?:{_PERSON})(?=(?:姓名)?[:：]?[一-龥]{{2,3}}[，,（(])")
"""A person who is named by name, before an office is."""
_OFFICE = re.compile("办公室|[局科处股厅委署所]|中心|窗口|机关|政府")
_CARD_NAMED = re.compile(r"身份(?:证|号)[^，,。；;]{0,8}$")
"""What says that a number is of an identity card, whatever its check digit."""
_NEAR = 40
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_NO_NAMES = "陈述|高[频度]|方[可能便式需须应均才会面]|任[何意]|周[期末内]|万[般一不]|马上|程序"
_NAME = rf"(?!{_NO_NAMES})([{_SURNAMES}](?!某)[一-龥]{{1,2}})"
_FULL_NAME = rf"(?!{_NO_NAMES})([{_SURNAMES}](?!某)[一-龥]{{2}})"
_PARTIES = ("申请人", "当事人", "原告", "上诉人")
_PARTY = rf"(?:{'|'.join(_PARTIES)})(?:姓名|名称)?\s*[:：]?\s*"
_NAMED = (
    (_PARTIES, re.compile(rf"{_PARTY}{_NAME}(?:先生|女士|同志|[，,（(]\s*(?:男|女|身份证|住址|手机|电话))")),
    (_PARTIES, re.compile(rf"{_PARTY}{_FULL_NAME}(?:申请公开|申请查询|提出|要求公开|不服|诉(?!讼))")),
    (
        ("诉",),
        re.compile(
            rf"(?:^|[，,。；;：:、])\s*{_NAME}(?<![投起上申胜败应被告撤控反公])诉(?![求讼苦状前])[一-龥]{{2,20}}?(?:局|政府|委员会|厅|办事处)"
        ),
    ),
)


class Privacy(Parameters):
    """What tells official numbers from personal ones."""

    contacts: tuple[str, ...] = Field(description="Words of a line that gives official contacts.")
    callers: tuple[str, ...] = Field(
        (), description="Words for those who call or write: their numbers are not official."
    )
    personal: tuple[str, ...] = Field(description="Words that tie a number to a person.")


def check_privacy(report: Report, parameters: Privacy) -> Iterator[Observation]:
    """Look for identity numbers with a right check digit, mobile numbers outside contacts, and names of applicants."""
    prose = report.prose
    for number in dict.fromkeys(prose.number_at(match.start()) for match in _LONG_NUMBER.finditer(prose.text)):
        line = prose.lines[number]
        yield from _cards(line)
        yield from _mobiles(line, parameters, preamble=number < len(report.preamble))
    yield from _names(prose)
    yield Satisfied()


def _names(prose: Prose) -> Iterator[Finding]:
    for signs, pattern in _NAMED:
        for line in prose.having(*signs):
            for match in pattern.finditer(line.text):
                if "某" not in match[1]:
                    message = Text("似有申请人或当事人的姓名", "this looks like the name of an applicant or party")
                    yield Finding(message, at=Evidence.marked(line, match.span(1)), review=True)


def _cards(line: TextLine) -> Iterator[Finding]:
    for match in _CARD.finditer(line.text):
        right = is_identity_number("".join(match[0].split()))
        if right or _CARD_NAMED.search(line.text, max(0, match.start() - _NEAR), match.start()):
            message = Text("出现公民身份号码", "the number of an identity card is printed")
            yield Finding(message, at=Evidence.marked(line, match.span()), grave=True, review=not right)


def _mobiles(line: TextLine, parameters: Privacy, *, preamble: bool) -> Iterator[Finding]:
    """Find mobile numbers outside the contact, and those of an applicant or party anywhere."""
    for match in _MOBILE.finditer(line.text):
        contact = preamble or _announced(line.text, match.start(), parameters)
        before = line.text[max(0, match.start() - _NEAR) : match.start()].rpartition("。")[2]
        named = any(_OFFICE.search(part) is None for part in _PERSONS.split(before)[1:])
        owned = named or _OF_PERSON.search(before) is not None
        if contact and not owned:
            continue
        certain = owned or any(word in line.text for word in parameters.personal)
        message = Text("联系方式以外出现手机号码", "a mobile number is printed outside the contact")
        yield Finding(message, at=Evidence.marked(line, match.span()), review=not certain)


def _announced(text: str, start: int, parameters: Privacy) -> bool:
    """Tell whether words before a number give it as a contact; a caller's number is none: 群众来电138…咨询."""
    before = text[max(0, start - _NEAR) : start]
    return any(word in before for word in parameters.contacts) and not any(
        word in before for word in parameters.callers
    )


def is_identity_number(number: str) -> bool:
    """Tell whether an 18-digit number has a date of birth and the right check digit (GB 11643)."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return born.year >= 1900 and _CHECKS[total % 11] == number[17].upper()
