"""Debian's Chromium, driven by Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class MissingToolError(RuntimeError):
    """A tool that checks pages is not installed: an unchecked page is no passed page."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser, and end it. Raises MissingToolError where it is not installed."""
    if not CHROMIUM.exists():
        raise MissingToolError(f"{CHROMIUM} is missing. Install it: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(_FLAGS))
        yield browser
        browser.close()


def listen(page: Page) -> list[str]:
    """Return a list that fills with what the browser complains of: errors, refused styles and scripts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
