"""What can go wrong, each named after what is wrong with what."""

from __future__ import annotations


class GoujiError(Exception):
    """Any error that a user can act on; its text is one line."""


class UnreadableReport(GoujiError):
    """A file that no reader can turn into a document; the text is the reason, without the file's name.

    A reason whose own words may hold a slash is given once more in both languages: `UnreadableReport(reason, zh, en)`.
    """

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ReaderBroke(UnreadableReport):
    """A file over which a reader, or Gouji itself, broke: what happened is the cause, and no fault of the file's."""


class AttachedReport(UnreadableReport):
    """A page that holds no report but points to the file that does; the text names that file."""


class NotAReport(GoujiError):
    """A readable file that is not a report of any form at hand; the text is the reason."""


class PluginBroken(GoujiError):
    """A plugin that fails to load or does not keep a hook's contract; the text names it."""


class PackInvalid(GoujiError):
    """A form, rule or pack file with a mistake; the text names file, place and mistake."""


class RuleInvalid(PackInvalid):
    """A rule whose kind, parameters or texts are wrong; the text names file, line and rule."""


class RosterInvalid(GoujiError):
    """A roster with a mistake; the text names file and line."""


class NothingToCheck(GoujiError):
    """No file was found at the given paths, or no rule was selected."""


class NotApplicable(GoujiError):
    """Raised inside a rule: the report has nothing that the rule speaks of."""


class NotChecked(GoujiError):
    """Raised inside a rule: something that the check needs is not at hand, such as a date."""
