"""Rule kinds that read Chinese prose: claims, names, citations, contacts, years and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any

from gouji import NotChecked, Observation, Report, RuleKind, Text, hookimpl
from gouji_plugins.locales.zh.kinds.claims import everything, figures, parts, restated, results, shares
from gouji_plugins.locales.zh.kinds.names import foreign
from gouji_plugins.locales.zh.kinds.wording import citations, contact, enumeration, generic, privacy
from gouji_plugins.locales.zh.kinds.years import agreement, body, characters, future, period
from gouji_plugins.locales.zh.locale import CHINESE

_Check = Callable[[Report, Any], Iterable[Observation]]


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds that any pack for reports in Chinese may use."""
    kinds = [
        RuleKind("claim_figure", figures.ClaimFigure, figures.check_figure),
        RuleKind("claim_everything", everything.Everything, everything.check_everything),
        RuleKind("claim_results", results.Results, results.check_results),
        RuleKind("claim_shares", shares.Shares, shares.check_shares),
        RuleKind("claim_parts", parts.Parts, parts.check_parts),
        RuleKind("claim_part_over_whole", parts.Parts, parts.check_part_over_whole),
        RuleKind("claim_restated", restated.Restated, restated.check_restated),
        RuleKind("one_agency_name", foreign.OneName, foreign.check_one_name),
        RuleKind("foreign_agency", foreign.Foreign, foreign.check_foreign),
        RuleKind("citations", citations.Citations, citations.check_citations),
        RuleKind("contact", contact.Contact, contact.check_contact),
        RuleKind("personal_data", privacy.Privacy, privacy.check_privacy),
        RuleKind("enumerations", enumeration.Enumerations, enumeration.check_enumerations),
        RuleKind("generic_text", generic.Generic, generic.check_generic),
        RuleKind("statistics_period", period.Period, period.check_period_stated),
        RuleKind("period_year", period.Period, period.check_period_year),
        RuleKind("body_year", body.BodyYear, body.check_body_year),
        RuleKind("stale_future", future.Future, future.check_future),
        RuleKind("dates_agree", agreement.Agreement, agreement.check_agreement),
        RuleKind("date_characters", characters.Characters, characters.check_characters),
    ]
    return [replace(kind, check=_of_chinese(kind.check)) for kind in kinds]


def _of_chinese(check: _Check) -> _Check:
    """Check reports in Chinese alone: what a report in another language says is not known here."""

    @wraps(check)
    def checked(report: Report, parameters: Any) -> Iterable[Observation]:  # noqa: ANN401  each kind's own parameters
        if report.locale.language != CHINESE.language:
            raise NotChecked(Text("此项检查只读中文", "this check reads Chinese only"))
        return check(report, parameters)

    return checked
