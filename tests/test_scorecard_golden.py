"""The page of the report made by hand, byte for byte.

After a wanted change, run this test once with GOUJI_UPDATE_GOLDEN=1 and read the difference before it is committed.
"""

import os
from pathlib import Path

from gouji_plugins.writers.scorecard import writers
from scorecard_run import sample_run

GOLDEN = Path(__file__).parent / "golden" / "scorecard.html"


def test_the_page_is_the_golden_one(tmp_path: Path) -> None:
    """The report holds every outcome and a `<` in its messages."""
    writers()[0].write(sample_run(), tmp_path)
    page = (tmp_path / "reports" / "示例县-2023.html").read_bytes()
    if os.environ.get("GOUJI_UPDATE_GOLDEN") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_bytes(page)

    assert b"&lt;script&gt;" in page
    assert page.decode() == GOLDEN.read_text(encoding="utf-8")
