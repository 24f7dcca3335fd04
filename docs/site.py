"""Makes what the documentation site holds besides the pages in this folder: the reference, from the code itself."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import click

import gouji
import gouji.testing
from gouji.cli import gouji as commands

_EXAMPLE = re.compile(r"^>>> .*(?:\n(?!\n).*)*", re.MULTILINE)
_OUTSIDE = re.compile(
    r"\[([^\]]+)\]\((?:\.\./)+(?!\w+\.md)[^)]*\)|\[([^\]]+)\]\((?:\.\./)+(?:README|CONTRIBUTING|CHANGELOG|SECURITY)[^)]*\)"
)


_IN_EXAMPLES = """All examples are run by the tests. In them every public name is imported, and besides there are

- `report = report_of("gid-2021", requests={"new_received.total": 5}, overview="今年收到申请5件。")`
- `run = run_of([report], ["gid/review-total", "gid/requests-row-total"], language="en")`
- the file `2023.html`, written as `page_of(document_of("gid-2021", year=2023))`
- the pack `acme`, as `gouji new rule acme/hotline` makes it.
"""


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
    parts = ["# Python\n", "What plugins and scripts may rely on; nothing else is public.\n", _IN_EXAMPLES]
    for module, names in ((gouji, gouji.__all__), (gouji.testing, gouji.testing.__all__)):
        parts.append(f"## {module.__name__}\n\n{inspect.getdoc(module) or ''}\n")
        parts += [_name(name, module) for name in sorted(names, key=str.lower)]
    return "\n".join(parts)


def _name(name: str, module: ModuleType) -> str:
    thing = getattr(module, name)
    words = _EXAMPLE.sub(lambda example: f"```pycon\n{example[0]}\n```", words_of(name, module))
    members = "\n".join(_members(thing)) if inspect.isclass(thing) else ""
    return f"### {name}\n\n```python\n{_signature(name, thing)}\n```\n\n{words}\n\n{members}\n"


def words_of(name: str, module: ModuleType) -> str:
    """Return what a public name says of itself, where it is a constant or another name of a type too; empty where it says nothing."""
    thing = getattr(module, name)
    if inspect.ismodule(thing):
        return inspect.getdoc(thing) or ""
    home = vars(module).get("_HOME_OF", {}).get(name)
    homes = [home] if home else [f"{module.__name__}.{each.name}" for each in pkgutil.iter_modules(module.__path__)]
    return next(filter(None, (_said_in(import_module(each), name) for each in homes)), "")


def _said_in(module: ModuleType, name: str) -> str:
    """Return the words under a definition, or behind an assignment."""
    lines = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8")).body
    for number, line in enumerate(lines):
        if isinstance(line, ast.ClassDef | ast.FunctionDef) and line.name == name:
            return ast.get_docstring(line) or ""
        targets = (
            line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
        )
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            match lines[number + 1 : number + 2]:
                case [ast.Expr(ast.Constant(str(words)))]:
                    return inspect.cleandoc(words)
    return ""


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
