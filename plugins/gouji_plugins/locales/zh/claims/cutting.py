"""Paragraphs cut into sentences and pieces, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji_plugins.locales.zh.claims.bounds import AND, DISCLOSED, LONGEST_HEADING, ON_REQUEST, RATE
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.numbers import read_fraction, read_number, read_percentage
from gouji_plugins.locales.zh.claims.paragraphs import NAME
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Number, Piece

_SENTENCE = re.compile(r"[^。!！?？\n]{1,1000}[。!！?？\n]?")
"""A sentence; none of a report is longer, and what is looked up in one grows with its square."""
_MARK = {"，": ",", "；": ";", "（": "(", "）": ")"}
_WHOLE_YEAR = ("12月31日", "1月1日")
_STRETCH = re.compile("[^,，、;；:：()（）。!！?？\n]{0,60}")
_ANOTHER = re.compile("[^,，、;；:：()（）。!！?？\n和与及]{0,60}")
_THAN = ("比", "较", "与", "同", "较之", "对比")
_EACH = "每"
_OFFICE = "所"
"""Ends the name of an office behind a word that is not known: 规划所收到."""
_OF_NUMBER = re.compile(r"([为是]?)\d")
"""What stands behind 全部 or 均 where these belong to a number: 全部101件, 均为0件."""
_SINCE = ("自", "自从")
_COMES_FROM = re.compile(r"[末底]?的?\d")
_FROM = ("由", "从")
_CHANGED_TO = re.compile("[^,，;；。]{0,4}[增减升降加少长高低落][^,，;；。]{0,2}[至到为]")
"""What stands behind an earlier number that has changed: 由80件增加到100件."""
_BY = re.compile("(?<!占)[比较][^,，;；。]{1,10}[多少增减高低](?:[了出])?$")
"""What stands before a number that tells by how much another has changed: 比前年少42件."""
_LONGEST_BY = 16
"""Characters before a number in which such words are looked for: the longest that they match, and four to spare."""
_BASE = re.compile("[^,，;；。]{0,8}(?:基础上|相比|同期|基数)")
"""What stands behind a year that is only compared with."""
_SHORT = {"收": "收到", "办": "办结", "结": "办结", "转": "结转下年"}
_ELSEWHERE = ("topics", "things", "sorting", "channel", "kind")
"""Roles of words that are unknown words too: they name something else than the vocabulary counts."""
_OPENING = ("all", "part", "apart", "now", "none")
"""Roles of words that begin a piece of their own behind a number."""
_ONE = ("一", "1")
_TURNED, _TURNED_TO = "转", re.compile(r"[至到入下次]|20\d\d")
_PLANNED = "拟"
_THIS_YEAR = ("本年", "当年", "今年", "全年")
"""What opens words that name the year with what was done in it: 本年收到."""
_ENTERED = "登记"
"""What is entered in a register is a request only where no word before it makes it another: 不动产登记."""
_WHOLE = "全部"
_AND_SUCH = "等"
_SUCH = re.compile("等[^,，;；、。]{0,2}(?:原因|情形|情况|理由|因素|事由|问题)")
"""What stands behind an outcome that is only one of those counted: 因不掌握等原因无法提供."""
_TOGETHER = "一起"
_MEASURES = ("个", "家", "类", "种", "项")
_NOUN = re.compile("(?!数(?!分别|依次)|申请|案件)[一-龥]")
"""What stands behind a number and its measure where it counts something else: 3个方面."""
_KIND, _EVERY_KIND = "类", ("各类", "一类", "两类", "三类", "公开类")
"""What makes a kind of a noun right behind it, and what does not."""
_ANSWERS = ("告知书》", "答复书》", "决定书》")
"""What titles of answers end with."""
_LONGEST = 10_000
"""Characters of one paragraph that are looked at: no paragraph of a report is as long."""


def cut(text: str, lexicon: Lexicon) -> Iterator[list[Piece]]:
    """Yield the sentences worth reading, each as its pieces; a few words before one, or alone, may be its heading."""
    heading: tuple[int, re.Match[str]] | None = None
    for number, sentence in enumerate(_SENTENCE.finditer(text, 0, _LONGEST)):
        if lexicon.worth_reading(sentence[0]):
            for place, one in (*((heading,) if heading else ()), (number, sentence)):
                yield _Cutter(lexicon, place).pieces(text, one.start(), one.end())
            heading = None
        else:
            short = len(sentence[0]) <= LONGEST_HEADING
            heading = (number, sentence) if short and lexicon.naming.search(sentence[0]) else None
    if heading and len(text) <= LONGEST_HEADING:
        yield _Cutter(lexicon, 0).pieces(text, 0, len(text))


class _Cutter:
    """Goes through one sentence, word by word."""

    def __init__(self, lexicon: Lexicon, sentence: int) -> None:
        self.lexicon = lexicon
        self.sentence = sentence
        self.done: list[Piece] = []
        self.depth = self.segment = 0
        self.piece = Piece(0, 0, 0, sentence)
        self.pending = ""
        self.known_to = 0
        self.bodies = -1

    def pieces(self, text: str, start: int, end: int) -> list[Piece]:
        """Return the pieces of the sentence at start to end."""
        self.piece.start = at = start
        idle = self.lexicon.idle
        for match in self.lexicon.pattern.finditer(text, start, end):
            unknown = match.start() > at
            if unknown:
                self._unknown(text[at : match.start()])
            at = match.end()
            if unknown and match[0] == _OFFICE:
                self._unknown(_OFFICE)
            elif match[0] in idle:
                self.known_to = at
                self._such(match)
            else:
                self._take(match)
                self.known_to = at if match.lastgroup == "word" else self.known_to
        if at < end:
            self._unknown(text[at:end])
        self._close(end, "")
        return self.done

    def _take(self, match: re.Match[str]) -> None:
        match match.lastgroup:
            case "word":
                self._word(match)
            case "mark":
                self._mark(match)
            case "months":
                self.piece.roles["within_year"] = match[0]
            case "year" | "day":
                self._date(match)
            case "short":
                self._term(_SHORT[match[0]], "", match.string, match.start())
                self.pending = ""
            case "cited":
                self._cited(match)
            case _:
                self._number(match)

    def _date(self, match: re.Match[str]) -> None:
        roles = self.piece.roles
        if match[0][:4].isdecimal():
            self.piece.years.append(int(match[0][:4]))
        if match.string.endswith(_SINCE, 0, match.start()) and not roles.get("compares"):
            roles["since"] = match[0]
        if match.lastgroup == "day" and not match[0].endswith(_WHOLE_YEAR):
            roles["span"] = match[0]
        if match.lastgroup == "year" and (
            match.string.endswith(_THAN, 0, match.start())
            or _BASE.match(match.string, match.end())
            or self._comes_from(match)
        ):
            roles["compares"] = match[0]

    @staticmethod
    def _comes_from(year: re.Match[str]) -> bool:
        """Tell whether a number is said to come from a year: 由上年的80件升至110件."""
        return bool(_COMES_FROM.match(year.string, year.end())) and year.string.endswith(_FROM, 0, year.start())

    def _cited(self, match: re.Match[str]) -> None:
        """Take the title of an answer for the outcome that it names: 《政府信息部分公开告知书》9份."""
        if match[0].endswith(_ANSWERS):
            for word in self.lexicon.outcome_in.findall(match[0]):
                self._term(self.lexicon.terms[word], word, match.string, match.start())
        self._unknown(match[0])

    def _unknown(self, words: str) -> None:
        words = words.replace(NAME, "")
        if words:
            self.piece.rest.append(words)
            self.pending += words
            self.piece.inner = self.piece.inner or bool(self.piece.terms)

    def _word(self, match: re.Match[str]) -> None:
        role, meaning = self._meaning(match)
        if (role == "organs" and not self._counts_bodies(match)) or self._part_of_a_word(match):
            self._unknown(match[0])
            return
        if self.piece.number and self._opens(match, role, meaning):
            self._close(match.start(), "")
        if match[0] in AND:
            self.piece.cuts.append(len(self.piece.terms))
        if role == "term":
            self._term(meaning, match[0], match.string, match.start())
        elif role in _ELSEWHERE:
            self.piece.roles["channels" if role == "channel" in self.piece.roles else role] = match[0]
            self._unknown(match[0])
        elif self._misplaced(role, match):
            self._unknown(match[0])
        elif role != "filler":
            self._play("compares" if role == "last_year" and self._comes_from(match) else role, match[0])
            if "among" in self.piece.roles:
                self._close(match.end(), "")
        kept = role == "rest" and self.pending.endswith(match[0])
        if role != "filler" and role not in _ELSEWHERE and not kept:
            self.pending = ""

    def _such(self, match: re.Match[str]) -> None:
        """Forget the outcomes before 等原因: what they are counted with is named behind it."""
        if match[0] == _AND_SUCH and _SUCH.match(match.string, match.start()):
            self.piece.terms = [term for term in self.piece.terms if term in self.lexicon.topics]

    def _part_of_a_word(self, match: re.Match[str]) -> bool:
        """Tell whether a term is only part of another word: 不动产登记, 流转."""
        if match[0] == _ENTERED:
            return len(self.pending) > 1
        return match[0] == _TURNED and not _TURNED_TO.match(match.string, match.end())

    def _meaning(self, match: re.Match[str]) -> tuple[str, str]:
        """Return what a word does and stands for: 全部 right before a number adds up, 均为 before one counts each, 因 tells why behind it."""
        role, meaning = self.lexicon.words[match[0]]
        if role == "due" and self.piece.number is None:
            return "filler", meaning
        if role == "all" and match[0] == _WHOLE and "share" in self.piece.roles:
            return "filler", meaning
        of_number = _OF_NUMBER.match(match.string, match.end()) if role == "all" else None
        each = of_number and (of_number[1] or match[0].startswith(_EACH))
        return ("each" if each else "sum", match[0]) if of_number else (role, meaning)

    def _opens(self, match: re.Match[str], role: str, meaning: str) -> bool:
        """Tell whether a word behind a number belongs to what is said next."""
        if role in _OPENING:
            return True
        named = self.piece.led or self.piece.ahead > 0
        begins = match[0] in AND or (role == "term" and meaning not in self.lexicon.topics)
        joined = match[0] not in AND and self.piece.number is not None and self.piece.number.end == match.start()
        return named and begins and self._counts_another(match, until=_ANOTHER if joined else _STRETCH)

    def _play(self, role: str, word: str) -> None:
        roles = self.piece.roles
        if role == "included":
            roles.pop("part", None)
        roles.setdefault(role, word)
        if role == "share" and (self.piece.terms or self.piece.rest):
            roles["sharer"] = word
        if role == "within" and self.piece.number:
            roles["among"] = word

    def _counts_bodies(self, match: re.Match[str]) -> bool:
        """Tell whether bodies were counted right before: 16个乡镇."""
        if self.bodies != match.start():
            return False
        if self.piece.number is None:
            self.piece.roles["others"] = match[0]
        return self.piece.number is None

    def _term(self, meaning: str, printed: str, text: str, start: int) -> None:
        piece = self.piece
        if printed.startswith(_THIS_YEAR):
            piece.roles["this_year"] = printed
        if self.pending:
            piece.joined[meaning] = self.pending
            narrowed = printed == meaning and meaning in self.lexicon.topics and len(self.pending) > 1
            if narrowed and not any(word in self.pending for word in self.lexicon.channels):
                piece.roles["modified"] = self.pending
        if (
            meaning in self.lexicon.topics
            and text.endswith(_KIND, 0, start)
            and not text.endswith(_EVERY_KIND, 0, start)
        ):
            piece.roles["some"] = _KIND
        full = DISCLOSED in printed and printed != ON_REQUEST
        if full and meaning in self.lexicon.topics:
            piece.roles["named"] = printed
        if piece.number and not piece.led and not piece.terms:
            piece.gap = self.pending
        piece.terms.append(meaning)

    def _misplaced(self, role: str, match: re.Match[str]) -> bool:
        """Tell whether words mean nothing here: 其他 behind what it should open, 除 and 中 within a word, 外 without 除."""
        if role == "plans" and match[0] == _PLANNED:
            return self._next_role(match) != "term"
        if role == "within":
            return self.known_to != match.start()
        if role in ("subset", "rest"):
            return bool(self.piece.terms or self.piece.number)
        if role == "except":
            return not self.piece.empty
        return role == "outside" and "except" not in self.piece.roles

    def _next_role(self, match: re.Match[str]) -> str:
        """Return what the word right behind does."""
        behind = self.lexicon.pattern.match(match.string, match.end())
        return self.lexicon.words[behind[0]][0] if behind and behind.lastgroup == "word" else ""

    def _number(self, match: re.Match[str]) -> None:
        if match.lastgroup == "written":
            self._counted(Number(read_number(match[0]) or Decimal(0), "", "", match.start(), match.end()), match)
        elif match.lastgroup == "plain":
            self._counted(Number(Decimal(match[0]), "", "", match.start(), match.end()), match)
        elif match.lastgroup in ("percent", "tenths", "more"):
            value, near = read_percentage(match["percent"], match["tenths"], match["more"])
            if value is not None:
                self._counted(Number(value, PERCENT_SIGN, near, match.start(), match.end()), match)
        elif match.lastgroup in ("share", "half"):
            value = read_fraction(match["of"], match["share"])
            self._counted(Number(value, PERCENT_SIGN, match[0], match.start(), match.end()), match)
        else:
            self._measured(match)

    def _measured(self, match: re.Match[str]) -> None:
        """Take a number with its unit, unless it belongs to another noun, or is the one of 没有一件."""
        value = read_number(match["digits"], match["scale"] or "")
        if match[0] == _TOGETHER and match.string.endswith("在", 0, match.start()):
            return
        if match["unit"] in _MEASURES and _NOUN.match(match.string, match.end()):
            self.bodies = match.end()
        elif value is None:
            self._unknown(match[0])
        elif not ("none" in self.piece.roles and match["digits"] in _ONE):
            unit, factor = self.lexicon.units[match["unit"]]
            near = match["near"] or match["over"] or match["after"] or ""
            self._counted(Number(value * factor, unit, near, match.start(), match.end()), match)

    def _counted(self, number: Number, match: re.Match[str]) -> None:
        if match.string.endswith("等", 0, match.start()):
            self.piece.terms.clear()
        if self.piece.number:
            self._close(match.start(), "")
        piece = self.piece
        piece.before, piece.gap = len(piece.terms), self.pending if piece.terms else ""
        if number.unit == PERCENT_SIGN and piece.gap == RATE:
            piece.rest, piece.gap = piece.rest[:-1], ""
            piece.roles["rate"] = RATE
        piece.ahead = len(piece.rest)
        piece.relative = match.string.endswith(("的", "的有"), 0, match.start())
        piece.number = number
        if _BY.search(match.string, max(0, match.start() - _LONGEST_BY), match.start()):
            piece.roles["compares"] = match[0]
        if match.string.endswith(_FROM, 0, match.start()) and _CHANGED_TO.match(match.string, match.end()):
            piece.roles["compares"] = match[0]
        self.pending, self.known_to = "", match.end()

    def _mark(self, match: re.Match[str]) -> None:
        mark = _MARK.get(match[0], match[0])
        if mark == "、" and (self.piece.number is None or self._goes_on(match)):
            self.piece.cuts.append(len(self.piece.terms))
            return
        self._close(match.start(), mark)
        self.piece.start = match.end()
        if mark == ";" and not self.depth:
            self.segment += 1
        self.depth += (mark == "(") - (mark == ")" and self.depth > 0)
        self.piece.depth, self.piece.segment = self.depth, self.segment

    def _goes_on(self, mark: re.Match[str]) -> bool:
        """Tell whether a number before its words counts those behind the mark too: 3件复议、诉讼."""
        piece, text = self.piece, mark.string
        if not piece.terms or piece.number is None or piece.led:
            return False
        behind = _STRETCH.match(text, mark.end())
        words = list(self.lexicon.pattern.finditer(text, mark.end(), behind.end())) if behind else []
        known = sum(len(word[0]) for word in words if word.lastgroup == "word")
        roles = {self.lexicon.words[word[0]][0] for word in words if word.lastgroup == "word"}
        return "term" in roles and roles <= {"term", "filler"} and behind is not None and known == len(behind[0])

    def _counts_another(self, word: re.Match[str], until: re.Pattern[str]) -> bool:
        """Tell whether a number behind its words is joined to another one: 复议3件和诉讼2件, but not 100件新收申请和5件结转申请."""
        behind = until.match(word.string, word.end())
        numbers = self.lexicon.pattern.finditer(word.string, word.end(), behind.end()) if behind else ()
        return any(match.lastgroup == "number" for match in numbers)

    def _close(self, end: int, mark: str) -> None:
        if not self.piece.empty:
            self.piece.end, self.piece.mark = end, mark
            self.done.append(self.piece)
        elif self.done and mark == ")":
            self.done[-1].mark = mark
        self.piece = Piece(end, self.depth, self.segment, self.sentence, adjoined=not mark and bool(self.done))
        self.pending = ""
