"""The page in a real browser and before two checkers, each of which must also catch a planted fault."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from goldenthread.engines.rendering.html import to_html
from tests.engines.rendering.sample import sample_document

MODULES = Path("node_modules")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(to_html(sample_document()))
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, file: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    width = getattr(request, "param", 1280)
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def faults(page: Page) -> set[str]:
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text())
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert len(found["passes"]) > 20
    return {fault["id"] for fault in found["violations"]}


@pytest.mark.parametrize("page", [320, 1280], indirect=True)
def test_axe_finds_nothing(page: Page) -> None:
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    assert faults(page) == set()


def test_axe_catches_planted_faults(page: Page) -> None:
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('.gt-rating-amber').style.color = '#fc0'")
    page.evaluate(
        "document.querySelectorAll('.gt-chart').forEach(c => { c.removeAttribute('aria-labelledby');"
        "c.querySelector('title').remove(); c.querySelector('desc').remove() })"
    )
    assert {"html-has-lang", "color-contrast", "svg-img-alt"} <= faults(page)


@pytest.mark.parametrize("page", [320, 390, 768, 1280], indirect=True)
def test_page_never_scrolls_sideways(page: Page) -> None:
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.gt-report *')]"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".filter(e => !e.closest('.gt-scroll, .gt-hidden, svg')).map(e => e.outerHTML)"
        )
        == []
    )


@pytest.mark.parametrize("page", [320, 1280], indirect=True)
def test_words_of_charts_stay_inside_and_apart(page: Page) -> None:
    clashes = page.evaluate(
        """[...document.querySelectorAll('.gt-chart')].flatMap(chart => {
            const frame = chart.getBoundingClientRect()
            const words = [...chart.querySelectorAll('text')].filter(t => t.getBoundingClientRect().width)
            const boxes = words.map(t => [t.textContent, t.getBoundingClientRect()])
            const outside = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1
                || b.top < frame.top - 1 || b.bottom > frame.bottom + 1).map(([words]) => 'outside: ' + words)
            const over = boxes.flatMap(([first, a], i) => boxes.slice(i + 1)
                .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
                    && a.top < b.bottom - 4 && b.top < a.bottom - 4)
                .map(([second]) => first + ' over ' + second))
            return [...outside, ...over]
        })"""
    )
    assert not clashes, "; ".join(clashes)


def test_page_is_read_with_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "gt-main"
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.locator("details[open] table").first.is_visible()


def messages(file: Path) -> list[str]:
    done = subprocess.run(
        ["java", "-jar", str(MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"), "--format", "json", str(file)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{message['type']}: {message['message']}" for message in found]


def test_nu_checker_finds_nothing_and_catches_a_planted_fault(file: Path, tmp_path: Path) -> None:
    assert messages(file) == []
    worse = tmp_path / "worse.html"
    worse.write_text(file.read_text().replace("</main>", '<h1 id="gt-main">Twice</h1><td></main>'))
    assert any("Duplicate ID" in message for message in messages(worse))
