"""The words for severities, outcomes, states, decisions and what became of a file, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gouji.model.checked import Status
from gouji.model.decision import Cause, Decision, Entry, Standing, Verb
from gouji.model.locale import State
from gouji.model.result import Outcome
from gouji.model.roster import Filed
from gouji.model.rule import Severity
from gouji.model.score import Verdict
from gouji.model.text import Language, Text

SEVERITIES: Mapping[Severity, Text] = {
    Severity.CRITICAL: Text("严重", "Critical"),
    Severity.MAJOR: Text("较重", "Major"),
    Severity.MINOR: Text("一般", "Minor"),
    Severity.ADVICE: Text("提示", "Advice"),
}
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.PASS: Text("符合", "Met"),
    Outcome.FAIL: Text("不符合", "Not met"),
    Outcome.REVIEW: Text("需复核", "To review"),
    Outcome.NOT_APPLICABLE: Text("不适用", "Not applicable"),
    Outcome.NOT_CHECKED: Text("未检查", "Not checked"),
    Outcome.ERROR: Text("规则出错", "Rule error"),
}
STATUSES: Mapping[Status, Text] = {
    Status.CHECKED: Text("已检查", "Checked"),
    Status.ATTACHMENT: Text("正文在附件", "Report attached"),
    Status.UNREADABLE: Text("无法读取", "Unreadable"),
    Status.NOT_A_REPORT: Text("不是年度报告", "Not an annual report"),
}
FILINGS: Mapping[Filed, Text] = {
    Filed.FILED: Text("已报", "Filed"),
    Filed.LATE: Text("逾期", "Late"),
    Filed.DOUBLE: Text("重复报送", "Filed twice"),
    Filed.UNREADABLE: Text("无法读取", "Unreadable"),
    Filed.MISSING: Text("应报未报", "Not filed"),
}
VERDICTS: Mapping[Verdict, Text] = {
    Verdict.UNACCEPTABLE: Text("不合格", "Not acceptable"),
    Verdict.UNASSESSED: Text("未评定", "Not assessed"),
    Verdict.RECTIFY: Text("需整改", "To be rectified"),
    Verdict.REVIEW: Text("待复核", "To be reviewed"),
    Verdict.ACCEPTABLE: Text("合格", "Acceptable"),
}
STATES: Mapping[State, Text] = {
    State.NUMBER: Text("数字", "number"),
    State.ZERO: Text("零", "zero"),
    State.BLANK: Text("空白", "blank"),
    State.DASH: Text("横线", "dash"),
    State.TEXT: Text("文字", "text"),
}
STANDINGS: Mapping[Standing, Text] = {
    Standing.OPEN: Text("待处理", "Open"),
    Standing.CONFIRMED: Text("已确认", "Confirmed"),
    Standing.DISMISSED: Text("已排除", "Dismissed"),
    Standing.WAIVED: Text("免予扣分", "Waived"),
    Standing.RECTIFIED: Text("已整改", "Rectified"),
    Standing.ADMITTED: Text("机关已认领", "Admitted by the agency"),
    Standing.CONTESTED: Text("申辩中", "Contested by the agency"),
    Standing.UPHELD: Text("申辩后维持", "Upheld"),
    Standing.CHANGED: Text("申辩后变更", "Changed"),
    Standing.ANNULLED: Text("申辩后撤销", "Annulled"),
    Standing.PENDING: Text("待批准", "Waits for approval"),
    Standing.STALE: Text("原决定已失效：依据有变化", "Void: what it rested on has changed"),
    Standing.EXPIRED: Text("原决定已到期", "Expired"),
    Standing.REFUSED: Text("不得免予扣分", "Must not be waived"),
    Standing.STILL_OPEN: Text("回头看仍存在", "Said to be rectified, still there"),
}
VERBS: Mapping[Verb, Text] = {
    Verb.CONFIRM: Text("确认", "Confirm"),
    Verb.DISMISS: Text("排除", "Dismiss"),
    Verb.WAIVE: Text("免予扣分", "Waive"),
    Verb.RECTIFY: Text("已整改", "Rectify"),
    Verb.ADMIT: Text("认领", "Admit"),
    Verb.CONTEST: Text("申辩", "Contest"),
    Verb.UPHOLD: Text("维持", "Uphold"),
    Verb.CHANGE: Text("变更", "Change"),
    Verb.ANNUL: Text("撤销", "Annul"),
    Verb.WITHDRAW: Text("收回", "Withdraw"),
    Verb.APPROVE: Text("批准", "Approve"),
    Verb.ASSIGN: Text("交办", "Assign"),
}
CAUSES: Mapping[Cause, Text] = {
    Cause.READING: Text("读取有误", "reading fault"),
    Cause.LAWFUL: Text("依法例外", "lawful exception"),
    Cause.OTHER: Text("其他", "other"),
}

Named = Severity | Outcome | Status | Verdict | State | Standing | Verb | Cause | Filed
_TABLES: Mapping[type[Any], Mapping[Any, Text]] = {
    Severity: SEVERITIES, Outcome: OUTCOMES, Status: STATUSES, Verdict: VERDICTS, State: STATES, Standing: STANDINGS,
    Verb: VERBS, Cause: CAUSES, Filed: FILINGS,
}  # fmt: skip


def name_of(thing: Named) -> Text:
    """Return what people call a severity, an outcome, a status, a verdict, a state, a standing, a verb, a cause or a filing.

    >>> name_of(Severity.CRITICAL)
    Text(zh='严重', en='Critical')
    """
    return _TABLES[type(thing)][thing]


ANSWERS: Mapping[str, Text] = {
    "figure": Text("更正后数据", "corrected figure"),
    "address": Text("更正后公布地址", "published at"),
    "published": Text("公布日期", "published on"),
}


def answer_said(made: Decision | Entry, language: Language) -> str:
    """Say why something was decided, or what an agency answers: its words, then the corrected figure, the address and the day.

    >>> answer_said(Decision(Standing.ADMITTED, Verb.ADMIT, "a slip", "the bureau", figure="5"), Language.EN)
    'a slip; corrected figure: 5'
    """
    colon, between = ("：", "；") if language is Language.ZH else (": ", "; ")
    told = ((title, str(getattr(made, name))) for name, title in ANSWERS.items())
    more = (f"{title.to(language)}{colon}{value}" for title, value in told if value)
    return between.join(filter(None, (made.reason, *more)))
