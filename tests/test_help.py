"""The words of the command line, in the language that the environment asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from gouji.cli import gouji, main
from gouji.cli.chinese_help import columns
from gouji.cli.language import helping, in_chinese

WIDTH = 80


def _commands(command: click.Command, name: str = "gouji") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from _commands(found, f"{name} {below}")


def test_every_command_and_option_is_told_and_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    untold = [
        f"{name} {text!r}"
        for name, command in _commands(gouji)
        for said in (command.help, *(option.help for option in command.params if isinstance(option, click.Option)))
        for text in (said or "").split("\n\n")
        if in_chinese(text) == text
    ]

    assert untold == []


def test_help_in_chinese_has_no_english_heading_and_no_line_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    for name, command in _commands(helping(gouji)):
        shown = CliRunner().invoke(command, ["--help"], terminal_width=WIDTH).output
        lines = [line for line in shown.splitlines() if " " in line.strip()]

        assert shown.startswith("用法："), name
        assert not re.search(r"Options|Commands|Usage|default|exit\.", shown), name
        assert [line for line in lines if columns(line) > WIDTH and "|" not in line] == [], name


@pytest.mark.parametrize(
    ("language", "arguments", "said"),
    [
        ("zh_CN.UTF-8", ["check", "nowhere"], "gouji: nowhere：没有这个文件或文件夹"),
        ("C.UTF-8", ["check", "nowhere"], "gouji: nowhere：没有这个文件或文件夹"),
        ("en_US.UTF-8", ["check", "nowhere"], "gouji: nowhere: no such file or folder"),
        ("zh_CN.UTF-8", ["check", "--jbs", "2"], "gouji: 没有选项 --jbs；是否指 --jobs？"),
        (
            "zh_CN.UTF-8",
            ["explain", "review-totl"],
            "gouji: 没有名为“review-totl”的规则或规则类型；是否指“gid/review-total”？",
        ),
        (
            "zh_CN.UTF-8",
            ["new", "packk", "x"],
            "gouji: {rule|plugin|pack|reader|writer|report} 不能是“packk”，可选："
            "'rule', 'plugin', 'pack', 'reader', 'writer', 'report'；是否指“pack”？",
        ),
        (
            "zh_CN.UTF-8",
            ["schema", "ruel"],
            "gouji: {run|report|checked|diff|decisions|pack|form|rule|config} 不能是“ruel”，可选：'run', 'report', 'checked', "
            "'diff', 'decisions', 'pack', 'form', 'rule', 'config'；是否指“rule”？",
        ),
        (
            "zh_CN.UTF-8",
            ["lint", "gidd"],
            "gouji: gidd：没有这样一个含 pack.toml 的文件夹，也没有名为“gidd”的已安装的规则包；是否指“gid”？",
        ),
        ("zh_CN.UTF-8", ["decisions", "work", "--run", "nowhere"], "gouji: nowhere：无法读取：没有这个文件或文件夹"),
    ],
)
def test_errors_are_told_in_the_language_of_the_console(
    language: str, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", language)
    monkeypatch.setattr("sys.argv", ["gouji", *arguments])

    assert main() == 2
    assert capsys.readouterr().err.strip() == said
