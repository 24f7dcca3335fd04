"""Paragraphs cut into words, and words into the pieces that each hold one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.numbers import read_number

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ．％－]|(?<=[０-９])，")
_BETWEEN = re.compile(r"(?<=[件宗起])\s+(?=[^\s,，。;；、)）]{1,12}\d+\s*[件宗起])|(?<=[件宗起][已在未]\S)\s+(?=\d)")
_STOP = re.compile(r"(?<=[^\d\s])\.(?!\d)")
_SPACE = re.compile(r"[\s“”‘’「」『』\"]")
_SENTENCE = re.compile(r"[^。!！?？\n]+[。!！?？\n]?")
_MARK = {"，": ",", "；": ";", "（": "(", "）": ")"}
_WHOLE_YEAR = ("12月31日", "1月1日")
_STRETCH = re.compile("[^,，、;；:：()（）。!！?？\n]*")
_THAN = ("比", "较", "与", "同", "较之", "对比")
_BASE = re.compile("[^,，;；。]{0,8}(?:基础上|相比|同期|基数)")
_SHORT = {"收": "收到", "办": "办结", "转": "结转下年"}
_AND = ("和", "与", "及", "以及")
_OF = ("的", "类", "申请人", *_AND)
_ONE = ("一", "1")
PERCENT_SIGN = "%"
_MEASURES = ("个", "家", "类", "种", "项")
_NOUN = re.compile("(?!数|申请|案件)[一-龥]")
"""What stands behind a number and its measure where it counts something else: 3个方面."""
_NAME = "\ue000"
"""Stands for each character of the agency's name: a name holds words that mean something else elsewhere."""
Place = tuple[int, int]
"""A sentence and a segment of it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in half width without white space; `places` leads back to the printed characters."""

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, printed: str, agency: str = "") -> Paragraph:
        """Squeeze a printed paragraph and blank out the agency's own name in it."""
        text = printed.translate(_HALF_WIDTH) if _WIDE.search(printed) else printed
        text = _STOP.sub("。", _BETWEEN.sub(lambda gap: "," * len(gap[0]), text))
        places: Sequence[int] = range(len(text))
        if _SPACE.search(text):
            places = [place for place, character in enumerate(text) if not _SPACE.match(character)]
            text = "".join(text[place] for place in places)
        for name in (agency, agency.removesuffix("办事处")) if agency else ():
            text = text.replace(name, _NAME * len(name))
        return cls(text, places)

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the squeezed text stands in the printed paragraph."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit: value in the plain unit, the words that make it only about right, and where it stands."""

    value: Decimal
    unit: str
    near: str
    start: int
    end: int


@dataclass(slots=True)
class Piece:
    """A stretch of a sentence with at most one number.

    `roles` and `terms` are what its words do and mean, `before` how many terms stand in front of the number. `rest` are the words
    that the vocabulary does not know; of these `joined` stand right before a term that they may narrow, `gap` between the terms and
    the number, where they may be what is counted, `ahead` is how many stand before the number; `relative` that 的 leads to the number; `inner` tells whether any stands behind a term. `adjoined` tells that no mark parts
    it from the piece before, `cuts` after how many terms 、 or 和 stands. `mark` is the mark that ends it, `depth` the number of brackets round it; segments end at semicolons.
    """

    start: int
    depth: int
    segment: int
    sentence: int
    end: int = 0
    mark: str = ""
    number: Number | None = None
    terms: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)
    gap: str = ""
    ahead: int = 0
    relative: bool = False
    inner: bool = False
    before: int = 0
    adjoined: bool = False
    cuts: list[int] = field(default_factory=list)

    @property
    def led(self) -> bool:
        """Whether words of the vocabulary stand before the number."""
        return self.number is not None and self.before > 0

    @property
    def place(self) -> Place:
        """Its sentence and segment."""
        return self.sentence, self.segment

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.number or self.terms or self.roles.keys() - {"within_year"} or self.years or self.rest)


_LONGEST = 10_000
"""Characters of one paragraph that are looked at: no paragraph of a report is as long."""


