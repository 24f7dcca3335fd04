"""Section six: the fee for processing requests, and whatever else there is to report."""

from __future__ import annotations

from random import Random

from gouji_rules.gid.testing.facts import Facts

_MEASURE = "《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）"
_NO_FEE = ["未收取信息处理费", "收取信息处理费0元", "没有发生收取信息处理费的情况"]
_REST = ["除上述情况外，无其他需要报告的事项。", "本年度无其他需要报告的事项。"]


def write_other_matters(facts: Facts, rng: Random) -> tuple[str, ...]:
    """State the fee in the official term; the measure on fees is cited only once it is in force."""
    basis = f"按照{_MEASURE}规定，" if facts.form == "gid-2021" and rng.random() < 0.6 else ""
    subject = f"{facts.year}年，{facts.agency.scope}"
    if facts.fees.requests:
        stated = f"发出收费通知{facts.fees.requests}件，收取信息处理费{facts.fees.yuan}元。"
    else:
        stated = f"{rng.choice(_NO_FEE)}。"
    rest = rng.choice(_REST)
    return (f"{basis}{subject}{stated}", rest) if rng.random() < 0.5 else (f"{basis}{subject}{stated}{rest}",)
