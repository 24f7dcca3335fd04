"""Makes the pictures of the README from a check of the samples: `python docs/screenshots.py`.

It needs Chromium and the extra `test`; set CHROMIUM where it is not at /usr/bin/chromium.
"""

import os
from io import BytesIO
from pathlib import Path
from subprocess import run
from sys import executable
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SHOWN = "示例区人民政府_2023"


def main() -> None:
    """Check `reports_in/`, photograph the portfolio and one report, write both into `docs/images/`."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        run([executable, "-m", "gouji", "check", "--quiet", "--reproducible", "--out", folder], cwd=ROOT, check=False)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 1560})
        report = next(Path(folder, "reports").glob(f"{SHOWN}*.html"))
        photograph(page, Path(folder, "index.html"), "index")
        photograph(page, report, "scorecard", "document.querySelector('.item').open = true")
        browser.close()


def photograph(page: Page, path: Path, name: str, first: str = "") -> None:
    """Write the first screen of a page as a small PNG, after a line of script that opens what is to be seen."""
    page.goto(path.as_uri())
    page.evaluate(first)
    with Image.open(BytesIO(page.screenshot())) as image:
        small = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        small.save(ROOT / "docs" / "images" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
