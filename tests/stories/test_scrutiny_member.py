"""A member of the scrutiny committee asks whether a fall is real, and is told; and what another target would say."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.reflow import reflow_faults
from tests.stories.council import PASSWORD, address_of, settle_months


@pytest.mark.browser
@pytest.mark.slow
def test_whether_a_fall_is_real(page: Page, site: str) -> None:
    settle_months()
    page.goto(f"{site}/sign-in/?next=/work/scorecard/")
    page.get_by_label("E-mail address").fill(address_of("member"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    # Two services fell. The scorecard says of one that it is unusual, and of the other that it is not.
    lights = page.get_by_role("row").filter(has_text="Street lights repaired within 5 days")
    expect(lights).to_contain_text("Unusual: worsening")
    expect(page.get_by_role("row").filter(has_text="Fly-tips cleared within 2 days")).to_contain_text("Usual variation")
    assert accessibility_faults(page) == []

    # Is the fall in street lights real? Yes, and the page says since when, and by what.
    page.get_by_role("link", name="Street lights repaired within 5 days").click()
    real = page.get_by_role("region", name="Is this change real?")
    expect(real).to_contain_text(
        "Yes: eight months in a row below the average of 90.8% (February 2022 to September 2022)."
    )
    expect(real).to_contain_text("That is a worsening beyond ordinary ups and downs.")
    expect(page.get_by_role("img", name="The latest figure")).to_be_visible()
    page.get_by_text("Every sign of something unusual").click()
    expect(page.get_by_role("listitem").filter(has_text="eight months in a row").first).to_be_visible()

    # Where will the year end, and how do others do?
    expect(page.get_by_role("region", name="At the end of the year")).to_contain_text("the 90% target for 2022/23")
    others = page.get_by_role("region", name="Compared with others")
    expect(others).to_contain_text("6th of 7 in Similar counties (1 not published)")
    expect(others).to_contain_text("Open Government Licence v3.0")
    others.get_by_text("Every area by name").click()
    expect(others.get_by_role("row").filter(has_text="Goreland")).to_contain_text("not published")
    assert accessibility_faults(page) == []
    assert reflow_faults(page) == []

    # Would it have been noticed with a stricter floor? She tries; nothing is kept.
    page.get_by_role("link", name="Try another target or scheme").click()
    page.get_by_label("Floor standard").fill("91")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("heading", name="There is a problem")).not_to_be_visible()
    expect(page.get_by_role("region", name="What would have been")).to_contain_text("Nothing was saved")
    assert accessibility_faults(page) == []
    assert reflow_faults(page) == []
    page.get_by_label("Rated by").select_option("percent")
    page.get_by_label("Target").fill("0")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the tolerance in the indicator’s own unit instead.")
    assert accessibility_faults(page) == []

    # And the other fall? That is no sign of anything.
    page.goto(f"{site}/work/indicators/HT04/")
    expect(page.get_by_role("region", name="Is this change real?")).to_contain_text(
        "No clear change: the latest figure, 71.0%, is within the usual range"
    )
    assert accessibility_faults(page) == []

    # A resident is told the same on the open pages.
    page.goto(f"{site}/indicators/HT03/")
    expect(page.get_by_role("region", name="Is this change real?")).to_contain_text("Yes: eight months in a row below")
    page.get_by_text("Show what is usual as a chart").click()
    assert accessibility_faults(page) == []
    assert reflow_faults(page) == []
