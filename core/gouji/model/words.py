"""The words for severities, outcomes, states and what became of a file, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.model.checked import Status
from gouji.model.locale import State
from gouji.model.result import Outcome
from gouji.model.rule import Severity
from gouji.model.score import Verdict
from gouji.model.text import Text

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


def name_of(thing: Severity | Outcome | Status | Verdict | State) -> Text:
    """Return what people call a severity, an outcome, a status, a verdict or a state."""
    if isinstance(thing, Severity):
        return SEVERITIES[thing]
    if isinstance(thing, Outcome):
        return OUTCOMES[thing]
    if isinstance(thing, Verdict):
        return VERDICTS[thing]
    return STATUSES[thing] if isinstance(thing, Status) else STATES[thing]
