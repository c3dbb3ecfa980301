"""Every page: accessible, valid, reflowing, without a complaint of the browser, and with a sound head."""

from pathlib import Path

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from goldenthread.config import access
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting import operations as reporting
from goldenthread.entrypoints.public_site import errors
from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.markup import markup_faults
from tests.stories.checkers.reflow import reflow_faults
from tests.stories.collected import collect
from tests.stories.consulted import consult, write_unit_plan
from tests.stories.council import MISTAKES, PASSWORD, address_of

NOT_PAGES = {
    *("workspace:partnership_indicator", "workspace:partnership_milestone"),
    *("public_site:indicator_csv", "public_site:report_file", "public_site:open_data_csv", "public_site:robots"),
    *("public_site:stylesheet", "workspace:scorecard_csv", "workspace:indicator_csv", "workspace:edition_file"),
    *("workspace:freeze", "workspace:publish", "workspace:load_check"),
    *("workspace:exception_review", "workspace:monitoring_csv", "workspace:collection_calendar"),
    *("workspace:return_figure", "workspace:sign_off_return", "workspace:sign_off_ask"),
    *("public_site:other_report", "public_site:other_report_file"),
    *("workspace:plan_csv", "workspace:thread_csv", "workspace:thread_item_csv", "workspace:consultation_csv"),
    *("workspace:organisation_gaps_csv", "workspace:organisation_holders_csv", "workspace:organisation_structure_csv"),
}
"""Files, addresses that only take a form (their answers are pages that are listed), and what a story tells."""
ASKED = {
    "public_site:indicator": ["ASC01"],
    "public_site:report": ["FY2022-Q2", 1],
    "public_site:how_we_calculate_page": ["rating"],
    "workspace:indicator": ["ASC01"],
    "workspace:what_if": ["ASC01"],
    "workspace:draft": ["FY2022-Q2"],
    "public_site:plan": ["BOLD"],
    "workspace:plan": ["BOLD"],
    "workspace:plan_outcome": ["STEPS"],
    "workspace:thread_item": ["BOLD-1.1"],
    "workspace:priority": ["BOLD-1.1"],
    "workspace:work_item": ["M-BOOK"],
    "workspace:edit_item": ["BOLD-1.1"],
    "workspace:add_work": ["BOLD-1.1"],
    "workspace:change_work": ["M-BOOK", "progress"],
    "workspace:consultation": ["BOLD"],
    "workspace:comment": ["BOLD", 1, 1],
    "workspace:comment_new": ["BOLD"],
    "workspace:iterations": ["BOLD"],
    "workspace:iteration": ["BOLD", 1],
    "workspace:iterations_compare": ["BOLD"],
    "workspace:endorsement_new": ["BOLD"],
    "workspace:endorsement_ask": ["BOLD"],
    "workspace:unit_plan": ["UPASC"],
    "workspace:unit_plan_section": ["UPASC", "risks"],
    "workspace:unit_plan_cost_new": ["UPASC"],
    "workspace:unit_plan_cost": ["UPASC", 1],
    "workspace:unit_plan_action": ["UPASC"],
    "workspace:unit_plan_submit": ["UPASC"],
    "workspace:unit_plan_approval": ["UPASC"],
    "workspace:unit_plan_monitoring": ["UPASC"],
    "workspace:return": ["FY2022-Q3", "HA"],
    "workspace:return_check": ["FY2022-Q3", "HA"],
    "workspace:timetable": ["FY2022-Q3"],
    "workspace:organisation_post": ["HA"],
    "workspace:organisation_begin": ["HA"],
    "workspace:organisation_answering": ["HA"],
    "workspace:organisation_holding": [1],
}
MORE = (
    "/work/organisation/?on=2020-01-01",
    "/work/organisation/hand-over/?leaver=officer%40westmarch.example&last_day=2030-01-01",
    "/work/scorecard/?view=exceptions&directorate=ASC&as_at=2020-01-01",
    "/work/scorecard/?q=nothing+has+this+name",
    "/work/scorecard/?as_at=2999-01-01",
    "/work/scorecard/?place=T011",
    "/work/indicators/CYP02/",
    "/work/indicators/ASC01/?place=T011",
    "/work/indicators/ASC01/what-if/?scheme=floor&target=70",
    "/work/indicators/ASC01/what-if/?scheme=percent&target=0&tolerance=x",
    "/work/audit/?q=nothing",
    "/work/plans/BOLD/consultation/?answered=no&iteration=9",
    "/work/plans/DPASC/consultation/",
    "/work/plans/DPASC/iterations/",
    "/work/plans/DPASC/iterations/compare/",
    "/work/reports/draft/FY2022-Q2/?report=exceptions",
    "/work/reports/draft/FY2022-Q2/?view=exception",
    "/indicators/?directorate=HT",
    "/indicators/CYP02/",
    "/work/plans/STEPS/?view=exceptions&as_at=2999-01-01",
    "/work/plans/compare/?before=2022-05-01&after=2022-12-31",
    "/work/plans/compare/?before=2022-05-01&after=2022-05-01",
    "/work/thread/?as=table",
    "/work/thread/UP-1/?as_at=2022-11-30",
    "/work/priorities/BOLD-1/",
    "/work/milestones/M-BOOK/promise/",
    "/work/milestones/M-BOOK/decision/",
    "/plans/STEPS/",
)


