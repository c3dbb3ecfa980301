"""A resident reads how the council is doing on a phone, with a keyboard and nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.browser import listen


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen; the pointer is never used."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    opened = context.new_page()
    said = listen(opened)
    yield opened
    context.close()
    assert said == []


@pytest.mark.browser
@pytest.mark.slow
def test_down_to_the_table_of_an_indicator(phone: Page, site: str) -> None:
    # The first thing the keyboard meets is the way past the navigation, and it can be seen.
    phone.goto(site)
    phone.keyboard.press("Tab")
    assert _focused(phone) == "Skip to main content"
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("main")).to_be_focused()

    # How is the council doing? The sentence says it; then a service is chosen.
    expect(phone.get_by_role("main")).to_contain_text("rated indicators")
    _tab_to(phone, "Highways and transport")
    assert _focus_is_visible(phone)
    assert accessibility_faults(phone) == []
    phone.keyboard.press("Enter")

    # Its indicators are cards here; each figure has its label. One is opened.
    expect(phone.get_by_role("heading", level=1)).to_have_text("Highways and transport")
    assert phone.evaluate("getComputedStyle(document.querySelector('td.gt-n'), '::before').content") == '"Latest"'
    assert accessibility_faults(phone) == []
    _tab_to(phone, "Potholes repaired within 28 days")
    phone.keyboard.press("Enter")

    # The answer stands first, then why; the table is one key press away and holds every quarter.
    expect(phone.get_by_role("heading", level=1)).to_have_text(
        "Potholes repaired within 28 days: 87.0%, missing the 90% target and worsening"
    )
    expect(phone.get_by_role("region", name="Why is this Amber?")).to_contain_text("above the 80% floor standard")
    assert accessibility_faults(phone) == []
    _tab_to(phone, "Show as table")
    phone.keyboard.press("Enter")
    table = phone.get_by_role("table", name="Figures, newest first")
    expect(table).to_be_in_viewport()
    expect(table.get_by_role("row")).to_have_count(7)
    expect(table.get_by_role("row").nth(1)).to_contain_text("87.0%")


def _focused(page: Page) -> str:
    words: str = page.evaluate("document.activeElement.textContent.trim()")
    return words


def _tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if _focused(page) == name:
            return
    raise AssertionError(f"The keyboard never reaches {name!r}")


def _focus_is_visible(page: Page) -> bool:
    """Whether the focused link looks different from the links beside it."""
    seen: bool = page.evaluate(
        """() => {
          const look = e => { const s = getComputedStyle(e); return s.backgroundColor + s.outline + s.boxShadow; };
          const here = document.activeElement;
          const other = [...document.querySelectorAll('main a')].find(a => a !== here);
          return look(here) !== look(other);
        }"""
    )
    return seen
