"""An indicator's page answers whether a change is real, where the year will end, and how others do; and what if."""

from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.domain.audit.models import AuditEvent
from tests.stories.council import settle_months


@pytest.fixture
def member(client_of: Callable[[str], Client]) -> Client:
    """A member of the council with three years of months."""
    settle_months()
    return client_of("member")


def test_the_page_answers_with_the_numbers(member: Client) -> None:
    html = member.get("/work/indicators/HT03/").content.decode()
    for words in (
        (
            "Yes: eight months in a row below the average of 90.8% (February 2022 to September 2022). "
            "That is a worsening beyond ordinary ups and downs."
        ),
        "gt-signal--concern",
        "6th of 7 in Similar counties (1 not published)",
        "National street survey",
        "target for 2022/23: between",
        "The trend, October 2019 to September 2022",
    ):
        assert words in html, words
    html = member.get("/work/indicators/HT04/").content.decode()
    assert "No clear change: the latest figure, 71.0%, is within the usual range of" in html
    assert "Compared with others" not in html


def test_too_few_figures_are_said_to_be_too_few(member: Client) -> None:
    html = member.get("/work/indicators/ASC01/").content.decode()
    assert "Not enough data: 6 of the 13 points it takes." in html


def test_the_open_page_says_the_same_and_hides_what_is_not_public(member: Client) -> None:
    html = Client().get("/indicators/HT03/").content.decode()
    assert "Yes: eight months in a row below the average of 90.8%" in html
    assert "6th of 7 in Similar counties" in html
    assert "what-if" not in html
    assert Client().get("/indicators/COR01/").status_code == 404


def test_the_scorecard_and_its_file_have_signal_and_year_end(member: Client) -> None:
    html = member.get("/work/scorecard/").content.decode()
    assert "Unusual: worsening" in html
    rows = member.get("/work/scorecard/scorecard.csv").content.decode("utf-8-sig").splitlines()
    head = rows[0].split(",")
    [line] = [row for row in rows if row.startswith("HT03")]
    assert head[-8:] == [
        *("trend", "signal", "assurance", "predicted"),
        *("year_end", "year_end_lower", "year_end_upper", "quartile"),
    ]
    assert ",Unusual: worsening,Sometimes met,Unlikely," in line


def test_what_if_shows_both_ratings_and_keeps_nothing(member: Client) -> None:
    before = AuditEvent.objects.count()
    html = member.get("/work/indicators/HT03/what-if/?scheme=met&target=85").content.decode()
    assert "of 12 ratings would have been another" in html
    assert "Nothing was saved: targets and ratings are as they were." in html
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("scheme=percent&target=0", "Choose the tolerance in the indicator’s own unit instead."),
        ("scheme=absolute", "Enter how far the target may be missed"),
        ("scheme=floor&target=abc", "Enter a number, such as 75 or 12.5"),
        ("scheme=floor&target=NaN", "Enter a number, such as 75 or 12.5"),
        ("scheme=nonsense", "Choose one of the ways to rate"),
    ],
)
def test_what_cannot_be_tried_is_said_beside_its_field(member: Client, asked: str, said: str) -> None:
    html = member.get(f"/work/indicators/HT03/what-if/?{asked}").content.decode()
    assert "There is a problem" in html
    assert html.count(said) == 2
    assert "Would have been" not in html


def test_a_stranger_tries_nothing(client_of: Callable[[str], Client]) -> None:
    answer = client_of("anonymous").get("/work/indicators/ASC01/what-if/")
    assert (answer.status_code, answer["Location"].startswith("/sign-in/")) == (302, True)
    assert client_of("member").get("/work/indicators/NONE/what-if/").status_code == 404
