"""A leaver's work is handed over: one step for her posts, a vacancy that is seen, and somebody who fills it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.council import PASSWORD, address_of


@pytest.mark.browser
@pytest.mark.slow
def test_a_leavers_work_is_handed_over(page: Page, site: str) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)

    # The performance manager looks up who answers for adult social care: the director, for several indicators.
    page.goto(f"{site}/work/organisation/")
    page.get_by_label("E-mail address").fill(address_of("performance"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Organisation")
    director = page.get_by_role("row").filter(has=page.get_by_role("link", name="Director of Adult Social Care"))
    expect(director).to_contain_text("Dee Director")
    answers = director.get_by_role("cell").last.inner_text()
    assert int(answers) > 0
    assert accessibility_faults(page) == []

    # The director left yesterday. First the page asks who leaves and when.
    page.get_by_role("link", name="Hand over").click()
    expect(heading).to_have_text("Hand over")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose who leaves")
    page.get_by_label("Who leaves?").select_option(label="Dee Director, Director of Adult Social Care")
    page.get_by_label("Last day in post").fill(yesterday.isoformat())
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Continue").click()

    # It shows everything the post answers for, and stores nothing until every post has its answer.
    expect(heading).to_have_text("Dee Director hands over")
    page.get_by_text(f"Answers for {answers}").click()
    expect(page.get_by_role("table", name="Director of Adult Social Care")).to_be_visible()
    page.get_by_role("button", name="Hand over").click()
    wrong = "Choose who follows as Director of Adult Social Care, or that nobody does yet"
    expect(page.get_by_role("alert")).to_contain_text(wrong)
    assert accessibility_faults(page) == []
    page.get_by_label("Who follows as Director of Adult Social Care?").select_option(
        label="Alex Approver, Head of Highways"
    )
    page.get_by_label("Note (optional)").fill("Retires")
    page.get_by_role("button", name="Hand over").click()

    # One step later somebody else answers for the same indicators, and nothing about them was rewritten.
    expect(heading).to_have_text("Organisation")
    expect(page.get_by_text("Dee Director hands over on")).to_be_visible()
    expect(director).to_contain_text("Alex Approver")
    expect(director.get_by_role("cell").last).to_have_text(answers)
    page.get_by_label("The council on").fill((yesterday - timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Show").click()
    expect(director).to_contain_text("Dee Director")
    assert accessibility_faults(page) == []

    # The head of assessment leaves too, and nobody follows yet: the vacancy is on the list of gaps.
    page.goto(f"{site}/work/organisation/hand-over/?leaver={address_of('officer')}&last_day={yesterday}")
    page.get_by_label("Who follows as Head of Assessment?").select_option(label="Nobody yet: the post becomes vacant")
    page.get_by_role("button", name="Hand over").click()
    expect(heading).to_have_text("Gaps in who answers")
    vacant = page.get_by_role("row").filter(has=page.get_by_role("link", name="Head of Assessment"))
    expect(vacant).to_contain_text("No deputy")
    assert accessibility_faults(page) == []

    # Somebody takes the post up, and the gap is closed.
    vacant.get_by_role("link").click()
    expect(page.get_by_text("Vacant, and nobody is deputy.")).to_be_visible()
    page.get_by_role("link", name="Enter a holder or deputy").click()
    assert accessibility_faults(page) == []
    page.get_by_label("Who", exact=True).select_option(label="Pat Performance, Performance Manager")
    page.get_by_label("First day").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("Held by Pat Performance.")).to_be_visible()
    assert accessibility_faults(page) == []

    # The audit trail says who handed over, when and why.
    page.goto(f"{site}/work/audit/?q=handed")
    expect(page.get_by_role("row").filter(has_text="person director@westmarch.example")).to_contain_text("Retires")
