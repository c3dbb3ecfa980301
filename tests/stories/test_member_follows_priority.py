"""A Cabinet member follows a priority, by keyboard alone, down to the milestones that slipped, and asks why."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.council import PASSWORD, address_of


def _reach(page: Page, name: str, *, most: int = 80) -> None:
    """Press Tab until what has the focus is called ``name``."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate("(document.activeElement.innerText || document.activeElement.value || '').trim()")
        if said.replace("\n", " ").startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


@pytest.mark.browser
@pytest.mark.slow
def test_from_the_vision_to_the_milestone_that_slipped(page: Page, site: str) -> None:
    # She signs in and opens the plans without touching the mouse.
    page.goto(f"{site}/sign-in/?next=/work/thread/")
    page.get_by_label("E-mail address").fill(address_of("member"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")

    # The thread hangs from the vision. Every line says in words how many below it are Red, before anything is unfolded.
    expect(page.get_by_role("heading", level=1)).to_have_text("The golden thread")
    aim = page.get_by_role("listitem").filter(has_text="1 Nobody waits for help").first
    expect(aim.locator("summary").first).to_contain_text("2 Red")
    assert accessibility_faults(page) == []

    # The theme is folded; she unfolds it by keyboard and finds the priority that she answers for.
    theme = page.locator("summary", has_text="1 Helping people in need")
    priority = page.get_by_role("link", name="1.1 Assess everybody within six weeks")
    expect(priority).to_be_hidden()
    theme.focus()
    page.keyboard.press("Enter")
    expect(priority).to_be_visible()
    _reach(page, "1.1 Assess everybody within six weeks")
    page.keyboard.press("Enter")

    # In the thread she sees the way up, in reading order from the vision down, and goes on to the priority's own page.
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.1 Assess everybody within six weeks")
    way = page.get_by_role("list", name="from the top down to this item").get_by_role("listitem")
    expect(way).to_have_count(3)
    expect(way.nth(0)).to_contain_text("1 Nobody waits for help")
    expect(way.nth(1)).to_contain_text("1 Helping people in need")
    assert accessibility_faults(page) == []
    _reach(page, "Open its own page")
    page.keyboard.press("Enter")

    # The timeline is a picture with words; the table beside it says the same, and which milestone slipped furthest.
    expect(page.get_by_text("1 of 4 on time against the first promise")).to_be_visible()
    picture = page.get_by_role("img", name="Two of 4 milestones slipped")
    expect(picture).to_have_accessible_name(
        "Two of 4 milestones slipped 4 milestones: 2 done, 2 later than first promised. The furthest from its promise "
        "is “Booking at referral in every team”, which is expected 6 months late. One is past the date now expected "
        "and not done."
    )
    row = page.get_by_role("row").filter(has_text="Booking at referral in every team").first
    expect(row).to_contain_text("6 months late")
    assert accessibility_faults(page) == []

    # Why? She opens the milestone: every date it was promised for, with the reason and the name.
    _reach(page, "Booking at referral in every team")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("Promised for 31 December 2022, now expected on 30 June 2023: 6 months late.")
    ).to_be_visible()
    changed = page.get_by_role("row").filter(has_text="Expected 30 June 2023 instead of 31 December 2022")
    expect(changed).to_contain_text("The booking system came four months late.")
    expect(changed).to_contain_text("Olu Officer")
    # She may ask, not change.
    expect(page.get_by_role("heading", name="Change it")).to_have_count(0)
    assert accessibility_faults(page) == []
