"""The command line: one line for every error, an exit code for every outcome."""

from __future__ import annotations

import _thread
import re
import signal
import sys
import threading
import warnings
from contextlib import suppress
from importlib import import_module
from typing import TextIO

import click

from gouji.cli.language import helping, problem, spoken
from gouji.cli.streams import hear_nothing_more, prepare_streams
from gouji.contract import DeprecatedUse
from gouji.errors import GoujiError
from gouji.garbage import search_rarely
from gouji.harmless import on_one_line
from gouji.nearest import nearest, unknown
from gouji.version import VERSION

WRONG_USAGE, INCOMPLETE = 2, 3
_AGAIN_SECONDS = 0.02
"""So long after a Ctrl-C that was lost it is repeated."""
COMMANDS = {
    "check": "check", "parse": "parse", "rules": "show", "kinds": "kinds", "forms": "show", "explain": "show",
    "plugins": "kinds", "schema": "kinds", "new": "new", "lint": "lint", "test": "lint", "portable": "portable",
    "decide": "decide", "decisions": "decisions", "cache": "cache",
    "roster": "roster", "diff": "diff", "review": "review",
}  # fmt: skip
"""Each command with the module that holds it, which is loaded when the command is used."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            raise click.UsageError(unknown("command", cmd_name, COMMANDS))
        command: click.Command = getattr(import_module(f"gouji.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return helping(command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, message="gouji %(version)s")
def gouji() -> None:
    """Check published reports against the rules that they must obey.

    Exit codes: 0 nothing found, 1 findings, 2 wrong usage or a broken plugin or pack, 3 incomplete: a report could not be
    read or not be assessed, or a rule broke.
    """


def main() -> int:
    """Run the command line; returns the exit code."""
    search_rarely()
    prepare_streams()
    warnings.showwarning = _tell
    sys.unraisablehook = _stop_again
    with suppress(ValueError):  # in another thread than the main one, where no signal is heard
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
            signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = _code()
        sys.stdout.flush()
    except BrokenPipeError:
        hear_nothing_more()
        return 0
    except OSError as error:
        if error.filename is not None:  # not a stream
            return _fail(f"{error.filename}: {error.strerror}")
        hear_nothing_more()
        _fail(f"cannot print: {error.strerror or error}")
        return INCOMPLETE
    return code


def _code() -> int:
    try:
        return int(helping(gouji).main(standalone_mode=False, prog_name="gouji") or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail("stopped")
    except click.ClickException as error:
        return _fail(_with_nearest(error.format_message()))
    except GoujiError as error:
        to = getattr(error, "to", None)
        return _fail(to(spoken()) if to else str(error))
    except OSError:
        raise
    except BaseException as error:
        if isinstance(error, SystemExit) and _nobody_listens(error):
            raise BrokenPipeError from None
        if _is_stop(error):
            return _fail("stopped")
        from gouji.tracebacks import harmless_repr, told_traceback

        if "--traceback" in sys.argv:
            print(told_traceback(error), file=sys.stderr)
        _fail(f"Gouji itself broke: {harmless_repr(error)} (--traceback says where)")
        return INCOMPLETE


def _nobody_listens(error: SystemExit) -> bool:
    """Tell whether click ends so because nobody listens any more: it raises while it hears of that, or replaces the stream."""
    return isinstance(error.__context__, BrokenPipeError) or "PacifyFlush" in type(sys.stdout).__name__


_WRONG_OPTION = re.compile(r"(No such option '(.*?)')\. (?:Did you mean |\(Did you mean one of: )(.*?)\??\)?")
_WRONG_CHOICE = re.compile(r"(Invalid value for .*: '(.*)' is not one of (.*))\.")


def _with_nearest(said: str) -> str:
    """Add to what click says of a wrong choice or option the right one that is nearest, none that is far."""
    if option := _WRONG_OPTION.fullmatch(said):
        near = nearest(option[2], re.findall("'([^']*)'", option[3]))
        return f"{option[1]}. Did you mean '{near}'?" if near else f"{option[1]}."
    found = _WRONG_CHOICE.fullmatch(said)
    near = nearest(found[2], re.findall("'([^']*)'", found[3])) if found else ""
    return f"{found[1]}; did you mean '{near}'?" if found and near else said


def _is_stop(error: BaseException | None) -> bool:
    """Tell whether an error is what became of a Ctrl-C: Python wraps what comes while a class is made."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _stop_again(lost: sys.UnraisableHookArgs) -> None:
    """Repeat a Ctrl-C that came while Python was cleaning up, where no error can be raised."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        threading.Timer(_AGAIN_SECONDS, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


_tell_others = warnings.showwarning


def _tell(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, file: TextIO | None = None, line: str | None = None
) -> None:  # fmt: skip
    """Print on one line what is used that will go; other warnings as before."""
    if issubclass(category, DeprecatedUse):
        print(f"gouji: {on_one_line(str(message))}", file=sys.stderr)
    else:
        _tell_others(message, category, filename, lineno, file, line)


def _fail(said: str) -> int:
    print(f"gouji: {on_one_line(problem(' '.join(said.split())))}", file=sys.stderr)
    return WRONG_USAGE
