"""`gouji new`: a rule, plugin, pack, reader or writer that is whole from the beginning, with tests that pass."""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.options import host_options

if TYPE_CHECKING:
    from gouji.host import Host

WHATS = ("rule", "plugin", "pack", "reader", "writer", "report")
PACK_FILE = "pack.toml"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ABOUT = {
    "plugin": "Rules for Gouji.", "pack": "Annual library reports", "reader": "A reader for Gouji.",
    "writer": "An output format for Gouji.",
}  # fmt: skip


@click.command()
@click.argument("what", type=click.Choice(WHATS))
@click.argument("name")
@click.option("--python", is_flag=True, help="Write a rule in Python instead of TOML.")
@click.option(
    "--form", default="", metavar="ID", help="The form of a report, or that a rule speaks of; by default the newest."
)
@click.option(
    "--pack", multiple=True, metavar="ID|DIR", help="Pack whose form a report has, where it is not installed."
)
def new(what: str, name: str, python: bool, form: str, pack: tuple[str, ...]) -> int:
    """Begin a rule, plugin, pack, reader or writer: complete, with tests that pass; or write a report to try rules on.

    NAME is in small letters with hyphens. A rule is called PACK/RULE: it goes into the folder PACK, which is made an overlay of
    the installed pack where it is not there yet; in the folder of a pack, RULE alone will do. A report is a page NAME.html that
    is as its form prescribes, all figures 0.
    """
    from gouji.host import make_host

    host = make_host(host_options(pack, None, (), (), no_plugins=False))
    words = _words(form, host)
    if what == "report":
        return _write_page(Path(f"{name.removesuffix('.html')}.html"), words["form"], pack)
    ground, slash, rule = name.rpartition("/")
    for part in (ground, rule) if slash else (rule,):
        if not _NAME.fullmatch(part):
            raise click.ClickException(
                f"{part or name}: a name is made of small letters and digits, with hyphens, as in my-rules"
            )
    if slash and what != "rule":
        raise click.ClickException(f"{name}: only a rule is named with its pack")
    if what == "rule":
        if ground in [own.id for own in host.packs] and not (Path(ground) / PACK_FILE).is_file():
            raise click.ClickException(f"{ground}: this name is taken by a pack; choose another one")
        if python:
            _refuse_keyword(rule)
        return _new_rule(ground, rule, words, python=python)
    _refuse_taken(what, name, host)
    folder = Path(name)
    own = {**words, "name": name, "module": name.replace("-", "_"), "what": what, "about": _ABOUT[what]}
    _write("package", folder, own)
    _write(what, folder, own)
    if what == "pack":
        form, packs = f"{name}-2020", (str(folder / own["module"]),)
        _write_page(folder / "sample.html", form, packs, year=2023, agency="City of Exampleton")
    _say_next(what, folder, own)
    return 0


def _new_rule(pack: str, rule: str, words: Mapping[str, str], *, python: bool) -> int:
    here = Path(PACK_FILE).is_file() and not pack
    if not here and not pack:
        raise click.ClickException(f"{rule}: write PACK/{rule}, or run this in the folder of a pack")
    folder = Path() if here else Path(pack)
    if here or (folder / PACK_FILE).is_file():
        from gouji.rulebook.toml import load_toml

        pack = str(load_toml(folder / PACK_FILE).data.get("id", pack))
    own = {**words, "pack": pack, "rule": rule, "name": rule, "module": rule.replace("-", "_"), "kind": "topics"}
    if python:
        _write("python-rule", folder, own)
    else:
        if not (folder / PACK_FILE).is_file():
            _write("overlay", folder, own)
        _write("rule", folder, own)
    _say_next("python" if python else "rule", folder, own)
    return 0


def _refuse_taken(what: str, name: str, host: Host) -> None:
    """Refuse the name of a package that Python could not import, or that something else has which is loaded beside it."""
    module = name.replace("-", "_")
    taken: dict[str, Container[str]] = {
        "a module of Python": {*sys.stdlib_module_names, "gouji", "gouji_plugins", "gouji_rules"},
        "a plugin": host.versions, "a pack": [pack.id for pack in host.packs],
        "an output format": host.writers if what == "writer" else (),
    }  # fmt: skip
    by = next((said for said, names in taken.items() if name in names or module in names), "")
    if by:
        raise click.ClickException(f"{name}: this name is taken by {by}; choose another one")
    _refuse_keyword(name)


def _refuse_keyword(name: str) -> None:
    if iskeyword(name):
        raise click.ClickException(f"{name}: Python could not import it by this name; choose another one")


def _words(form: str, host: Host) -> dict[str, str]:
    """Return the names that skeletons speak of: a form, its pack, its last section, a theme."""
    from gouji.nearest import unknown
    from gouji.version import VERSION

    forms = [(pack, own) for pack in host.packs for own in pack.forms]
    found = [(pack, own) for pack, own in forms if not form or own.id == form]
    if not found:
        raise click.ClickException(unknown("form", form, (own.id for _, own in forms)))
    pack, own = max(found, key=lambda pair: pair[1].first_year)
    theme = next(
        (theme.id for theme in pack.themes if theme.id == "structure"), next((t.id for t in pack.themes), "structure")
    )
    return {
        "form": own.id, "extends": pack.id, "section": own.sections[-1].id, "theme": theme,
        "gouji_version": ".".join(VERSION.split(".")[:2]),
    }  # fmt: skip


def _write(skeleton: str, folder: Path, words: Mapping[str, str]) -> None:
    """Write the files of a skeleton; one that exists is never overwritten."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    root = files("gouji").joinpath("skeletons", skeleton)
    texts = {
        folder / _named(path, words): environment.from_string(text).render(words) for path, text in _templates(root, "")
    }
    for path in texts:
        if path.exists():
            raise click.ClickException(f"{path.as_posix()}: exists already; nothing is overwritten")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.as_posix())


def _templates(folder: Traversable, below: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _templates(entry, f"{below}{entry.name}/")
        elif entry.name.endswith(".jinja"):
            found.append((below + entry.name, entry.read_text(encoding="utf-8")))
    return found


def _named(path: str, words: Mapping[str, str]) -> str:
    """Put the names into the path of a template."""
    own = path.removesuffix(".jinja").replace("MODULE", words.get("module", ""))
    return own.replace("NAME", words.get("name", ""))


def _write_page(path: Path, form: str, packs: tuple[str, ...], **stated: Any) -> int:  # noqa: ANN401  as report_of takes it
    """Write a report as a web page."""
    from gouji.testing import document_of, page_of

    if path.exists():
        raise click.ClickException(f"{path.as_posix()}: exists already; nothing is overwritten")
    path.write_text(page_of(document_of(form, packs=packs, **stated)), encoding="utf-8", newline="\n")
    print(path.as_posix())
    return 0


def _say_next(what: str, folder: Path, words: Mapping[str, str]) -> None:
    """Say which commands come next."""
    place = folder.as_posix()
    steps = {
        "rule": [f"gouji test {place}", f"gouji lint {place}", f"gouji check --pack {place} REPORTS"],
        "python": [f"cd {place} && python -m pytest tests", f"gouji check --plugins-dir {place}/plugins REPORTS"],
        "plugin": [f"cd {place} && python -m pip install --editable '.[test]' && python -m pytest"],
        "pack": [f"gouji test {place}/{words['module']}", f"gouji check --pack {place}/{words['module']} {place}/sample.html"],
    }  # fmt: skip
    print("\nNext:")
    for step in steps.get(what, steps["plugin"]):
        print(f"  {step}")
