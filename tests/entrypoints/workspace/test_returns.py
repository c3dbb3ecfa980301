"""Returns on their pages: typed, saved, checked, submitted, queried, signed; by those who may and nobody else."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from goldenthread.domain.calendar.operations import set_timetable
from goldenthread.domain.collection.operations.returns import open_returns
from goldenthread.domain.collection.queries import Line, lines, return_row
from goldenthread.domain.organisation import queries as organisation
from tests.stories.council import address_of

PERIOD = "FY2022-Q3"
RETURN = f"/work/returns/{PERIOD}/HA/"
SIGN = f"/work/sign-off/{PERIOD}/HA/"


@pytest.fixture
def opened(council: None) -> None:
    """The third quarter is being collected."""
    by = organisation.user(email=address_of("performance"))
    assert by is not None
    now = timezone.now()
    set_timetable(period=PERIOD, meeting_on=date(2023, 3, 2), by=by, at=now)
    open_returns(period=PERIOD, by=by, at=now)


def _lines() -> dict[str, Line]:
    owed = return_row(period=PERIOD, post="HA")
    found = lines(returns=[owed.id], today=timezone.localdate())[owed.id]
    return {line.indicator.reference: line for line in found if not line.place_code.startswith("T01")}


def _typed(**typed: str) -> dict[str, Any]:
    """Return what the grid sends: ``ASC01`` as "top/bottom", the others as a value."""
    data: dict[str, Any] = {}
    owed = return_row(period=PERIOD, post="HA")
    for line in lines(returns=[owed.id], today=timezone.localdate())[owed.id]:
        data[f"version-{line.id}"] = line.version
        text = typed.get(line.indicator.reference, "")
        if "/" in text:
            data[f"numerator-{line.id}"], data[f"denominator-{line.id}"] = text.split("/")
        else:
            data[f"value-{line.id}"] = text
    return data


GOOD = {"ASC01": "1200/1500", "ASC02": "16"}


def _text(response: Any) -> str:
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def test_what_is_typed_is_saved_and_shown_with_its_rating(client_of: Callable[[str], Client], opened: None) -> None:
    client = client_of("officer")
    answer = client.post(RETURN, _typed(**GOOD) | {"next": "stay"}, follow=True)
    assert answer.redirect_chain == [(RETURN, 302)]
    html = answer.content.decode()
    assert 'value="1200"' in html
    assert "80.0%" in html
    assert html.count("gt-tag--green") == 2
    assert _lines()["ASC02"].draft["value"] == "16"


def test_a_script_is_told_what_became_of_each_line(client_of: Callable[[str], Client], opened: None) -> None:
    answer = client_of("officer").post(RETURN, _typed(ASC01="900/1500"), headers={"Accept": "application/json"})
    told = answer.json()
    row = told["rows"][str(_lines()["ASC01"].id)]
    assert (row["worked_out"], row["version"], row["needs_words"]) == ("60.0%", 1, True)
    assert "Red" in row["mark"]
    assert re.fullmatch(r"\d+ figures, \d+ done", told["summary"])


def test_the_second_officer_sees_the_firsts_figure_and_keeps_their_own(
    client_of: Callable[[str], Client], opened: None
) -> None:
    before = _typed(ASC02="17")
    client_of("officer").post(RETURN, _typed(ASC02="16"))
    answer = client_of("performance").post(RETURN, before)
    assert answer.status_code == 409
    assert "Olu Officer saved 16 on" in _text(answer)
    assert 'value="17"' in answer.content.decode()
    assert _lines()["ASC02"].draft["value"] == "16"


def test_checking_says_what_is_missing_and_submitting_stores(client_of: Callable[[str], Client], opened: None) -> None:
    client = client_of("officer")
    client.post(RETURN, _typed(ASC01="1200/1500"))
    checked = _text(client.get(f"{RETURN}check/"))
    assert "Not ready to submit" in checked
    assert "Enter the figure, or choose “not available” and say why." in checked
    client.post(RETURN, _typed(**GOOD))
    assert "Now submit your figures" in _text(client.get(f"{RETURN}check/"))
    answer = client.post(f"{RETURN}check/", follow=True)
    assert "Olu Officer submitted this on" in _text(answer)
    assert _lines()["ASC01"].state == "in"


def test_everything_about_one_figure_has_a_page(client_of: Callable[[str], Client], opened: None) -> None:
    client = client_of("officer")
    line = _lines()["ASC02"]
    page = f"{RETURN}figure/{line.id}/"
    assert client.get(page).status_code == 200
    given = {"value": "30", "context": "Two agencies closed.", "action_planned": "A new contract.", "version": 0}
    answer = client.post(page, given | {"action_by": "2023-03-31"})
    assert answer.headers["Location"] == RETURN
    kept = _lines()["ASC02"]
    assert kept.draft == {
        "value": "30",
        "context": "Two agencies closed.",
        "action_planned": "A new contract.",
        "action_by": "2023-03-31",
    }
    assert (kept.rating, kept.needs_words) == ("red", False)
    stale = client.post(page, {"value": "31", "version": 0})
    assert stale.status_code == 409
    assert "Somebody else changed this figure meanwhile" in _text(stale)
    assert client.post(page, {"value": "31", "action_by": "soon", "version": 1}).status_code == 200
    assert client.get(f"{RETURN}figure/999999/").status_code == 404


def test_head_of_service_and_director_sign_what_the_officer_submitted(
    client_of: Callable[[str], Client], opened: None, give_role: Callable[[str, str], None]
) -> None:
    officer = client_of("officer")
    officer.post(RETURN, _typed(**GOOD))
    officer.post(f"{RETURN}check/")
    give_role("approver", "ASC")
    head = client_of("approver")
    assert "1 return to sign off" in _text(head.get("/work/sign-off/"))
    line = _lines()["ASC01"]
    asked = head.post(f"{SIGN}ask/{line.id}/", {"text": "Does this include appeals?"}, follow=True)
    assert "Open query" in _text(asked)
    officer.post(f"{RETURN}figure/{line.id}/", {"text": "Yes."})
    head.post(f"{SIGN}ask/{line.id}/", {"text": "Fine."})
    refused = head.post(SIGN, {"decision": "returned", "stage": "head_of_service", "reason": " "})
    assert "Say what should be put right" in _text(refused)
    signed = head.post(SIGN, {"decision": "approved", "stage": "head_of_service"}, follow=True)
    assert "Signed off: Head of Assessment, Q3 2022/23." in _text(signed)
    again = head.post(SIGN, {"decision": "approved", "stage": "head_of_service"}, follow=True)
    assert "has already approved this" in _text(again)
    client_of("director").post(SIGN, {"decision": "approved", "stage": "director"})
    assert {one.state for one in _lines().values()} == {"signed"}


def test_returns_in_which_nothing_stands_out_are_signed_together(
    client_of: Callable[[str], Client], opened: None, give_role: Callable[[str, str], None]
) -> None:
    officer = client_of("officer")
    officer.post(RETURN, _typed(**GOOD))
    officer.post(f"{RETURN}check/")
    give_role("approver", "ASC")
    head = client_of("approver")
    owed = return_row(period=PERIOD, post="HA")
    answer = head.post("/work/sign-off/", {"clear": [owed.id]}, follow=True)
    assert "Signed off: 1 return." in _text(answer)


@pytest.mark.parametrize("address", [RETURN, f"{RETURN}check/"])
def test_a_return_opens_only_for_those_who_fill_it_in(
    client_of: Callable[[str], Client], opened: None, address: str
) -> None:
    told = {role: client_of(role).get(address).status_code for role in ("officer", "performance", "member", "auditor")}
    assert told == {"officer": 200, "performance": 200, "member": 403, "auditor": 403}
    assert client_of("officer").get(f"/work/returns/{PERIOD}/HH/").status_code == 403
    assert client_of("officer").get(f"/work/returns/{PERIOD}/NOBODY/").status_code == 404
    assert client_of("approver").get(SIGN).status_code == 403


def test_progress_is_open_to_all_and_timetables_to_the_performance_team(
    client_of: Callable[[str], Client], opened: None
) -> None:
    client = client_of("member")
    page = client.get(f"/work/collection/?period={PERIOD}")
    assert "Q3 2022/23: 0 of" in _text(page)
    assert client.get("/work/collection/?period=nonsense").status_code == 404
    assert client.get(f"/work/collection/{PERIOD}/").status_code == 403
    book = Calendar.from_ical(client.get("/work/collection/deadlines.ics").content)
    events = {str(event["UID"]): event.decoded("dtstart") for event in book.walk("VEVENT")}
    assert events[f"{PERIOD}-meeting@goldenthread"] == date(2023, 3, 2)
    assert len(events) == 6


def test_the_meeting_moves_with_a_reason_and_every_day_with_it(
    client_of: Callable[[str], Client], opened: None
) -> None:
    client = client_of("performance")
    page = f"/work/collection/{PERIOD}/"
    given = {"meeting_on": "2023-03-09", "clear_days": 5, "grace_days": 0, "committee": ""}
    assert "Say why the timetable changes" in _text(client.post(page, given))
    answer = client.post(page, given | {"reason": "The chairman is away."}, follow=True)
    assert "The timetable is set" in _text(answer)
    assert "9 March 2023" in _text(client.get(page))
    assert "Choose a later meeting" in _text(client.post(page, given | {"meeting_on": "2023-01-05", "reason": "x"}))


def test_lists_ask_the_same_number_of_questions_for_one_return_and_for_many(
    client_of: Callable[[str], Client], opened: None, django_assert_max_num_queries: Any
) -> None:
    client = client_of("performance")
    client.get("/work/returns/")
    with django_assert_max_num_queries(34):
        client.get("/work/returns/")
    with django_assert_max_num_queries(60):
        client.get(f"/work/collection/?period={PERIOD}")
