"""A unit manager writes the unit's operating plan, is refused while a topic is missing, and gets it approved."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from goldenthread.domain.organisation import operations as organisation
from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.browser import listen
from tests.stories.consulted import write_unit_plan
from tests.stories.council import PASSWORD, address_of

PLAN = "/work/unit-plans/UPASC/"


def _sign_in(page: Page, address: str, *, role: str) -> None:
    page.goto(address)
    page.get_by_label("E-mail address").fill(address_of(role))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def _decides(browser: Browser, site: str, *, role: str, then: str) -> None:
    """Somebody else opens the plan, approves it, and sees with whom it is ``then``."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    page = context.new_page()
    said = listen(page)
    _sign_in(page, f"{site}{PLAN}", role=role)
    page.get_by_role("link", name="Decide on this plan").click()
    page.get_by_label("Your decision").select_option("approved")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Record your decision").click()
    expect(page.get_by_text("The plan is approved.")).to_be_visible()
    expect(page.get_by_text(then)).to_be_visible()
    assert accessibility_faults(page) == []
    context.close()
    assert said == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_unit_plan_from_the_first_topic_to_delegated_authority(browser: Browser, page: Page, site: str) -> None:
    head = {"email": address_of("approver"), "name": "Alex Approver", "post": "HH", "role": "approver", "unit": "ASC"}
    organisation.save_people(rows=[{**head, "starts": None, "ends": None}], by=None, at=timezone.now())
    write_unit_plan(leave_out=("joint_working", "risks"))

    # He opens his plan; two topics are still to write. Submitting names both, and nothing is sent.
    _sign_in(page, f"{site}{PLAN}", role="officer")
    expect(page.get_by_text("2 parts still to write.")).to_be_visible()
    page.get_by_role("link", name="Check and submit").click()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_role("alert")).to_contain_text("It says nothing yet on: Joint working and Risks.")
    assert accessibility_faults(page) == []

    # He writes them; each is saved as he goes.
    page.get_by_role("link", name="Joint working", exact=True).click()
    page.get_by_label("What the plan says").fill("With the hospitals, every week.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Management of performance and risk")
    assert accessibility_faults(page) == []
    page.goto(f"{site}{PLAN}write/risks/")
    page.get_by_label("What the plan says").fill("Two vacancies.")
    page.get_by_role("button", name="Save and go back to the plan").click()
    page.get_by_role("link", name="Add an activity").click()
    page.get_by_label("Activity").fill("Reviews")
    page.get_by_label("What it costs in the year").fill("£25,000.255")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("at most two figures after the point")
    page.get_by_label("What it costs in the year").fill("£24,999.50")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="All activity")).to_contain_text("£150,000.00")
    assert accessibility_faults(page) == []

    # Now it is complete. He submits it, and cannot approve it himself: he may only take it back.
    page.get_by_role("link", name="Check and submit").click()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("With the head of service since")).to_be_visible()
    page.get_by_role("link", name="Approval", exact=True).click()
    expect(page.get_by_text("You submitted this plan, so somebody else decides.")).to_be_visible()
    expect(page.get_by_label("Your decision")).to_have_count(0)
    assert accessibility_faults(page) == []

    # Head of service, director and Cabinet member decide in turn; the last names the authority.
    _decides(browser, site, role="approver", then="With the director since")
    _decides(browser, site, role="director", then="With the cabinet member since")
    _decides(browser, site, role="member", then="Approved in full on")
    page.goto(f"{site}{PLAN}")
    expect(page.get_by_role("region", name="Delegated authority: £150,000.00")).to_contain_text("Mo Member")

    # In the year he says only what is off track; then the plan changes, and approval and authority lapse.
    page.get_by_role("link", name="Monitoring").click()
    page.get_by_label("What is it?").select_option("half_year")
    page.get_by_label("Note by the unit manager").fill("All but one on track.")
    page.get_by_label("Off track, number 1: what?").fill("Reviews")
    page.get_by_role("button", name="Record the review").click()
    expect(page.get_by_role("alert")).to_contain_text("Say of everything off track what it is and why.")
    assert accessibility_faults(page) == []
    page.get_by_label("Number 1: why?").fill("Two vacancies.")
    page.get_by_role("button", name="Record the review").click()
    expect(page.get_by_role("region", name="The half-year review")).to_contain_text("Two vacancies.")
    assert accessibility_faults(page) == []
    page.goto(f"{site}{PLAN}write/risks/")
    page.get_by_label("What the plan says").fill("Three vacancies.")
    page.get_by_role("button", name="Save and go back to the plan").click()
    expect(page.get_by_text("The plan has changed since it was approved: submit it again.")).to_be_visible()
    expect(page.get_by_role("region", name="Delegated authority")).to_have_count(0)
