"""Accessibility: axe-core, WCAG 2.2 AA and its best practice."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.stories.checkers.browser import MissingToolError

SCRIPT = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    if not SCRIPT.exists():
        raise MissingToolError(f"{SCRIPT} is missing. Install it: npm ci --ignore-scripts")
    return SCRIPT.read_text(encoding="utf-8")


def accessibility_faults(page: Page) -> list[str]:
    """Return every fault axe-core finds on the open page: rule, where, and what is wrong."""
    page.evaluate(_source())
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [
        f"{page.url} {violation['id']}: {node['target'][0]}: {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
