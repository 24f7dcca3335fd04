"""The command line: one line for every error, an exit code for every outcome."""

from __future__ import annotations

import sys
from typing import TextIO

import click

from gouji.cli.check import check
from gouji.cli.parse import parse
from gouji.cli.show import explain, plugins, rules, schema
from gouji.errors import GoujiError

WRONG_USAGE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="gouji", message="gouji %(version)s")
def gouji() -> None:
    """Check published reports against the rules that they must obey.

    Exit codes: 0 nothing found, 1 findings, 2 wrong usage or a broken plugin, 3 a report could not be read or a rule broke.
    """


for command in (check, parse, rules, explain, plugins, schema):
    gouji.add_command(command)


def main() -> int:
    """Run the command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_characters(stream)
    try:
        return int(gouji.main(standalone_mode=False, prog_name="gouji") or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail("stopped")
    except click.ClickException as error:
        return _fail(error.format_message())
    except GoujiError as error:
        return _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _never_fail_on_characters(stream: TextIO) -> None:
    """Print a mark where a console (GBK) lacks a character, instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _fail(problem: str) -> int:
    print(f"gouji: {' '.join(problem.split())}", file=sys.stderr)
    return WRONG_USAGE