def _sign_in(page: Page, site: str, *, role: str = "performance") -> None:
    page.goto(f"{site}/sign-in/?next=/work/")
    page.get_by_label("E-mail address").fill(address_of(role))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/work/")


def _faults(page: Page, pages: dict[str, str]) -> list[str]:
    name = page.url.split("/", 3)[3] or "home"
    pages[f"{len(pages)} {name}"] = page.content()
    found = [*accessibility_faults(page), *reflow_faults(page)]
    title = page.title()
    if page.locator("h1").count() != 1:
        found.append(f"{name}: {page.locator('h1').count()} first headings")
    if not title.endswith(" – Westmarch County Council") or len(title) < 30:
        found.append(f"{name}: the title is {title!r}")
    if page.locator("[style]").count():
        found.append(f"{name}: {page.locator('[style]').count()} style attributes")
    return found


@pytest.mark.browser
@pytest.mark.slow
def test_every_page_is_sound(page: Page, site: str) -> None:
    by = organisation.user(email=address_of("performance"))
    consult()
    write_unit_plan()
    collect()
    edition = reporting.freeze(period="FY2022-Q2", by=by, at=timezone.now())
    reporting.publish(edition=edition.id, by=by, at=timezone.now())
    asked = {**ASKED, "workspace:edition": [edition.id]}
    pages: dict[str, str] = {}
    faults: list[str] = []
    page.goto(f"{site}/sign-in/")
    faults += _faults(page, pages)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.title().startswith("Error: Sign in")
    faults += _faults(page, pages)
    _sign_in(page, site)
    addresses = [reverse(name, args=asked.get(name, [])) for name in access.ACCESS if name not in NOT_PAGES]
    for address in (*addresses, *MORE):
        if address == "/sign-in/":
            continue
        answer = page.goto(site + address)
        assert answer is not None
        assert answer.status == 200, address
        # All at once: to click on one that stands open would close it, and hide those inside it.
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true })")
        faults += _faults(page, pages)
    faults += _loading(page, site, pages)
    faults += markup_faults(pages)
    assert not faults, "\n".join(faults)


@pytest.mark.browser
def test_pages_of_failure_are_sound(browser: Browser, site: str) -> None:
    """Not found, not allowed, broken: no page of their own in the table, and the browser rightly complains of each."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
    pages: dict[str, str] = {}
    faults: list[str] = []
    page.goto(f"{site}/no-such-page/")
    faults += _faults(page, pages)
    _sign_in(page, site, role="member")
    page.goto(f"{site}/work/audit/")
    assert page.get_by_role("heading", level=1).inner_text() == "You cannot open this page"
    faults += _faults(page, pages)
    broken = errors.broken(RequestFactory().get("/")).content.decode()
    faults += markup_faults({**pages, "500": broken})
    page.close()
    assert not faults, "\n".join(faults)


def _loading(page: Page, site: str, pages: dict[str, str]) -> list[str]:
    """The pages that only an upload shows: problems, questions and changes, done."""
    found: list[str] = []
    page.goto(f"{site}/work/load/")
    page.get_by_role("button", name="Check the files").click()
    found += _faults(page, pages)
    for file in ("observations-mistaken.csv", "observations-mended.csv"):
        page.goto(f"{site}/work/load/")
        _choose(page, MISTAKES / file)
        page.get_by_role("button", name="Check the files").click()
        found += _faults(page, pages)
    page.get_by_role("button", name="Store these figures").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Figures loaded"
    found += _faults(page, pages)
    return found


def _choose(page: Page, file: Path) -> None:
    page.get_by_label("Files").set_input_files(file)
    page.get_by_label("What is in it?").select_option("observations")
