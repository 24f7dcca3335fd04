"""A Word file with placeholders: read once, filled once for each letter, the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from gouji import GoujiError, fold, reply_mark
from gouji_plugins.writers.notice.fields import FIELDS, GROUPS, INLINE, Row

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STORY = "word/document.xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
_PLACEHOLDER = re.compile(r"\{\{\s*([#/]?)\s*([^{}#/\s.]+)(?:\.([^{}#/\s.]+))?\s*\}\}")
_FILLED_TOO = re.compile(r"word/(?:header|footer)\d*\.xml")
_PROBLEM = (fold("问题"), fold("Problem"))
"""How the head of the column begins that says what is asked."""
_BEFORE_MERGE = ("tcW", "gridSpan", "cnfStyle", "hMerge")


class TemplateUnusable(GoujiError):
    """A template that is no Word file or that the letters cannot be made from; the text names it and says why."""


@dataclass(frozen=True, slots=True)
class Names:
    """What placeholders may be called, in Chinese with the English name of each; one of the group `needed` must stand there."""

    inline: Mapping[str, str]
    groups: Mapping[str, str]
    fields: Mapping[str, str]
    needed: str

    def english(self, word: str) -> str:
        """Return the English name of a word."""
        return self.groups.get(word) or self.inline.get(word) or self.fields.get(word) or word


LETTER = Names(INLINE, GROUPS, FIELDS, "problem")


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a Word file, those with placeholders parsed, and what these may be called."""

    parts: Mapping[str, bytes]
    filled: Mapping[str, Element]
    names: Names


def read_template(data: bytes, name: str, names: Names = LETTER) -> Template:
    """Read a template; TemplateUnusable where it is no Word file, lists no problems or has a placeholder that is not among the names."""
    from lxml import etree

    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        filled = {
            each: etree.fromstring(parts[each], parser)
            for each in parts
            if each == STORY or _FILLED_TOO.fullmatch(each)
        }
        _refuse_unknown(filled[STORY], name, names)
    except (BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise TemplateUnusable(f"{name}: 不是可用的 Word 模板 / not a usable Word template") from error
    return Template(parts, filled, names)


def _refuse_unknown(story: Element, name: str, names: Names) -> None:
    inline, groups, fields = ({*of, *of.values()} for of in (names.inline, names.groups, names.fields))
    used = [match for paragraph in story.iter(f"{W}p") for match in _PLACEHOLDER.finditer(_text(paragraph))]
    for match in used:
        word, field = match[2], match[3]
        known = groups if field else inline | groups
        wrong = next((w for w, of in ((word, known), (field, fields)) if w and w not in of), None)
        if wrong:
            near = get_close_matches(wrong, known | fields, 1, 0.5)
            hint = f"（{near[0]}？）" if near else ""
            raise TemplateUnusable(f"{name}: 不认识的占位符 / unknown placeholder {match[0]}{hint}")
    if not any(match[3] and names.english(match[2]) == names.needed for match in used):
        raise TemplateUnusable(f"{name}: 缺少占位符 / lacks the placeholders {{{{{_chinese(names)}.…}}}}")


def _chinese(names: Names) -> str:
    return next(zh for zh, en in names.groups.items() if en == names.needed)


def fill(template: Template, values: Mapping[str, str], rows: Mapping[str, Sequence[Row]], path: Path) -> None:
    """Write a letter: `values` of the placeholders inside sentences, `rows` of what is repeated, by their English names."""
    from lxml import etree

    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        for name, data in template.parts.items():
            if name in template.filled:
                root = deepcopy(template.filled[name])
                _leave_out(
                    root,
                    template.names,
                    {*(k for k, text in values.items() if text), *(k for k, of in rows.items() if of)},
                )
                _fill_all(root, template.names, values, rows)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)


def _leave_out(root: Element, names: Names, said: set[str]) -> None:
    """Remove the marks {{#name}} and {{/name}}, and what stands between them where the name has nothing to say."""
    for paragraph in list(root.iter(f"{W}p")):
        found = _PLACEHOLDER.fullmatch(_text(paragraph).strip())
        if not found or not found[1]:
            continue
        if found[1] == "#" and names.english(found[2]) not in said:
            for between in list(paragraph.itersiblings()):
                if _text(between).strip() in (f"{{{{/{found[2]}}}}}", f"{{{{/{names.english(found[2])}}}}}"):
                    break
                _remove(between)
        _remove(paragraph)


