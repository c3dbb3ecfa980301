"""A performance manager runs the exception report, reviews its list, adds what is missing, and freezes it."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.markup import markup_faults
from tests.stories.checkers.reflow import reflow_faults
from tests.stories.council import EXCEPTIONS, PASSWORD, address_of, settle_exceptions

LIGHTS, TIPS = "Street lights repaired within 5 days", "Fly-tips cleared within 2 days"


@pytest.mark.browser
@pytest.mark.slow
def test_from_the_list_to_the_frozen_report(page: Page, site: str) -> None:
    settle_exceptions()
    _sign_in(page, site, role="performance", to="/work/reports/")

    # From the reports she comes to the list: two indicators, each with its reasons, none reviewed.
    page.get_by_role("link", name="The list and its review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exception report, Q2 2022/23")
    expect(page.get_by_text("2 of 10 indicators are on the report; 2 need an action plan")).to_be_visible()
    lights, tips = page.get_by_role("article", name=LIGHTS), page.get_by_role("article", name=TIPS)
    expect(lights).to_contain_text("Below the median of Similar counties: 86.5% against 90.4%.")
    expect(lights).to_contain_text("Significantly deteriorating: the latest figures are all on the worse side")
    expect(lights).to_contain_text("Action needed")
    expect(tips).to_contain_text("Below the median of Similar counties: 71.0% against 76.8%.")
    expect(page.get_by_role("region", name="What could not be looked at")).to_contain_text(
        "could not be compared with others: no comparators, or too few."
    )
    assert _faults(page) == []

    # She keeps the street lights. She drops the fly-tips, and is asked why: what is dropped has a reason.
    lights.get_by_text("Keep or drop").click()
    lights.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("HT03 stays on the exception report.")).to_be_visible()
    tips.get_by_text("Keep or drop").click()
    tips.get_by_role("button", name="Drop").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it is dropped")
    assert page.title().startswith("Error: ")
    assert _faults(page) == []
    tips.get_by_label("Reason").fill("The survey counts skips as well.")
    tips.get_by_role("button", name="Drop").click()
    dropped = page.get_by_role("region", name="Dropped (1)")
    expect(dropped).to_contain_text("Dropped by Pat Performance on")
    expect(dropped).to_contain_text("The survey counts skips as well.")
    assert _faults(page) == []

    # The draft says what is still missing, and freezing is refused until it is there.
    page.get_by_role("link", name="Read the draft report").click()
    page.get_by_role("button", name="Freeze edition 1").click()
    expect(page.get_by_role("alert")).to_contain_text(f"Neither action plan nor commentary: {LIGHTS}.")
    assert _faults(page) == []

    # She loads what the service says; now it freezes, and is published at an address of its own.
    page.goto(f"{site}/work/load/")
    page.get_by_label("Files").set_input_files(EXCEPTIONS / "commentary-added.csv")
    page.get_by_label("What is in it?").select_option("commentary")
    page.get_by_role("button", name="Check the files").click()
    page.get_by_role("button", name="Store these figures").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Figures loaded")
    page.goto(f"{site}/work/reports/draft/FY2022-Q2/?report=exceptions")
    page.get_by_role("button", name="Freeze edition 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Staying Excellent: exception report, Q2 2022/23, edition 1"
    )
    expect(page.get_by_text("Let the night work to the second contractor as well.")).to_be_visible()
    page.get_by_role("button", name="Publish edition 1").click()
    assert _faults(page) == []
    page.goto(f"{site}/reports/")
    page.get_by_role("link", name="Staying Excellent: exception report, Q2 2022/23", exact=True).click()
    assert page.url == f"{site}/reports/FY2022-Q2/exceptions/1/"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as PDF").click()
    assert waiting.value.suggested_filename == "exceptions-FY2022-Q2-edition-1.pdf"
    assert _faults(page) == []

    # How often should she look at each? The page proposes it, with a reason.
    page.goto(f"{site}/work/monitoring/?period=FY2022-Q2")
    expect(page.get_by_role("row").filter(has_text=LIGHTS)).to_contain_text("Every month: it is significantly")
    assert _faults(page) == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_member_reads_the_list_and_decides_nothing(page: Page, site: str) -> None:
    settle_exceptions()
    _sign_in(page, site, role="member", to="/work/exceptions/?period=FY2022-Q2")
    expect(page.get_by_role("article", name=LIGHTS)).to_contain_text("Significantly deteriorating")
    expect(page.get_by_text("Keep or drop")).to_have_count(0)
    assert _faults(page) == []


def _sign_in(page: Page, site: str, *, role: str, to: str) -> None:
    page.goto(f"{site}/sign-in/?next={to}")
    page.get_by_label("E-mail address").fill(address_of(role))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def _faults(page: Page) -> list[str]:
    return [*accessibility_faults(page), *reflow_faults(page), *markup_faults({page.url: page.content()})]
