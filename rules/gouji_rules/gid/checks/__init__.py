"""The checks that only rules of this pack name."""

from __future__ import annotations

from gouji import RuleKind, Scope
from gouji_rules.gid.checks import (
    charges,
    decisions,
    disputes,
    fee_claims,
    fee_statement,
    growth,
    legacy,
    notices,
    powers,
    promises,
    reach,
    regulation,
    titles,
    unfilled,
)

CHECKS = (
    RuleKind("all_zero", decisions.AllZero, decisions.check_all_zero),
    RuleKind("answers_bound", legacy.AnswersBound, legacy.check_answers_bound),
    RuleKind("direct_litigation", disputes.Direct, disputes.check_direct),
    RuleKind("claim_fee_sums", fee_claims.FeeSums, fee_claims.check_fee_sums),
    RuleKind("fee_dropouts", fee_claims.Dropouts, fee_claims.check_dropouts),
    RuleKind("fee_plausible", fee_claims.Plausible, fee_claims.check_plausible),
    RuleKind("fee_statement", fee_statement.FeeStatement, fee_statement.check_fee_stated),
    RuleKind("fee_statement_placed", fee_statement.FeeStatement, fee_statement.check_fee_placed),
    RuleKind("fee_term", fee_statement.FeeTerm, fee_statement.check_fee_term),
    RuleKind("fee_without_charge", charges.TwoFees, charges.check_two_fees),
    RuleKind("growth_recomputed", growth.Growth, growth.check_growth, Scope.AGENCY),
    RuleKind("level_words", reach.Reach, reach.check_reach),
    RuleKind("normative_power", powers.DocumentPower, powers.check_document_power),
    RuleKind("notice_of_year", notices.Notices, notices.check_notices),
    RuleKind("promises_followed_up", promises.Promises, promises.check_promises, Scope.AGENCY),
    RuleKind("rule_making_power", powers.RulePower, powers.check_rule_power),
    RuleKind("superseded_regulation", regulation.Superseded, regulation.check_superseded),
    RuleKind("title_form", titles.TitleForm, titles.check_title_form),
    RuleKind("unfilled_table", unfilled.Unfilled, unfilled.check_unfilled),
)
