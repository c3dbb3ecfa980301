"""The exception report's list and the monitoring frequencies, asked without a browser."""

import csv
from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.domain.reporting import queries
from goldenthread.domain.reporting.models import ExceptionReview
from tests.stories.council import settle_exceptions

LIST, REVIEW = "/work/exceptions/?period=FY2022-Q2", "/work/exceptions/review/"


@pytest.fixture
def asked(council: None) -> dict[str, str]:
    """What the form of the first indicator sends."""
    from django.utils import timezone

    settle_exceptions()
    first = queries.exceptions(period="FY2022-Q2", today=timezone.localdate()).listed[0]
    return {
        "period": "FY2022-Q2",
        "reference": first.scored.reference,
        "seen": first.digest,
        "decision": "kept",
        "reason": "",
    }


def test_only_the_performance_team_reviews(client_of: Callable[[str], Client], asked: dict[str, str]) -> None:
    answers = {role: client_of(role).post(REVIEW, asked).status_code for role in ("officer", "director", "member")}
    assert answers == {"officer": 403, "director": 403, "member": 403}
    assert client_of("anonymous").post(REVIEW, asked).status_code == 302
    assert ExceptionReview.objects.count() == 0
    answer = client_of("performance").post(REVIEW, asked)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert ExceptionReview.objects.get().decision == "kept"


def test_what_was_typed_stays_and_what_changed_meanwhile_is_said(
    client_of: Callable[[str], Client], asked: dict[str, str]
) -> None:
    client = client_of("performance")
    old = {**asked, "seen": "0" * 64, "decision": "dropped", "reason": "Counted <anew> since April."}
    page = client.post(REVIEW, old).content.decode()
    assert "The figures changed while you were reading." in page
    assert "Counted &lt;anew&gt; since April." in page
    assert f'value="{asked["seen"]}"' in page
    assert ExceptionReview.objects.count() == 0


@pytest.mark.parametrize("changed", [{"reference": "HT01"}, {"reference": ""}])
def test_what_is_not_on_the_list_is_said(
    client_of: Callable[[str], Client], asked: dict[str, str], changed: dict[str, str]
) -> None:
    answer = client_of("performance").post(REVIEW, asked | changed, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "is not on the list of this quarter, so there is nothing to review." in answer.content.decode()


def test_a_quarter_without_figures_is_not_found(client_of: Callable[[str], Client]) -> None:
    client = client_of("member")
    for address in ("/work/exceptions/", "/work/monitoring/", "/work/monitoring/monitoring.csv"):
        assert client.get(address, {"period": "FY1066-Q1"}).status_code == 404
    for query in ({"report": "nothing"}, {"view": "nothing"}, {"report": "exceptions", "view": "strategic"}):
        assert client.get("/work/reports/draft/FY2022-Q2/", query).status_code == 404


def test_the_file_of_frequencies_has_what_they_were_made_from(
    client_of: Callable[[str], Client], asked: dict[str, str]
) -> None:
    answer = client_of("member").get("/work/monitoring/monitoring.csv", {"period": "FY2022-Q2"})
    rows = {row["reference"]: row for row in csv.DictReader(answer.content.decode("utf-8-sig").splitlines())}
    lights = rows["HT03"]
    assert [lights[name] for name in ("deteriorating", "below_median", "risk", "now", "proposed", "wanted")] == [
        *("yes", "yes", "high", "month", "month", "month")
    ]
