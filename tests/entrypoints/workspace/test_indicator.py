"""An indicator answers why, who, since when, and what used to be said."""

from collections.abc import Callable

from django.test import Client


def test_the_page_answers(client_of: Callable[[str], Client]) -> None:
    html = client_of("member").get("/work/indicators/ASC01/").content.decode()
    for words in (
        "Assessments completed within 6 weeks: 73.2%, missing the 75% target and worsening",
        "Why is this Amber?",
        "73.2% (1,098 of 1,500) is below the 75% target but above the 70% floor standard",
        "approved by Cabinet Member for Adult Social Care on 12 March 2022",
        "Extend booking at referral to the other four teams. (by 31 December 2022)",
        "Head of Assessment",
        "Ashford Vale",
        "Every figure and its revisions (6)",
    ):
        assert words in html, words


def test_a_gap_is_shown_as_a_gap(client_of: Callable[[str], Client]) -> None:
    html = client_of("member").get("/work/indicators/ASC02/").content.decode()
    assert "This is Red and no action is recorded for Q2 2022/23" in html
    html = client_of("member").get("/work/indicators/CYP01/").content.decode()
    assert html.count("Nobody named yet") == 3


def test_one_place_can_be_asked_for(client_of: Callable[[str], Client]) -> None:
    client = client_of("member")
    assert "74.3%" in client.get("/work/indicators/ASC01/?place=T011").content.decode()
    assert client.get("/work/indicators/ASC01/?place=T999").status_code == 404
    assert client.get("/work/indicators/NONE/").status_code == 404
    assert client.get("/work/indicators/ASC01/figures.csv?place=T011").content.count(b"T011") == 6


def test_before_anything_was_known_nothing_is_shown(client_of: Callable[[str], Client]) -> None:
    html = client_of("member").get("/work/indicators/ASC01/?as_at=2020-01-01").content.decode()
    assert "73.2%" not in html.split("Every figure and its revisions")[0]
