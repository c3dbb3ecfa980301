"""A policy manager runs the consultation on the statement, from the first draft to endorsement."""

import pytest
from playwright.sync_api import Page, expect

from goldenthread.domain.organisation import queries as organisation
from tests.stories.checkers.axe import accessibility_faults
from tests.stories.consulted import reword
from tests.stories.council import PASSWORD, address_of


@pytest.mark.browser
@pytest.mark.slow
def test_from_draft_to_endorsement(page: Page, site: str) -> None:
    # She signs in at the iterations of the statement: there is none, and the page says what one is for.
    page.goto(f"{site}/work/plans/BOLD/iterations/")
    page.get_by_label("E-mail address").fill(address_of("performance"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("There is no iteration yet.")).to_be_visible()
    page.get_by_label("What is this iteration for?").fill("For the members' workshop")
    page.get_by_role("button", name="Make iteration 1").click()
    expect(page.get_by_text("Iteration 1 is made.")).to_be_visible()
    assert accessibility_faults(page) == []

    # A comment came from the workshop. She forgets to say who made it; the page tells her beside the field.
    page.get_by_role("link", name="Read the log of comments").click()
    expect(page.get_by_text("Nobody has commented yet.")).to_be_visible()
    page.get_by_role("link", name="Add a comment").click()
    page.get_by_label("Which item?").select_option("BOLD-1.1")
    page.get_by_label("Which section?").select_option("wording")
    page.get_by_label("The comment").fill("Children too? Say “of any age”.")
    page.get_by_role("button", name="Add to the log").click()
    expect(page.get_by_role("alert")).to_contain_text("Say who made the comment")
    assert accessibility_faults(page) == []
    page.get_by_label("At which workshop?").fill("Members, spring")
    page.get_by_role("button", name="Add to the log").click()
    expect(page.get_by_text("Comment 1.1 is in the log.")).to_be_visible()
    assert accessibility_faults(page) == []

    # The words are changed because of it; she answers, and the answer shows what changed.
    reword("Assess everybody of any age within six weeks", by=organisation.user(email=address_of("performance")))
    page.get_by_role("link", name="1.1", exact=True).click()
    page.get_by_label("Response").fill("Agreed.")
    page.get_by_label("Did anything change because of it?").select_option("yes")
    page.get_by_label("What changed?").fill("It says “of any age”.")
    page.get_by_label("Which words changed?").select_option("BOLD-1.1/wording/0")
    page.get_by_role("button", name="Keep the response").click()
    expect(page.get_by_text("The response to comment 1.1 is kept.")).to_be_visible()
    page.get_by_role("link", name="1.1", exact=True).click()
    expect(page.locator("ins")).to_contain_text("of any age")
    assert accessibility_faults(page) == []

    # Cabinet is asked. She makes the second iteration, and is told when she records the first as endorsed.
    page.goto(f"{site}/work/plans/BOLD/iterations/")
    expect(page.get_by_text("The plan has changed since the latest iteration.")).to_be_visible()
    page.get_by_role("link", name="Ask for an endorsement").click()
    page.get_by_label("Who is asked?").fill("Cabinet")
    page.get_by_label("What is it?").select_option("cabinet")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("button", name="Make iteration 2").click()
    page.get_by_role("link", name="Record an endorsement").click()
    page.get_by_label("Who has endorsed it?").select_option("cabinet")
    page.get_by_label("Which iteration?").select_option("1")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("Iteration 1 is stale: iteration 2 replaced it")
    expect(page.get_by_role("alert")).to_contain_text("Ask Cabinet to endorse iteration 2.")
    assert accessibility_faults(page) == []

    # Cabinet endorses the second; the first and second can be compared word by word.
    page.get_by_label("Which iteration?").select_option("2")
    page.get_by_label("Where is it minuted?").fill("Minute 12")
    page.get_by_role("button", name="Record it").click()
    row = page.get_by_role("row").filter(has_text="Cabinet")
    expect(row).to_contain_text("Endorsed")
    expect(row).to_contain_text("Minute 12")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Iterations 1 and 2, word by word")
    expect(page.get_by_role("main").locator(".gt-words ins")).to_contain_text("of any age")
    assert accessibility_faults(page) == []

    # The words change once more: the endorsement lapses with the third iteration, and the page says so.
    reword("Assess everybody of any age within five weeks", by=organisation.user(email=address_of("performance")))
    page.goto(f"{site}/work/plans/BOLD/iterations/")
    page.get_by_role("button", name="Make iteration 3").click()
    expect(page.get_by_role("row").filter(has_text="Cabinet")).to_contain_text("Lapsed")
    assert accessibility_faults(page) == []
