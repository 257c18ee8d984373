"""Pictures of the explorer for the README: light, dark and on a phone. Run with `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

import dateline

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
DESK, PHONE = (1440, 900), (360, 740)
SHOWN = "50 % tariff on steel"


def take(
    browser: Browser, page: Path, picture: Path, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    """One picture of the page with a tariff selected, as a reader finds it by searching."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_function("window.datelineReady === true")
    if size == DESK:
        tab.fill("#dl-search", SHOWN)
        tab.keyboard.press("Enter")
        tab.wait_for_timeout(500)
    tab.screenshot(path=picture)
    context.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        page = Path(scratch) / "story.html"
        dateline.open("us-canada-trade").export("html", page)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        take(browser, page, folder / "explorer-light.png", DESK, "light")
        take(browser, page, folder / "explorer-dark.png", DESK, "dark")
        take(browser, page, folder / "explorer-phone.png", PHONE, "light")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
