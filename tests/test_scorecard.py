import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gouji import (
    Decided,
    Decision,
    Deduction,
    Evidence,
    EvidenceKind,
    Finding,
    Language,
    Outcome,
    Result,
    Run,
    Scorecard,
    Severity,
    Standing,
    Tally,
    Text,
    Verb,
    Verdict,
    legible,
    points,
)
from gouji_plugins.writers.scorecard import writers
from gouji_plugins.writers.scorecard.drawn import whole
from gouji_plugins.writers.scorecard.index_words import INDEX_WORDS
from gouji_plugins.writers.scorecard.items import lead_of
from gouji_plugins.writers.scorecard.legible import Stretch, clip, stretches
from gouji_plugins.writers.scorecard.report_words import REPORT_WORDS
from gouji_plugins.writers.scorecard.verdict import conclusion, counts, headline
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.shared.words import percent
from scorecard_report import report
from scorecard_results import RULES, results, rule
from scorecard_run import checked, sample_run, scorecard

FAULTY = "shili-gonganju-2023.html"
HOSTILE = "示例县-2023.html"


EVERY_WORD = (*REPORT_WORDS.values(), *INDEX_WORDS.values())


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def pages(tmp_path: Path, language: Language) -> dict[str, str]:
    return written(sample_run(language), tmp_path)


def written(run: Run, folder: Path) -> dict[str, str]:
    writers()[0].write(run, folder)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}


