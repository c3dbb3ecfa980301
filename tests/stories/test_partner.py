"""A partner reports progress on its own outcome, and tries to read somebody's objective and cannot."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.markup import markup_faults
from tests.stories.checkers.reflow import reflow_faults
from tests.stories.council import PASSWORD, address_of, settle_agreement


@pytest.mark.browser
@pytest.mark.slow
def test_a_partner_reports_progress_and_reads_nothing_else(page: Page, site: str) -> None:
    settle_agreement()

    # Pia of the police signs in, and comes straight to the outcome that the police lead.
    _sign_in(page, site, name="partner")
    page.wait_for_url(f"{site}/work/partnership/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Partnership agreement")
    expect(page.get_by_role("heading", name="1. Safer roads")).to_be_visible()
    expect(page.get_by_text("77% of the stretch is reached: £77,143 of £100,000.")).to_be_visible()
    expect(page.get_by_text("Home from hospital in time")).to_have_count(0)
    expect(page.get_by_role("link", name="Plans")).to_have_count(0)
    assert _faults(page) == []

    # She says what was done and what comes next. Empty words are not taken.
    page.get_by_role("link", name="Report action on Potholes repaired within 28 days").click()
    page.get_by_label("Action taken").fill("")
    page.get_by_label("Action planned").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what was done, or what is planned")
    assert _faults(page) == []
    page.get_by_label("Action taken").fill("Forty patrols at the worst bends.")
    page.get_by_label("Action planned").fill("Forty more before Easter.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. The council reads it in the six-monthly report.")).to_be_visible()
    expect(page.get_by_text("Forty patrols at the worst bends.")).to_be_visible()

    # Then the milestone: further than before, and a month later than hoped.
    page.get_by_role("link", name="Cameras on the worst roads").click()
    page.get_by_label("Progress in per cent").fill("70")
    page.get_by_label("Expected on").fill("2023-02-28")
    page.get_by_label("Reason for the change").fill("The poles are up; the wiring is not.")
    assert _faults(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("cell", name="28 February 2023")).to_be_visible()

    # She tries an officer's objectives, another partner's outcome, and the council's plans: nothing opens.
    for address, answer in (
        ("/work/plans/MINE/", 403),
        ("/work/thread/?q=objective", 403),
        ("/work/partnership/DEAL-2/ASC01/", 404),
        ("/work/partnership/DEAL-2/milestones/M-BEDS/", 404),
    ):
        refused = page.request.get(site + address)
        assert (address, refused.status) == (address, answer)
        assert "Objectives of Olu Officer" not in refused.text()
    page.goto(f"{site}/work/partnership/")
    page.get_by_role("button", name="Sign out").click()

    # Mo, the Cabinet member, reads the whole agreement, and her words in the draft of the six-monthly report.
    _sign_in(page, site, name="member")
    page.goto(f"{site}/work/reports/")
    page.get_by_role("link", name="Partnership agreement", exact=True).click()
    expect(page.get_by_role("heading", name="2. Home from hospital in time")).to_be_visible()
    expect(page.get_by_role("link", name="Report action")).to_have_count(0)
    assert _faults(page) == []
    page.goto(f"{site}/work/reports/draft/FY2022-H1/?report=agreement")
    expect(page.get_by_role("heading", level=1)).to_have_text("Draft agreement report, H1 2022/23")
    expect(page.get_by_text("Forty patrols at the worst bends.")).to_be_visible()
    assert _faults(page) == []
    page.goto(f"{site}/work/reports/draft/FY2022-H1/?report=statement")
    expect(page.get_by_role("heading", level=1)).to_have_text("Draft report of lead officers, H1 2022/23")
    assert _faults(page) == []


def _sign_in(page: Page, site: str, *, name: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_label("E-mail address").fill(address_of(name))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


def _faults(page: Page) -> list[str]:
    return [*accessibility_faults(page), *reflow_faults(page), *markup_faults({page.url: page.content()})]
