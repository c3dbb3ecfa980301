"""A partner sees and changes its own outcomes only; the council reads the whole on the same page."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.delivery import queries as delivery
from goldenthread.domain.framework import operations as framework
from goldenthread.domain.indicators import queries as indicators
from tests.domain.framework.council import ON, because, item_row
from tests.stories.council import PASSWORD, address_of, settle_agreement

pytestmark = pytest.mark.django_db

HOME = "/work/partnership/"
OWN, OTHERS = f"{HOME}DEAL-1/HT01/", f"{HOME}DEAL-2/ASC01/"
OWN_WORK, OTHERS_WORK = f"{HOME}DEAL-1/milestones/M-CAM/", f"{HOME}DEAL-2/milestones/M-BEDS/"
ACTION = {"seen": "1", "action_taken": "Forty patrols.", "action_planned": "Forty more.", "action_by": "2023-03-31"}
PROGRESS = {"state": "in_progress", "progress": "70", "forecast": "2023-02-28", "actual": "", "reason": "Poles are up"}


@pytest.fixture
def agreed(client_of: Callable[[str], Client]) -> Callable[[str], Client]:
    """Clients of the council and of both partners, with the agreement loaded."""
    settle_agreement()
    return client_of


def _said(reference: str) -> tuple[str, str, str] | None:
    found = next((one for one in indicators.commentary(reference=reference) if one.period_code == "FY2022-Q2"), None)
    return (found.action_taken, found.action_planned, found.entered_by) if found else None


def _work(code: str) -> tuple[int, str]:
    (row,) = delivery.work(on=ON, codes=[code])
    return row.progress, row.forecast.isoformat()


def test_each_partner_finds_its_own_outcomes_and_the_council_all(agreed: Callable[[str], Client]) -> None:
    names = ("Safer roads", "Home from hospital in time", "Work worth staying for", "Neighbours who help")
    seen = {role: agreed(role).get(HOME).content.decode() for role in ("partner", "other", "member")}
    assert {role: tuple(name in page for name in names) for role, page in seen.items()} == {
        "partner": (True, False, False, False),
        "other": (False, True, False, True),
        "member": (True, True, True, True),
    }
    assert "M-CAM" in seen["partner"]
    assert "Twelve beds" not in seen["partner"]
    assert "Assessments completed" not in seen["partner"]
    assert "Report action" not in seen["member"]


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        (OTHERS, 404),
        (OTHERS_WORK, 404),
        (f"{HOME}DEAL-1/ASC01/", 404),
        (f"{HOME}DEAL-1/milestones/M-BEDS/", 404),
        (f"{HOME}DEAL-3/COR01/", 404),
        ("/work/", 403),
        ("/work/scorecard/", 403),
        ("/work/scorecard/?q=Assessments", 403),
        ("/work/scorecard/scorecard.csv", 403),
        ("/work/indicators/ASC01/", 403),
        ("/work/plans/DEAL/", 403),
        ("/work/plans/DEAL/plan.csv", 403),
        ("/work/plans/MINE/", 403),
        ("/work/priorities/DEAL-2/", 403),
        ("/work/milestones/M-BEDS/", 403),
        ("/work/thread/thread.csv", 403),
        ("/work/reports/draft/FY2022-H1/?report=agreement", 403),
    ],
)
def test_a_partner_reads_nothing_else(agreed: Callable[[str], Client], address: str, answer: int) -> None:
    assert agreed("partner").get(address).status_code == answer


def test_a_partner_reports_on_its_own_and_changes_nobody_elses(agreed: Callable[[str], Client]) -> None:
    client, before = agreed("partner"), _said("ASC01")
    assert client.post(OWN, ACTION).status_code == 302
    assert _said("HT01") == ("Forty patrols.", "Forty more.", "Pia Partner")
    assert client.post(OTHERS, ACTION).status_code == 404
    assert _said("ASC01") == before
    number = delivery.work(on=ON, codes=["M-CAM"])[0].number
    assert client.post(OWN_WORK, PROGRESS | {"seen": str(number)}).status_code == 302
    assert client.post(OTHERS_WORK, PROGRESS | {"seen": "1"}).status_code == 404
    assert (_work("M-CAM"), _work("M-BEDS")) == ((70, "2023-02-28"), (50, "2022-12-31"))


@pytest.mark.parametrize("address", [OWN, OWN_WORK])
def test_the_council_does_not_report_for_a_partner(agreed: Callable[[str], Client], address: str) -> None:
    client, before = agreed("performance"), _said("HT01")
    assert client.get(address).status_code == 403
    assert client.post(address, {**ACTION, **PROGRESS}).status_code == 403
    assert (_said("HT01"), _work("M-CAM")) == (before, (40, "2023-01-31"))


def test_the_second_of_two_writers_is_shown_the_first_ones_words(agreed: Callable[[str], Client]) -> None:
    client = agreed("partner")
    client.post(OWN, ACTION)
    page = client.post(OWN, ACTION | {"action_taken": "Fifty patrols."}).content.decode()
    assert "Pia Partner changed this while you were writing" in page
    assert _said("HT01") == ("Forty patrols.", "Forty more.", "Pia Partner")
    assert client.post(OWN, ACTION | {"seen": "2", "action_taken": "Fifty patrols."}).status_code == 302
    assert _said("HT01") == ("Fifty patrols.", "Forty more.", "Pia Partner")


def test_what_is_wrong_is_said_beside_the_field(agreed: Callable[[str], Client]) -> None:
    client = agreed("partner")
    empty = client.post(OWN, {"seen": "0", "action_taken": " ", "action_planned": ""}).content.decode()
    assert "Enter what was done, or what is planned" in empty
    future = client.post(OWN_WORK, PROGRESS | {"seen": "1", "progress": "170"}).content.decode()
    assert "There is a problem" in future
    assert _work("M-CAM") == (40, "2023-01-31")


def test_a_partner_is_led_to_the_agreement_after_signing_in(agreed: Callable[[str], Client]) -> None:
    answer = Client().post("/sign-in/", {"login": address_of("partner"), "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, HOME)


def test_the_page_asks_as_often_for_three_outcomes_as_for_one(agreed: Callable[[str], Client]) -> None:
    client = agreed("partner")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        return len(queries)

    client.get(HOME)
    framework.save_items(rows=[_outcome("DEAL-8")], **because())
    first = asked()
    framework.save_items(rows=[_outcome("DEAL-9"), _outcome("DEAL-10")], **because())
    framework.save_measures(rows=[{"item": "DEAL-9", "position": 1, "indicator": "HT02"}], **because())
    assert asked() == first


def _outcome(code: str) -> dict[str, object]:
    return item_row(code, "DEAL", "outcome", partner="POL")


def test_only_reports_that_can_be_made_are_offered(client_of: Callable[[str], Client]) -> None:
    client, draft = client_of("member"), "/work/reports/draft/FY2022-H1/?report="
    before = client.get("/work/reports/").content.decode()
    assert [f"{draft}{name}" in before for name in ("agreement", "statement")] == [False, True]
    assert client.get(f"{draft}agreement").status_code == 404
    settle_agreement()
    after = client.get("/work/reports/").content.decode()
    assert [f"{draft}{name}" in after for name in ("agreement", "statement")] == [True, True]
    assert [client.get(f"{draft}{name}").status_code for name in ("agreement", "statement")] == [200, 200]