def _fill_all(root: Element, names: Names, values: Mapping[str, str], rows: Mapping[str, Sequence[Row]]) -> None:
    """Fill paragraphs; what holds a placeholder of a group, its table row if it stands in one, is repeated for each row."""
    repeated: dict[Element, str] = {}
    for paragraph in list(root.iter(f"{W}p")):
        group = next((match[2] for match in _PLACEHOLDER.finditer(_text(paragraph)) if match[3]), None)
        if group:
            repeated.setdefault(next(paragraph.iterancestors(f"{W}tr"), paragraph), names.english(group))
        elif not any(above in repeated for above in paragraph.iterancestors(f"{W}tr")):
            _replace(paragraph, lambda match: values.get(names.english(match[2]), match[0]))
    for unit, group in repeated.items():
        above = None
        for row in rows[group]:
            copy = deepcopy(unit)
            _fill_unit(copy, names, values, row)
            _sum_up(unit, copy, row.get("mark", ""))
            if above is not None and copy.tag == f"{W}tr" and not row["no"]:
                _merge(above, copy)
            unit.addprevious(copy)
            above = copy
        _remove(unit)


def _fill_unit(unit: Element, names: Names, values: Mapping[str, str], row: Row) -> None:
    for paragraph in [unit] if unit.tag == f"{W}p" else list(unit.iter(f"{W}p")):
        had = bool(_PLACEHOLDER.search(_text(paragraph)))
        _replace(
            paragraph, lambda match: (row.get if match[3] else values.get)(names.english(match[3] or match[2]), "")
        )
        parent = paragraph.getparent()
        if had and not _text(paragraph) and parent is not None and len(parent.findall(f"{W}p")) > 1:
            parent.remove(paragraph)


def _sum_up(unit: Element, row: Element, mark: str) -> None:
    """Let the mark of a line tell what is printed under the head of the problem, so that a change of it shows when the form comes back."""
    table = unit.getparent()
    head = next(table.iter(f"{W}tr")) if mark and table is not None and unit.tag == f"{W}tr" else None
    cells = zip(head.iter(f"{W}tc"), row.iter(f"{W}tc"), strict=False) if head is not None else ()
    printed = next((_text(cell) for title, cell in cells if fold(_text(title)).startswith(_PROBLEM)), "")
    for text in _texts(row):
        if printed and mark in (text.text or ""):
            text.text = (text.text or "").replace(mark, reply_mark(mark.removeprefix("#"), printed))


def _merge(above: Element, row: Element) -> None:
    """Let the cells that a row leaves empty be one with those above."""
    for upper, cell in zip(above.iter(f"{W}tc"), row.iter(f"{W}tc"), strict=True):
        if not _text(cell) and (_text(upper) or upper.find(f"{W}tcPr/{W}vMerge") is not None):
            _mark_merged(cell, None)
            if upper.find(f"{W}tcPr/{W}vMerge") is None:
                _mark_merged(upper, "restart")


def _mark_merged(cell: Element, value: str | None) -> None:
    setting = cell.find(f"{W}tcPr")
    if setting is None:
        setting = cell.makeelement(f"{W}tcPr")
        cell.insert(0, setting)
    at = sum(child.tag in {f"{W}{name}" for name in _BEFORE_MERGE} for child in setting)
    setting.insert(at, cell.makeelement(f"{W}vMerge", {f"{W}val": value} if value else {}))


def _texts(element: Element) -> Iterator[Element]:
    return element.iter(f"{W}t")


def _text(element: Element) -> str:
    return "".join(text.text or "" for text in _texts(element))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _replace(paragraph: Element, said: Callable[[re.Match[str]], str]) -> None:
    """Put values in place of placeholders, which Word may have split over several runs; values are not looked at again."""
    for match in reversed(list(_PLACEHOLDER.finditer(_text(paragraph)))):
        start = 0
        words = said(match)
        for text in _texts(paragraph):
            own = text.text or ""
            before, after = max(match.start() - start, 0), max(match.end() - start, 0)
            if before < len(own) and after > 0:
                text.text = own[:before] + words + own[after:]
                text.set(SPACE, "preserve")
                words = ""
            start += len(own)
    for text in list(_texts(paragraph)):
        _break_lines(text)


def _break_lines(text: Element) -> None:
    """Put line breaks where the value has them."""
    first, *rest = (text.text or "").split("\n")
    text.text = first
    for line in reversed(rest):
        more = text.makeelement(f"{W}t", {SPACE: "preserve"})
        more.text = line
        text.addnext(more)
        text.addnext(text.makeelement(f"{W}br"))
