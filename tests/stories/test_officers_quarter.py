"""An officer's quarter: from the task on home to figures that the director signed, with a query on the way."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.browser import listen
from tests.stories.checkers.markup import markup_faults
from tests.stories.checkers.reflow import reflow_faults
from tests.stories.collected import collect
from tests.stories.council import PASSWORD, address_of

RETURN = "Head of Assessment, Q3 2022/23"


def _sign_in(page: Page, site: str, *, role: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/sign-in/?next=/work/")
    page.get_by_label("E-mail address").fill(address_of(role))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/work/")


@pytest.mark.browser
@pytest.mark.slow
def test_an_officers_quarter(page: Page, site: str) -> None:
    collect()
    seen: dict[str, str] = {}

    def sound() -> None:
        seen[f"{len(seen)} {page.url}"] = page.content()
        assert [*accessibility_faults(page), *reflow_faults(page)] == []

    # Home says what is owed, and leads to it.
    _sign_in(page, site, role="officer")
    sound()
    page.get_by_role("link", name=re.compile(r"^Enter \d+ figures for Q3")).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Your figures for Q3 2022/23")
    sound()

    # She types with the keyboard alone; the page saves by itself and says at once what the figure means.
    whole = page.get_by_role("row").filter(has_text="Assessments completed within 6 weeks").first
    whole.get_by_role("textbox").first.focus()
    page.keyboard.type("900")
    page.keyboard.press("Tab")
    page.keyboard.type("1500")
    expect(whole.get_by_text("60.0%")).to_be_visible()
    expect(whole.get_by_text("Red", exact=True)).to_be_visible()
    expect(page.get_by_text("Saved at")).to_be_visible()

    # Checking says what is missing, each with a way to it; nothing was sent.
    page.get_by_role("button", name="Check and submit").click()
    expect(heading).to_have_text("Check your answers")
    expect(page.get_by_role("alert")).to_contain_text("Not ready to submit")
    expect(page.get_by_role("alert")).to_contain_text("This is Red. Say what is behind it")
    sound()
    page.get_by_role("link", name=re.compile("This is Red")).first.click()
    page.get_by_label("What is behind this figure?").fill("Two posts stood empty.")
    page.get_by_label("What will be done?").fill("Both start in January.")
    sound()
    page.get_by_role("button", name="Save").click()
    for row in page.get_by_role("row").filter(has=page.get_by_role("textbox")).all():
        boxes = row.get_by_role("textbox")
        if boxes.first.input_value():
            continue
        for box, text in zip(boxes.all(), ("700", "900") if boxes.count() == 2 else ("16",), strict=True):
            box.fill(text)
    page.get_by_role("button", name="Check and submit").click()
    expect(page.get_by_role("heading", name="Now submit your figures")).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted. Your head of service signs it off next.")).to_be_visible()
    sound()

    # The head of service sees what stands out, and asks about one figure.
    _sign_in(page, site, role="approver")
    page.get_by_role("link", name="Sign off 1 return").click()
    expect(page.get_by_role("row").filter(has_text="Head of Assessment")).to_contain_text("1 Red")
    sound()
    page.get_by_role("link", name="Head of Assessment").click()
    expect(heading).to_have_text(RETURN)
    sound()
    page.get_by_role("link", name=re.compile("^Ask about Days waiting for care at home")).first.click()
    page.get_by_label("What do you want to know?").fill("Does this count weekends?")
    sound()
    page.get_by_role("button", name="Send the query").click()
    expect(page.get_by_text("Your query was sent to the officer.")).to_be_visible()

    # The officer answers, and the head of service closes the query and signs.
    _sign_in(page, site, role="officer")
    page.goto(f"{site}/work/returns/FY2022-Q3/HA/")
    page.get_by_role("link", name="Answer a query").click()
    page.get_by_label("Your answer").fill("Yes, every day.")
    page.get_by_role("button", name="Send the answer").click()
    sound()
    _sign_in(page, site, role="approver")
    page.goto(f"{site}/work/sign-off/FY2022-Q3/HA/")
    page.get_by_role("link", name=re.compile("^Open query about")).click()
    page.get_by_label("What came of it?").fill("Clear now.")
    page.get_by_role("button", name="Close the query").click()
    page.get_by_role("button", name="Sign off", exact=True).click()
    expect(page.get_by_text(f"Signed off: {RETURN}.")).to_be_visible()

    # The director signs last; then everybody sees that the figures are signed.
    _sign_in(page, site, role="director")
    page.goto(f"{site}/work/sign-off/FY2022-Q3/HA/")
    page.get_by_role("button", name="Sign off", exact=True).click()
    page.goto(f"{site}/work/collection/?period=FY2022-Q3")
    expect(page.get_by_role("row").filter(has_text="Head of Assessment")).to_contain_text("Signed off")
    sound()
    assert markup_faults(seen) == []


@pytest.mark.browser
def test_nothing_typed_is_lost_when_the_connection_is(browser: Browser, site: str) -> None:
    collect()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    _sign_in(page, site, role="officer")
    page.goto(f"{site}/work/returns/FY2022-Q3/HA/")
    said = listen(page)
    box = page.get_by_role("row").filter(has_text="Days waiting for care at home").get_by_role("textbox").first
    context.set_offline(True)
    box.fill("17")
    expect(page.get_by_text("Not saved: the connection is lost or you were signed out.")).to_be_visible()
    context.set_offline(False)
    page.reload()
    expect(box).to_have_value("17")
    expect(page.get_by_text("Saved at")).to_be_visible()
    page.reload()
    expect(box).to_have_value("17")
    assert all("ERR_INTERNET_DISCONNECTED" in one for one in said)
    context.close()


@pytest.mark.browser
def test_a_return_is_filled_in_without_a_script(browser: Browser, site: str) -> None:
    collect()
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    _sign_in(page, site, role="officer")
    page.goto(f"{site}/work/returns/FY2022-Q3/HA/")
    box = page.get_by_role("row").filter(has_text="Days waiting for care at home").get_by_role("textbox").first
    box.fill("16")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Saved. Nothing is sent to anybody until you check and submit.")).to_be_visible()
    expect(box).to_have_value("16")
    context.close()