class Links(HTMLParser):
    """Collects ids, links and everything that a page would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif (
                name in {"src", "srcset", "style", "action"} or name.startswith("on") or (name, tag) == ("href", "link")
            ):
                self.loads.append(value or "")


def test_the_plugin_writes_html() -> None:
    assert [writer.format for writer in writers()] == ["html"]


def test_each_checked_report_has_a_page(pages: dict[str, str]) -> None:
    assert sorted(pages) == sorted([FAULTY, HOSTILE, "clean.html", "empty.html", "index.html"])


def test_pages_load_nothing_and_their_links_lead_somewhere(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        read = Links(page)
        inner = {link[1:] for link in read.links if link.startswith("#") and "=" not in link}
        outer = {link for link in read.links if not link.startswith("#")}

        assert read.loads == ["data:,"], name
        assert len(read.ids) == len(set(read.ids)), name
        assert inner <= set(read.ids), (name, inner - set(read.ids))
        assert not any(link.startswith(("http:", "https:", "//", "javascript:")) for link in outer)


def test_the_head_of_each_printed_page_is_text_alone(tmp_path: Path) -> None:
    page = written(sample_run(), tmp_path)[HOSTILE]

    assert re.search(r'<style>@page{@top-left{content:"示例县\\3c script\\3e document\\2e title[^"<>]*"}}', page)


def test_the_policy_allows_only_the_own_style_and_script(pages: dict[str, str]) -> None:
    for page in pages.values():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)

        assert policy is not None
        assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
        assert "unsafe" not in policy[1]


def test_hostile_text_stays_text(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert Links(page).tags.count("script") == 1
        assert not re.search("[\x00\u202a-\u202e\u2066-\u2069\u200b]", page)
    assert "&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;\ufffd反\ufffd\ufffd" in pages[HOSTILE]


def test_the_first_screen_says_what_becomes_of_the_report(tmp_path: Path) -> None:
    page = written(sample_run(started="2024-02-01T09:00:00+08:00"), tmp_path)[FAULTY]
    head = page[: page.index('<section class="roll"')]

    for words in (
        '<section class="verdict rectify"', ">需整改</p>", "有 1 项严重、1 项较重问题，须更正后重新公布。",
        "<dt>得分</dt><dd><b>79</b>", "<b>C</b> <small>原为 B，因 1 项问题未整改限为 C</small>", "<b>86%</b>",
        "100 − 20 = 80（等级为 C，得分以 79 为限）", "未检查 2 项：", "（没有上一年度报告。）",
        "2024年1月18日", "gid 0.1.0", "2024年2月1日 09:00",
    ):  # fmt: skip
        assert words in head, words


def test_an_item_is_a_line_that_opens_to_its_evidence(tmp_path: Path) -> None:
    page = written(sample_run(), tmp_path)[FAULTY]
    item = page[page.index('<details class="item critical" id="gid/review-total"') :]
    item = item[: item.index('<details class="item', 1)]

    for words in (
        '<bdi>0</bdi></span><span class=due><i>应填数</i><bdi>11</bdi>', "−20", "2 处", "另有 1 处：", "核对原始台账，更正后重新公布。",
        "国办公开办函〔2021〕30号 表三、表四勾稽关系", "规则说明 <code>gid/review-total</code>", "复议、诉讼各项结果之和等于总计",
    ):  # fmt: skip
        assert words in item, words
    assert len(page.encode()) < 60_000
    assert item.count("<table") == 1, "evidence is shown once, further places are a list"
    assert "Traceback" not in page


def test_what_people_decided_stands_beside_what_was_found(tmp_path: Path) -> None:
    run = sample_run()
    made = Decision(Standing.WAIVED, Verb.WAIVE, reason="系统导出错位", by="王五", day="2024-03-01")
    then = replace(scorecard(), score=99.0, grade="A", verdict=Verdict.ACCEPTABLE)
    decided = Decided({"f1": made})
    page = written(replace(run, decided=decided, score=lambda _: replace(scorecard(), decided=then)), tmp_path)[FAULTY]
    item = page[page.index('<details class="item critical" id="gid/review-total"') :]

    assert "计入处理决定后：合格，得分 99，等级 A" in page
    assert "系统导出错位" in item[: item.index("</details>")]


def test_what_shares_a_cause_stands_under_it(tmp_path: Path) -> None:
    page = written(sample_run(), tmp_path)[FAULTY]
    order = re.findall(r'<details class="item (?:\w+ ?)+" id="gid/([^"]+)"', page)

    assert order[:2] == ["review-total", "claim-received"]
    assert "与“复议、诉讼各项结果之和等于总计”同源，不重复扣分" in page
    assert order == [
        "review-total",
        "claim-received",
        "zero-fill",
        "extra-sections",
        "agency-name",
        "requests-row-total",
    ]


def test_what_other_reports_show_has_a_place_of_its_own(tmp_path: Path) -> None:
    run = sample_run()
    faulty, other = run.reports[0], run.reports[1]
    there = Evidence(EvidenceKind.CELL, "7", "requests", "carried_out", "total", source=other.source)
    here = Evidence(EvidenceKind.CELL, "0", "requests", "carried_in", "total", page=4, source=faulty.source)
    finding = Finding("上年结转填 0，上年度报告结转下年度 7", (here, there), "7", "0")
    years = rule(
        "carry-over", Text("上年结转与上年报告衔接", "The carry-over continues last year's"), Severity.MAJOR, "years"
    )
    compared = Result(years, Severity.MAJOR, Outcome.FAIL, (finding,), 1, 1, reports=(faulty.source, other.source))
    card = replace(
        scorecard(),
        deductions=(*scorecard().deductions, Deduction(years, Severity.MAJOR, 10.0)),
        comparable=4,
        compared=1,
    )
    pages = written(replace(run, batch=(compared,), score=lambda _: card), tmp_path)
    across = pages[FAULTY][pages[FAULTY].index('<section class="group across"') :]
    across = across[: across.index('<section class="group review"')]

    assert "1 项严重、2 项较重" in pages[FAULTY]
    assert "与其他报告比对 1/4 项" in pages[FAULTY]
    assert "−10" in across
    assert re.search(r"示例县\.html 表三“[^”]*结转下年度[^”]*”行“总计”列 <mark>7</mark>", across)
    assert "示例市公安局 2023.pdf：上年结转填 0" in pages[HOSTILE]


def test_what_other_reports_leave_open_is_for_review_and_counted_so(tmp_path: Path) -> None:
    run = replace(sample_run(), batch=())
    faulty = run.reports[0]
    jump = rule("outlier", Text("与上年相差不到五倍", "Within five times last year's"), Severity.ADVICE, "years")
    finding = Finding("由 3 变为 90，请核实", Evidence(EvidenceKind.CELL, "90", source=faulty.source), review=True)
    compared = Result(jump, Severity.ADVICE, Outcome.REVIEW, (finding,), 1, 0, reports=(faulty.source,))
    folders = [tmp_path / name for name in ("alone", "compared")]
    for folder in folders:
        folder.mkdir()
    alone = written(run, folders[0])[FAULTY]
    page = written(replace(run, batch=(compared,)), folders[1])[FAULTY]

    assert "<span class=level>需复核</span>" in page
    assert _buttons(page) == {**_buttons(alone), "review": _buttons(alone)["review"] + 1}


def _buttons(page: str) -> dict[str, int]:
    return {level: int(n) for level, n in re.findall(r'data-level="(\w+)">\w+ <b>(\d+)</b>', page)}


def test_the_printed_list_leaves_room_for_hands(tmp_path: Path) -> None:
    page = written(sample_run(), tmp_path)[FAULTY]
    roll = page[page.index('<section class="roll"') : page.index('<section class="group')]

    assert roll.count("☐属实") == 9, "three places of an item at most, and both reviews"
    for words in ("另有 2 处", "检查人", "复核人", "单位确认", "异议提出期限"):
        assert words in roll


def test_the_severity_shown_is_that_of_the_result(tmp_path: Path) -> None:
    page = written(sample_run(), tmp_path)[FAULTY]

    assert '<details class="item advice" id="gid/extra-sections">' in page


def test_a_score_within_its_grade_is_held_by_nothing(tmp_path: Path) -> None:
    run = sample_run()
    other = replace(scorecard(), score=61.5, sum=61.5, uncapped="C", riders=(Text("发布时间未核", ""),))
    page = written(replace(run, score=lambda _: other), tmp_path)[FAULTY]

    assert "为限" not in page
    assert "发布时间未核" not in page, "a rider goes with 合格 alone"


def test_doubtful_readings_are_told_apart_and_accuse_nobody(tmp_path: Path) -> None:
    page = written(sample_run(), tmp_path)[FAULTY]
    doubtful = page[page.index('<section class="group doubt"') : page.index('id="not_checked"')]

    assert "并非认定报告有误" in doubtful
    assert "gid/requests-row-total" in doubtful
    assert "gid/agency-name" not in doubtful
    assert "整改" not in doubtful


def test_what_only_follows_from_a_fault_is_told_apart(tmp_path: Path) -> None:
    run = sample_run()
    results = tuple(
        replace(each, findings=tuple(replace(f, told_by="gid/zero-fill") for f in each.findings))
        if each.rule == "gid/agency-name"
        else each
        for each in run.reports[0].results
    )
    page = written(replace(run, reports=(replace(run.reports[0], results=results),)), tmp_path)[FAULTY]

    assert page.index('<section class="group follows"') < page.index('id="gid/agency-name"')


def test_refused_files_are_listed_with_their_reason(pages: dict[str, str], language: Language) -> None:
    for file in sample_run(language).reports[4:]:
        assert file.reason is not None
        assert f"<bdi>{file.reason.to(language)}</bdi></li>" in pages["index.html"]


def test_english_pages_speak_english(tmp_path: Path) -> None:
    pages = written(sample_run(Language.EN), tmp_path)
    own = {words.zh for words in EVERY_WORD if re.search("[\u4e00-\u9fff]{3}", words.zh) and "{" not in words.zh}
    shown = "\n".join(pages.values())
    of_reports = {RULES[result.rule].title.zh for result in results(report())}

    assert not {words for words in own | of_reports if f">{words}<" in shown}
    assert '<html lang="en">' in shown


def test_both_languages_say_everything() -> None:
    fields = re.compile(r"\{(\w+)\}")
    for words in EVERY_WORD:
        assert all(set(fields.findall(form)) <= set(fields.findall(words.zh)) for form in words.en.split("|")), words.zh


def test_same_run_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir()
    second.mkdir()

    assert written(sample_run(), first) == written(sample_run(), second)


def test_the_time_is_shown_only_when_the_run_has_one(tmp_path: Path) -> None:
    timed, untimed = tmp_path / "timed", tmp_path / "untimed"
    timed.mkdir()
    untimed.mkdir()

    assert "2024年2月1日 09:00" in written(sample_run(started="2024-02-01T09:00:00+08:00"), timed)["index.html"]
    assert INDEX_WORDS["checked_at"].zh not in written(sample_run(), untimed)["index.html"]


def test_floods_are_cut_visibly(tmp_path: Path) -> None:
    run = sample_run()
    flood = "字" * 1_000_000
    piece = Evidence(EvidenceKind.TEXT, flood, span=(0, 999_999))
    result = replace(run.reports[0].results[0], findings=tuple(Finding(flood, piece) for _ in range(500)))
    flooded = checked(report(raw={"requests.granted.total": flood}), run.reports[0].slug, (result,) * 5)
    page = written(replace(run, reports=(flooded,)), tmp_path)[FAULTY]

    assert len(page.encode()) < 1_000_000
    assert "（已截断，原文共 1,000,000 字符）" in page
    assert "其余 459 处未在本页列出" in page


def test_an_endless_name_leaves_the_verdict_on_the_first_screen(tmp_path: Path) -> None:
    run = sample_run()
    endless = replace(run.reports[0], agency=run.reports[0].agency._replace(name="长" * 10_000))
    page = written(replace(run, reports=(endless,)), tmp_path)[FAULTY]

    assert "原文共 10,000 字符" in page
    assert "长" * 120 in page
    assert "长" * 121 not in page


@pytest.mark.parametrize(
    ("outcomes", "verdict", "said"),
    [
        ({Outcome.PASS}, Verdict.ACCEPTABLE, "已检查的 2 项要求均符合。"),
        ({Outcome.PASS, Outcome.REVIEW}, Verdict.ACCEPTABLE, "没有不符合的要求；有线索请人工判断。"),
        (
            {Outcome.PASS, Outcome.REVIEW},
            Verdict.REVIEW,
            "没有已确认的严重、较重问题，但有要求须由人判断后才能下结论。",
        ),
        ({Outcome.ERROR}, None, "未能作出判定。"),
        ({Outcome.FAIL}, Verdict.RECTIFY, "有 1 项严重、1 项较重问题，须更正后重新公布。"),
        ({Outcome.FAIL}, Verdict.UNACCEPTABLE, "有 1 项严重、1 项较重问题，须全面核对、更正后重新公布。"),
        ({Outcome.PASS}, Verdict.UNACCEPTABLE, "扣分过多，须全面核对、更正后重新公布。"),
        (
            {Outcome.FAIL},
            Verdict.UNASSESSED,
            "能够判定的要求只占 86%，不足八成，不评分定级；请对照原件补查。已可确认 1 项严重、1 项较重问题。",
        ),
    ],
)
def test_the_verdict_is_one_plain_sentence(outcomes: set[Outcome], verdict: Verdict | None, said: str) -> None:
    found = [result for result in results(report()) if result.outcome in outcomes]

    assert conclusion(replace(scorecard(), verdict=verdict), Tally.of(found), Words(Language.ZH)) == said


def test_results_are_counted_in_requirements_with_their_places_in_brackets() -> None:
    tally = Tally.of(results(report()))

    assert counts(Scorecard(), tally, Words(Language.ZH)) == [
        "不符合 4 项（9 处）：严重 1、较重 1、一般 1、提示 1", "需复核 2 项", "规则出错 1 项", "符合 2 项", "不适用 1 项",
    ]  # fmt: skip
    assert (
        counts(Scorecard(), tally, Words(Language.EN))[0]
        == "4 requirements not met (9 places): Critical 1, Major 1, Minor 1, Advice 1"
    )


def test_a_report_without_score_or_grade_says_so() -> None:
    shown = headline(Scorecard(), Words(Language.ZH))

    assert (shown.score, shown.coverage, shown.grade, shown.cap) == ("不评分", "—", "不定级", "")


def test_a_share_is_never_rounded_up_to_all() -> None:
    assert (percent(99.99), percent(100), percent(75)) == ("99.9%", "100%", "75%")
    assert (points(62.8), points(100), points(2.75)) == ("62.8", "100", "2.75")


def test_text_is_made_legible() -> None:
    assert legible("甲\u200b乙\u202e丙\x00\ud800\r\n丁\ufeff") == "甲乙\ufffd丙\ufffd\ufffd\n丁"
    assert clip("abcdef", "({n})", 3) == "abc… (6)"
    assert stretches("0123456789", [(4, 6)], reach=2) == (Stretch("…23"), Stretch("45", True), Stretch("67…"))
    assert stretches("0123", [(3, 99)]) == (Stretch("012"), Stretch("3", True))


def test_marked_places_that_overlap_become_one() -> None:
    marked = [each.text for each in stretches("0123456789", [(1, 4), (3, 6), (6, 7), (9, 9), (8, 10)]) if each.marked]

    assert marked == ["123456", "89"]


def test_a_missing_translation_falls_back() -> None:
    assert Words(Language.EN).of(Text("只有中文", "")) == "只有中文"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2025-04-25 公布，晚于时限 2025-01-31（部门）", "2025年4月25日公布，晚于时限2025年1月31日（部门）"),
        ("正文写“2025-04-25”", "正文写“2025-04-25”"),
        ("文号 12-2025-04-25-7", "文号 12-2025-04-25-7"),
    ],
)
def test_days_are_written_as_in_documents_but_not_in_what_is_quoted(said: str, shown: str) -> None:
    assert Words(Language.ZH).typeset(said) == shown
    assert Words(Language.EN).typeset(said) == said
    assert Words(Language.ZH).figure("≤ 2025-01-31") == "不晚于2025年1月31日"


def test_a_long_message_is_cut_where_it_enumerates_and_keeps_its_brackets() -> None:
    message = "总计栏空白，不一致（同样情形共 11 处：" + "、".join(f"第 {n} 行" for n in range(40)) + "）"

    assert lead_of(message, 60) == "总计栏空白，不一致（同样情形共 11 处）"
    assert lead_of("短", 60) == "短"


def test_what_only_follows_from_another_item_leads_there(tmp_path: Path) -> None:
    run = sample_run()
    follower = Finding(
        "只因合计格空白而不等", Evidence(EvidenceKind.CELL, "", "review", "reconsideration", "total"), expected="0", review=True,
        told_by="gid/review-total",
    )  # fmt: skip
    first = run.reports[0]
    held = tuple(
        replace(each, outcome=Outcome.REVIEW, findings=(follower,)) if each.rule == "gid/claim-received" else each
        for each in first.results
    )
    page = written(replace(run, reports=(replace(first, results=held),)), tmp_path)[FAULTY]
    group = page[page.index('<section class="group follows"') :]

    assert '详见：<a href="#gid/review-total">复议、诉讼各项结果之和等于总计</a>' in group
    assert "应填数</i>" not in group, "the figures stand with the cause"


def test_neighbours_with_one_mark_show_it_once() -> None:
    table, words = report().tables["requests"], Words(Language.ZH)
    cited = {("granted", column): "<a href=#n1>1</a>" for column in ("natural_person", "commercial_enterprise")}
    other = {("granted", "total"): "<a href=#n2>2</a>"}
    drawn = whole(table, cited | other, words)

    assert drawn.count(' c">') + drawn.count("<td class=c>") == 3
    assert (drawn.count("#n1"), drawn.count("#n2")) == (1, 1)


def test_what_should_be_is_said_in_the_language_of_the_page(tmp_path: Path, language: Language) -> None:
    run = sample_run(language)
    first = run.reports[0]
    due = Finding("缺一方面", Evidence(EvidenceKind.DOCUMENT, ""), Text("责任追究", "accountability"))
    held = tuple(replace(each, findings=(due,)) if each.rule == "gid/review-total" else each for each in first.results)
    page = written(replace(run, reports=(replace(first, results=held),)), tmp_path)[FAULTY]
    said = re.findall(r"<span class=due><i>[^<]*</i><bdi>([^<]*)</bdi>", page)

    assert said[0] == {Language.ZH: "责任追究", Language.EN: "accountability"}[language]
