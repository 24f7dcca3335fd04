"""Makes what the documentation site holds besides the pages in this folder: the reference, from the code itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import click

import gouji
import gouji.testing
from gouji.cli import gouji as commands

_OUTSIDE = re.compile(
    r"\[([^\]]+)\]\((?:\.\./)+(?!\w+\.md)[^)]*\)|\[([^\]]+)\]\((?:\.\./)+(?:README|CONTRIBUTING|CHANGELOG|SECURITY)[^)]*\)"
)


def on_files(files: Any, config: Any) -> Any:  # noqa: ANN401  as mkdocs has them
    """Add the pages of the reference."""
    from mkdocs.structure.files import File

    for name, text in {"commands": commands_page(), "api": api_page()}.items():
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Leave out links to files that are no pages of the site."""
    kept = markdown.replace("<![", "<\u2060![")  # which the parser of mkdocs takes for a declaration, in code too
    return _OUTSIDE.sub(lambda found: found[1] or found[2], kept)


def commands_page() -> str:
    """Write every command with its arguments and options."""
    context = click.Context(commands, info_name="gouji")
    parts = ["# Commands\n", inspect.getdoc(commands.callback) or ""]
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        if command is not None:
            parts += ["", *_command(command, click.Context(command, info_name=name, parent=context))]
    return "\n".join(parts) + "\n"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## gouji {context.info_name}\n"
    yield f"`{command.get_usage(context).removeprefix('Usage: ')}`\n"
    yield inspect.cleandoc(command.help or "")
    yield "\n| option | meaning |\n|---|---|"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            yield f"| `{record[0].replace('|', chr(92) + '|')}` | {' '.join(record[1].split())} |"


def api_page() -> str:
    """Write every public name of `gouji` and `gouji.testing` with its signature and what it says of itself."""
    parts = ["# Python\n", "What plugins and scripts may rely on; nothing else is public.\n"]
    for module, names in ((gouji, gouji.__all__), (gouji.testing, gouji.testing.__all__)):
        parts.append(f"## {module.__name__}\n\n{inspect.getdoc(module) or ''}\n")
        parts += [_name(name, getattr(module, name)) for name in sorted(names, key=str.lower)]
    return "\n".join(parts)


def _name(name: str, thing: object) -> str:
    words = inspect.getdoc(thing) if inspect.isclass(thing) or callable(thing) or inspect.ismodule(thing) else ""
    members = "\n".join(_members(thing)) if inspect.isclass(thing) else ""
    return f"### {name}\n\n```python\n{_signature(name, thing)}\n```\n\n{words or ''}\n\n{members}\n"


def _signature(name: str, thing: object) -> str:
    try:
        return f"{name}{inspect.signature(thing)}" if callable(thing) else name
    except (TypeError, ValueError):
        return name


def _members(thing: type) -> Iterator[str]:
    """Yield the methods and properties that a class has of its own."""
    for name, member in vars(thing).items():
        words = inspect.getdoc(member)
        if (
            not name.startswith("_")
            and words
            and (inspect.isfunction(member) or isinstance(member, property | classmethod))
        ):
            yield f"- `{name}`: {' '.join(words.split())}"
