"""The scorecard: every filter in the address, as known at any day, the same view as a file."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client


@pytest.fixture
def member(client_of: Callable[[str], Client]) -> Client:
    """Somebody who may read."""
    return client_of("member")


def _names(client: Client, query: str) -> list[str]:
    html = client.get(f"/work/scorecard/{query}").content.decode()
    return re.findall(r'<th scope="row"><a href="/work/indicators/([^/]+)/', html)


def test_everything_stands_in_the_councils_order(member: Client) -> None:
    assert _names(member, "") == ["ASC01", "ASC02", "CYP01", "CYP02", "HT01", "HT02", "COR01", "COR02"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?directorate=HT", ["HT01", "HT02"]),
        ("?committee=PLACE", ["HT01", "HT02", "COR01", "COR02"]),
        ("?rating=red", ["ASC02", "COR02"]),
        ("?view=strategic", ["ASC01", "CYP01", "HT01"]),
        ("?q=care+DAYS", ["ASC02"]),
        ("?q=ht02", ["HT02"]),
        ("?place=T011", ["ASC01"]),
        ("?q=nothing", []),
        (
            "?directorate=NOWHERE&rating=blue&place=T999&page=x",
            ["ASC01", "ASC02", "CYP01", "CYP02", "HT01", "HT02", "COR01", "COR02"],
        ),
        ("?as_at=2020-01-01&rating=green", []),
    ],
)
def test_filters(member: Client, query: str, kept: list[str]) -> None:
    assert _names(member, query) == kept
    text = member.get(f"/work/scorecard/scorecard.csv{query}").content.decode("utf-8-sig")
    assert [row["reference"] for row in csv.DictReader(io.StringIO(text, newline=""))] == kept


def test_what_is_not_on_the_list_is_said(member: Client) -> None:
    html = member.get("/work/scorecard/?directorate=NOWHERE&as_at=2999-01-01").content.decode()
    assert "<title>Error: Scorecard" in html
    assert "Choose one of the list for directorate" in html
    assert "Enter today or a day in the past" in html


def test_an_earlier_quarter_shows_its_own_figures(member: Client) -> None:
    html = member.get("/work/scorecard/?period=FY2022-Q1&q=potholes").content.decode()
    assert "90.5%" in html
    assert "gt-tag--green" in html


def test_the_counts_are_shares_of_the_rated(member: Client) -> None:
    html = member.get("/work/scorecard/").content.decode()
    assert "Of 7 rated indicators, one is on target in Q2 2022/23" in html
    assert "14% of the 7 rated" in html
    assert "1 with an expected range instead" in html


def test_nobody_can_smuggle_a_tag_through_the_address(member: Client) -> None:
    html = member.get("/work/scorecard/?q=%3Cscript%3E&view=%22%3E%3Cb%3E").content.decode()
    assert "<script>&" not in html
    assert '"><b>' not in html


def _counts(client: Client, query: str) -> list[str]:
    html = client.get(f"/work/scorecard/{query}").content.decode()
    return re.findall(r"Of \d+ rated indicators[^<]*", html)


def test_exceptions_are_a_shorter_list_of_the_same_figures(member: Client) -> None:
    assert set(_names(member, "?view=exceptions")) < set(_names(member, ""))
    assert _counts(member, "?view=exceptions") == _counts(member, "") != []


def test_a_past_day_shows_the_quarter_that_was_over_by_then(member: Client) -> None:
    html = member.get("/work/scorecard/?as_at=2022-08-01").content.decode()
    assert "<title>Scorecard, Q1 2022/23" in html