def cut(text: str, lexicon: Lexicon) -> Iterator[list[Piece]]:
    """Yield the sentences worth reading, each as its pieces."""
    for number, sentence in enumerate(_SENTENCE.finditer(text, 0, _LONGEST)):
        if lexicon.worth_reading.search(sentence[0]):
            yield _Cutter(lexicon, number).pieces(text, sentence.start(), sentence.end())


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
        for match in self.lexicon.pattern.finditer(text, start, end):
            if match.start() > at:
                self._unknown(text[at : match.start()])
            self._take(match)
            at = match.end()
            if match.lastgroup == "word":
                self.known_to = at
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
            case "number":
                self._number(match)
            case "year":
                self.piece.years.append(int(match[0][:4]))
                if match.string.endswith(_THAN, 0, match.start()) or _BASE.match(match.string, match.end()):
                    self.piece.roles["compares"] = match[0]
            case "day":
                if match[0][:4].isdecimal():
                    self.piece.years.append(int(match[0][:4]))
                if not match[0].endswith(_WHOLE_YEAR):
                    self.piece.roles["span"] = match[0]
            case "percent" | "more" | "tenths":
                self._percentage(match)
            case "plain":
                self._counted(Number(Decimal(match[0]), "", "", match.start(), match.end()), match)
            case "short":
                self._term(_SHORT[match[0]])
                self.pending = ""
            case _:
                self._unknown(match[0])

    def _unknown(self, words: str) -> None:
        words = words.replace(_NAME, "")
        if words:
            self.piece.rest.append(words)
            self.pending += words
            self.piece.inner = self.piece.inner or bool(self.piece.terms)

    def _word(self, match: re.Match[str]) -> None:
        role, meaning = self.lexicon.words[match[0]]
        piece = self.piece
        if role in ("organs", "shown") and not self._counts(match, role):
            self._unknown(match[0])
            return
        another = (
            piece.number is not None
            and (piece.led or piece.ahead > 0)
            and (match[0] in _AND or (role == "term" and meaning not in self.lexicon.topics))
        )
        if another and self._counts_another(match):
            self._close(match.start(), "")
        if role in ("all", "part", "apart", "now") and self.piece.number:
            self._close(match.start(), "")
        if match[0] in _AND:
            piece.cuts.append(len(piece.terms))
        if role == "term":
            self._term(meaning, match[0])
        elif role in ("topics", "things", "sorting", "channel"):
            self.piece.roles["channels" if role == "channel" in self.piece.roles else role] = match[0]
            self._unknown(match[0])
        elif self._misplaced(role, match):
            self._unknown(match[0])
        elif role != "filler":
            self.piece.roles.setdefault(role, match[0])
            if role == "share" and (self.piece.terms or self.piece.rest):
                self.piece.roles["sharer"] = match[0]
            if role == "within" and self.piece.number:
                self.piece.roles["among"] = match[0]
        if role not in ("filler", "topics", "things", "sorting", "channel"):
            self.pending = ""

    def _counts(self, match: re.Match[str], role: str) -> bool:
        """Tell whether bodies were counted right before, 16个乡镇; what is shown to the public stands before what it is."""
        if role == "organs":
            if self.bodies != match.start():
                return False
            self.piece.roles["others"] = match[0]
        return True

    def _term(self, meaning: str, printed: str = "") -> None:
        piece = self.piece
        if self.pending:
            piece.joined[meaning] = self.pending
            if printed == meaning and meaning in self.lexicon.topics and len(self.pending) > 1:
                piece.roles["modified"] = self.pending
        if piece.number and not piece.led and not piece.terms:
            piece.gap = self.pending
        piece.terms.append(meaning)

    def _misplaced(self, role: str, match: re.Match[str]) -> bool:
        """Tell whether words mean nothing here: 其他 behind what it should open, 除 and 中 within a word, 外 without 除."""
        if role == "within":
            return self.known_to != match.start()
        if role == "subset":
            return bool(self.piece.terms or self.piece.number)
        if role == "rest":
            return bool(self.piece.terms or self.piece.number)
        if role == "except":
            return not self.piece.empty
        return role == "outside" and "except" not in self.piece.roles

    def _number(self, match: re.Match[str]) -> None:
        value = read_number(match["digits"], match["scale"] or "")
        if match["unit"] in _MEASURES and _NOUN.match(match.string, match.end()):
            self.bodies = match.end()
            return
        if value is None:
            self._unknown(match[0])
            return
        if "none" in self.piece.roles and match["digits"] in _ONE:
            return
        unit, factor = self.lexicon.units[match["unit"]]
        near = match["near"] or match["over"] or match["after"] or ""
        self._counted(Number(value * factor, unit, near, match.start(), match.end()), match)

    def _percentage(self, match: re.Match[str]) -> None:
        """Take 百分之八十, 八成 and 六成二."""
        if match["percent"]:
            value = read_number(match["percent"])
        else:
            value = Decimal(
                10 * (read_number(match["tenths"]) or 0) + (read_number((match["more"] or "").strip("多")) or 0)
            )
        if value is not None:
            near = "" if match["percent"] else "成"
            self._counted(Number(value, PERCENT_SIGN, near, match.start(), match.end()), match)

    def _counted(self, number: Number, match: re.Match[str]) -> None:
        if match.string.endswith("等", 0, match.start()):
            self.piece.terms.clear()
        if self.piece.number:
            self._close(match.start(), "")
        piece = self.piece
        piece.before, piece.gap = len(piece.terms), self.pending if piece.terms else ""
        piece.ahead = len(piece.rest)
        piece.relative = match.string.endswith(("的", "的有"), 0, match.start())
        piece.number = number
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

    def _counts_another(self, word: re.Match[str]) -> bool:
        """Tell whether a number behind its words is joined to another one: 复议3件和诉讼2件."""
        behind = _STRETCH.match(word.string, word.end())
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
