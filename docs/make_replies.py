"""Fills in the reply forms of the audit year that docs/review tells: one agency accepts and says what it will print, the other contests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from docx import Document

HERE = Path(__file__).parent / "review"
ACCEPTS = ("示例市水利局", "☑认领\n□不认可", "已按台账更正正文", "41件")
PUBLISHED = ("https://www.example.gov.cn/xxgk/2020.html", "2021年4月10日", "附更正说明")
CONTESTS = ("示例市交通运输局", "□认领\n☑不认可", "无其他事项，未写", "")


def filled(letter: Path, folder: Path) -> None:
    """Fill in the form of one letter."""
    _, tick, words, figure = ACCEPTS if letter.name.startswith(ACCEPTS[0]) else CONTESTS
    document = Document(str(letter))
    (form,) = [table for table in document.tables if "是否认领" in table.rows[0].cells[2].text]
    for row in form.rows[1:]:
        for cell, text in zip(row.cells[2:], (tick, words, figure), strict=True):
            cell.text = text
    if letter.name.startswith(ACCEPTS[0]):
        (published,) = [table for table in document.tables if "更正后公布地址" in table.rows[0].cells[1].text]
        for cell, text in zip(published.rows[1].cells[1:], PUBLISHED, strict=True):
            cell.text = text
    document.save(str(folder / f"{letter.stem.rpartition('-')[0]}反馈表.docx"))


def main() -> None:
    """Check the reports of the story, and fill in the forms of its letters."""
    rmtree(HERE / "反馈", ignore_errors=True)
    (HERE / "反馈").mkdir()
    with TemporaryDirectory() as folder:
        check = ["check", "报告", "--roster", "名册.csv", "--out", folder, "--format", "json,docx", "--exit-zero", "-q"]
        subprocess.run([sys.executable, "-m", "gouji", *check, "--no-plugins", "--reproducible"], cwd=HERE, check=True)
        for letter in sorted(Path(folder, "notices").glob("*.docx")):
            filled(letter, HERE / "反馈")


if __name__ == "__main__":
    main()
