"""What the public may read, keep and download; and what it never sees."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting import operations as reporting
from goldenthread.entrypoints.public_site import errors
from tests.stories.council import address_of


@pytest.fixture
def visitor(council: None) -> Client:
    """Somebody without an account."""
    return Client()


def test_open_pages_can_be_kept_by_everybody(visitor: Client) -> None:
    for page in ("/", "/indicators/", "/indicators/ASC01/", "/reports/", "/how-we-calculate/", "/accessibility/"):
        answer = visitor.get(page)
        assert answer.status_code == 200, page
        assert answer["Cache-Control"] == "public, max-age=300", page
        assert "Cookie" not in answer.get("Vary", ""), page
        assert not answer.cookies, page
        assert "'nonce" not in answer["Content-Security-Policy"], page
        assert "unsafe" not in answer["Content-Security-Policy"], page


def test_private_pages_are_never_kept(client_of: Callable[[str], Client]) -> None:
    client = client_of("member")
    for page in ("/work/", "/work/scorecard/", "/work/indicators/ASC01/", "/work/audit/", "/sign-in/"):
        assert client.get(page)["Cache-Control"].replace("max-age=0, no-cache, ", "").startswith("no-store"), page


def test_an_indicator_that_is_not_public_is_not_there(visitor: Client) -> None:
    assert "Staff who left within a year" not in visitor.get("/indicators/").content.decode()
    for page in ("/indicators/COR01/", "/indicators/COR01/figures.csv", "/indicators/NONE/"):
        answer = visitor.get(page)
        assert answer.status_code == 404, page
        assert "Staff who left" not in answer.content.decode()
    assert "Staff who left" not in visitor.get("/open-data/indicators.csv").content.decode()


def test_an_edition_is_there_once_it_is_published(visitor: Client) -> None:
    by = organisation.user(email=address_of("performance"))
    edition = reporting.freeze(period="FY2022-Q2", by=by, at=timezone.now())
    assert visitor.get("/reports/FY2022-Q2/1/").status_code == 404
    assert visitor.get("/reports/FY2022-Q2/1/pdf").status_code == 404
    assert "No report has been published yet" in visitor.get("/reports/").content.decode()
    reporting.publish(edition=edition.id, by=by, at=timezone.now())
    assert visitor.get("/reports/FY2022-Q2/1/").status_code == 200
    assert visitor.get("/reports/FY2022-Q2/1/pdf").content.startswith(b"%PDF-")
    assert visitor.get("/reports/FY2022-Q2/1/exe").status_code == 404
    assert visitor.get("/reports/FY2022-Q2/2/").status_code == 404


def test_figures_are_data_with_their_licence(visitor: Client) -> None:
    answer = visitor.get("/indicators/ASC01/figures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 6
    assert rows[-1]["period"] == "Q2 2022/23"
    assert (rows[-1]["numerator"], rows[-1]["denominator"], rows[-1]["value"]) == ("1098", "1500", "73.2")
    assert {row["licence"] for row in rows} == {"Open Government Licence v3.0"}


def test_search_engines_are_told_where_to_stop(visitor: Client) -> None:
    assert "Disallow: /work/" in visitor.get("/robots.txt").content.decode()
    assert '<meta name="robots" content="index, follow">' in visitor.get("/").content.decode()
    assert "noindex" in visitor.get("/nowhere/").content.decode()


def test_the_councils_colour_is_a_stylesheet(visitor: Client) -> None:
    answer = visitor.get("/council.css")
    assert answer["Content-Type"].startswith("text/css")
    assert "--gt-brand:#5B2A6E" in answer.content.decode()


def test_a_page_of_failure_needs_no_database() -> None:
    answer = errors.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()


@pytest.mark.django_db
def test_before_anything_is_loaded_the_first_page_says_what_to_do() -> None:
    answer = Client().get("/")
    assert answer.status_code == 200
    assert "goldenthread load" in answer.content.decode()
    for page in ("/indicators/", "/indicators/X/", "/indicators/X/figures.csv", "/open-data/indicators.csv"):
        assert Client().get(page).status_code == 404, page
    for page in ("/reports/", "/open-data/", "/accessibility/", "/how-we-calculate/", "/sign-in/"):
        assert Client().get(page).status_code == 200, page


@pytest.mark.parametrize("page", ["rating", "direction", "periods"])
def test_worked_examples_show_no_words_to_whoever_edits_them(visitor: Client, page: str) -> None:
    html = visitor.get(f"/how-we-calculate/{page}/").content.decode()
    assert "Generated from" not in html
    assert "&lt;!--" not in html
    assert "<table" in html
