"""Pictures of the explorer for the README: light, dark and on a phone. Run with `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

import dateline

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
DESK, PHONE = (1440, 900), (360, 740)
Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Shot:
    """What a picture shows: the size of the window, the colours, what was searched for, the view."""

    size: tuple[int, int] = DESK
    scheme: Scheme = "light"
    search: str = ""
    view: str = ""


SHOTS = {
    "explorer-light": Shot(),
    "explorer-dark": Shot(scheme="dark", search="50 % tariff on steel"),
    "explorer-phone": Shot(PHONE),
    "claims-light": Shot(view="claims"),
    "rates-dark": Shot(scheme="dark", view="rates"),
}


def take(browser: Browser, page: Path, picture: Path, shot: Shot) -> None:
    """One picture of the page as a reader finds it: at first sight, or in a view."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=shot.scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.locator("html[data-ready]").wait_for()
    if shot.search:
        tab.fill("#dl-search", shot.search)
        tab.keyboard.press("Enter")
    if shot.view:
        tab.locator(f"#dl-views [data-view={shot.view}]").click()
    tab.wait_for_timeout(500)
    tab.screenshot(path=picture)
    context.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        page = Path(scratch) / "story.html"
        dateline.open("us-canada-trade").export("html", page)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, shot in SHOTS.items():
            take(browser, page, folder / f"{name}.png", shot)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
