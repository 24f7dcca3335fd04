"""What can go wrong, each named after what is wrong with what."""

from __future__ import annotations


class GoujiError(Exception):
    """Any error that a user can act on; its text is one line.

    >>> report_of("gid-2012")
    Traceback (most recent call last):
        ...
    gouji.errors.GoujiError: no form "gid-2012"; did you mean "gid-2021"?
    """


class UnreadableReport(GoujiError):
    """A file that no reader can turn into a document; the text is the reason, without the file's name.

    A reason whose own words may hold a slash is given once more in both languages: `UnreadableReport(reason, zh, en)`.

    >>> decode(bytes(range(9)) * 9)
    Traceback (most recent call last):
        ...
    gouji.errors.UnreadableReport: 内容不是文字 / the content is not text
    """

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ReaderBroke(UnreadableReport):
    """A file over which a reader, or Gouji itself, broke: what happened is the cause, and no fault of the file's."""


class AttachedReport(UnreadableReport):
    """A page that holds no report but points to the file that does; the text names that file.

    >>> raise AttachedReport("the report is attached: report.pdf")
    Traceback (most recent call last):
        ...
    gouji.errors.AttachedReport: the report is attached: report.pdf
    """


class NotAReport(GoujiError):
    """A readable file that is not a report of any form at hand; the text is the reason.

    >>> raise NotAReport("no title of an annual report")
    Traceback (most recent call last):
        ...
    gouji.errors.NotAReport: no title of an annual report
    """


class PluginBroken(GoujiError):
    """A plugin that fails to load or does not keep a hook's contract; the text names it.

    >>> raise PluginBroken("plugin acme: rules() returned None")
    Traceback (most recent call last):
        ...
    gouji.errors.PluginBroken: plugin acme: rules() returned None
    """


class PackInvalid(GoujiError):
    """A form, rule or pack file with a mistake; the text names file, place and mistake.

    >>> raise PackInvalid("acme/rules/own.toml:3: severity is missing")
    Traceback (most recent call last):
        ...
    gouji.errors.PackInvalid: acme/rules/own.toml:3: severity is missing
    """


class RuleInvalid(PackInvalid):
    """A rule whose kind, parameters or texts are wrong; the text names file, line and rule.

    >>> raise RuleInvalid('acme/rules/own.toml:3: no kind "topic"; did you mean "topics"?')
    Traceback (most recent call last):
        ...
    gouji.errors.RuleInvalid: acme/rules/own.toml:3: no kind "topic"; did you mean "topics"?
    """


class RosterInvalid(GoujiError):
    """A roster with a mistake; the text names file and line.

    >>> raise RosterInvalid("roster.csv:3: agency is missing")
    Traceback (most recent call last):
        ...
    gouji.errors.RosterInvalid: roster.csv:3: agency is missing
    """


class NothingToCheck(GoujiError):
    """No file was found at the given paths, or no rule was selected.

    >>> check(["no such folder"])
    Traceback (most recent call last):
        ...
    gouji.errors.NothingToCheck: no such folder: no such file or folder
    """


class NotApplicable(GoujiError):
    """Raised inside a rule: the report has nothing that the rule speaks of.

    >>> report_of("gid-2021", drop_sections=["problems"]).section("problems")
    Traceback (most recent call last):
        ...
    gouji.errors.NotApplicable: Text(zh='没有这一部分', en='there is no such section')
    """


class NotChecked(GoujiError):
    """Raised inside a rule: something that the check needs is not at hand, such as a date.

    >>> History(Brief.of(run.reports[0])).last
    Traceback (most recent call last):
        ...
    gouji.errors.NotChecked: Text(zh='缺少 2020 年度的报告，无法比对', en='the report on 2020 is not at hand')
    """
