"""How help is laid out in Chinese: headings of its own, and lines counted in columns, where a character takes two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

import click

from gouji.cli.language import in_chinese

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_USAGE = {"OPTIONS": "选项", "COMMAND": "命令", "ARGS": "参数", "PATHS": "路径", "FILES": "文件", "FILE": "文件", "FOLDER": "文件夹",
          "BEFORE": "此前", "AFTER": "此后", "FINDINGS": "问题", "NAME": "名称", "RULE": "规则", "KIND": "类型", "PACK": "规则包"}  # fmt: skip
_NOTES = {"[default: ": "[默认：", "; x>=0]": "]", "[required]": "[必填]"}
_PIECE = re.compile(r"\s+|\[默认：[^]]*\]|[（“《]*(?:`[^`]*`|[!-~]+|\S)[，。、；：）”》！？]*")
"""What stays together on a line: a default, a word of Latin letters or one character, with the marks that cling to it."""
MOST_NAME_COLUMNS = 32
"""Columns of an option's or command's name; a longer one has a line of its own."""
GAP_COLUMNS = 2


class ChineseHelp(click.HelpFormatter):
    """Writes help in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how the command is called."""
        said = re.sub(r"[A-Z]+", lambda word: _USAGE.get(word[0], word[0]), args)
        first = prefix or "用法："
        self._write(f"{first}{prog} {said}", "", " " * columns(f"{first}{prog} "))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        margin = " " * self.current_indent
        for at, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if at else "")
            self._write(" ".join(paragraph.split()), margin, margin)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = MOST_NAME_COLUMNS, col_spacing: int = 2) -> None:
        """Write names with what they mean beside them."""
        rows, margin = list(rows), " " * self.current_indent
        widest = min(max(columns(name) for name, _ in rows), col_max) + col_spacing
        for name, meaning in rows:
            told = in_chinese(meaning)
            for english, chinese in _NOTES.items():
                told = told.replace(english, chinese)
            left = f"{margin}{name}"
            room = len(margin) + widest
            if columns(left) + GAP_COLUMNS > room:
                self.write(f"{left}\n")
                left = ""
            self._write(told, left + " " * (room - columns(left)), " " * room)

    def _write(self, text: str, first: str, margin: str) -> None:
        """Write a text broken into lines of the formatter's width."""
        line, start = first, len(first)
        for piece in _PIECE.findall(text):
            if columns(line) + columns(piece.rstrip()) > self.width and len(line) > start:
                self.write(f"{line.rstrip()}\n")
                line, start = margin, len(margin)
            if piece.strip() or len(line) > start:
                line += piece
        self.write(f"{line.rstrip()}\n")


class ChineseContext(click.Context):
    """A command that helps in Chinese."""

    formatter_class = ChineseHelp


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(each) in "WFA" else 1 for each in text)
