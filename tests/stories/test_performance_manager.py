"""A performance manager loads the quarter's figures with two mistakes, mends them, and takes the report to Cabinet."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.council import MISTAKES, PASSWORD, address_of


@pytest.mark.browser
@pytest.mark.slow
def test_from_two_mistakes_to_the_printed_report(page: Page, site: str) -> None:
    # She signs in; a password manager may paste, so nothing stands in its way.
    page.goto(f"{site}/work/load/")
    expect(page).to_have_title("Sign in – Westmarch County Council")
    page.get_by_label("E-mail address").fill(address_of("performance"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    # She is led to where she was going, and uploads the file that came from the services.
    expect(page.get_by_role("heading", level=1)).to_have_text("Load figures")
    _upload(page, "observations-mistaken.csv")

    # Both mistakes are told at once, each with its row and column, what was seen and what to do. Nothing is stored.
    expect(page.get_by_role("heading", level=1)).to_have_text("2 problems in your files")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was stored")
    problems = page.get_by_role("table", name="Problems").get_by_role("row")
    expect(problems).to_have_count(3)
    rows = problems.all()[1:]
    told = {row.get_by_role("rowheader").inner_text().replace("\n", " "): row.inner_text() for row in rows}
    where = sorted(told)
    assert "row 2" in where[0]
    assert "row 7" in where[1]
    assert "column value" in where[1]
    assert "1531" in told[where[0]]
    assert "£31.8" in told[where[1]]
    assert accessibility_faults(page) == []

    # She mends both and tries again; now she sees what would change, and stores it.
    page.get_by_role("button", name="Choose the mended files").or_(
        page.get_by_role("link", name="Choose the mended files")
    ).click()
    _upload(page, "observations-mended.csv")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check what will change")
    expect(page.get_by_text("8 new, 0 revised and 0 unchanged rows. Nothing is stored yet.")).to_be_visible()
    page.get_by_role("button", name="Store these figures").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Figures loaded")
    assert accessibility_faults(page) == []

    # The scorecard shows the new quarter.
    page.get_by_role("main").get_by_role("link", name="The scorecard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scorecard, Q3 2022/23")
    row = page.get_by_role("row").filter(has_text="Cost of clearing a gully")
    expect(row).to_contain_text("£31.80")
    expect(row).to_contain_text("Amber")

    # Why is it Amber? The page says it: the figure, the target, the tolerance.
    page.get_by_role("link", name="Cost of clearing a gully").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Cost of clearing a gully: £31.80, missing the £30 target and improving"
    )
    why = page.get_by_role("region", name="Why is this Amber?")
    expect(why).to_contain_text("within the 10% tolerance")
    assert accessibility_faults(page) == []

    # She reads the draft, freezes it, and downloads the PDF that goes to Cabinet.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Reports").click()
    page.get_by_role("link", name="Read the draft for Q3 2022/23").or_(
        page.get_by_role("button", name="Read the draft for Q3 2022/23")
    ).click()
    page.get_by_role("button", name="Freeze edition 1").click()
    expect(page.get_by_text("Edition 1 is frozen. Later corrections will not change it.")).to_be_visible()
    assert accessibility_faults(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as PDF").click()
    download = waiting.value
    assert download.suggested_filename == "qpr-FY2022-Q3-edition-1.pdf"
    assert download.path().read_bytes().startswith(b"%PDF-")


def _upload(page: Page, name: str) -> None:
    page.get_by_label("Files").set_input_files(MISTAKES / name)
    page.get_by_label("What is in it?").select_option("observations")
    page.get_by_role("button", name="Check the files").click()
