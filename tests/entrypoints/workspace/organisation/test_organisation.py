"""The organisation's pages: any day, gaps, files that come back, and changes that are refused beside the field."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.domain.assessment.queries import scorecard
from goldenthread.domain.collection.operations import IncomingFile, load
from goldenthread.domain.indicators.models import Indicator
from goldenthread.domain.organisation import operations, queries
from goldenthread.domain.organisation.models import Post, Unit
from tests.stories.council import address_of

Get = Callable[[str], Client]
DAY = date(2026, 4, 1)


def text(client: Client, name: str, *arguments: object, **asked: str) -> str:
    answer = client.get(reverse(f"workspace:{name}", args=arguments), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, name: str, *arguments: object, **fields: object) -> str:
    """Send a form and return where it leads, or the page with what is wrong."""
    answer = client.post(reverse(f"workspace:{name}", args=arguments), fields)
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def test_the_council_is_shown_on_any_day(client_of: Get) -> None:
    client = client_of("performance")
    operations.save_rows(
        table="units",
        rows=[{"code": "TEAM", "name": "Gully team", "kind": "unit", "parent": "HT"}],
        by=None,
        at=timezone.now(),
    )
    where = sent(client, "organisation_move", unit="TEAM", parent="COR", starts="2026-04-01", reason="Cabinet")
    assert where == reverse("workspace:organisation")
    assert [(one.unit.code, one.starts, one.reason) for one in queries.moves()] == [("TEAM", DAY, "Cabinet")]
    before, after = (text(client, "organisation", on=day) for day in ("2026-03-31", "2026-04-01"))
    tree = [page[page.index('id="parts"') : page.index('id="posts"')] for page in (before, after)]
    assert [part.index("Gully team") < part.index("Corporate services") for part in tree] == [True, False]
    assert "The council on 31 March 2026." in before


def test_a_restructure_leaves_the_scorecards_of_earlier_quarters(client_of: Get) -> None:
    client = client_of("performance")
    units = [{"code": "TEAM", "name": "Gully team", "kind": "unit", "parent": "HT"}]
    operations.save_rows(table="units", rows=units, by=None, at=timezone.now())
    Indicator.objects.filter(reference="HT01").update(unit=Unit.objects.get(code="TEAM"))
    sent(client, "organisation_move", unit="TEAM", parent="COR", starts="2022-07-01", reason="Cabinet")
    found = {
        period: {one.reference: one.directorate_code for one in scorecard(period=period, today=date(2022, 12, 1))}
        for period in ("FY2022-Q1", "FY2022-Q2")
    }
    assert [found[period]["HT01"] for period in ("FY2022-Q1", "FY2022-Q2")] == ["HT", "COR"]


def test_a_day_that_is_none_is_said_and_today_is_shown(client_of: Get) -> None:
    page = text(client_of("member"), "organisation", on="2026-13-01")
    assert "Enter a day like 2026-07-31" in page
    assert "The council today." in page


def test_whoever_may_not_change_sees_no_way_to(client_of: Get) -> None:
    page = text(client_of("member"), "organisation_post", "HA")
    assert "Held by Olu Officer." in page
    assert "Enter a holder" not in page
    assert "Change the days" not in page
    assert "Let another post answer" not in page


def test_what_has_a_gap_is_listed_counted_and_in_the_file(client_of: Get) -> None:
    client = client_of("auditor")
    Indicator.objects.filter(reference="ASC01").update(lead_officer=None, cabinet_member=None)
    Indicator.objects.exclude(reference="ASC01").update(
        lead_officer=Post.objects.get(code="HA"),
        chief_officer=Post.objects.get(code="DASC"),
        cabinet_member=Post.objects.get(code="CMASC"),
    )
    Indicator.objects.filter(reference="ASC01").update(chief_officer=Post.objects.get(code="DASC"))
    name = Indicator.objects.get(reference="ASC01").name
    gap = f"Indicator,ASC01,{name},Adult social care,lead officer and Cabinet member"
    assert _of_indicators(client) == [gap]
    page = text(client, "organisation_gaps")
    assert page.count(name) == 1
    assert '<span class="gt-counts__number">1</span>Indicator' in page
    # Where a partner leads, its lead is enough.
    Unit.objects.filter(code="ASC").update(kind="partner")
    Indicator.objects.filter(reference="ASC01").update(lead_officer=Post.objects.get(code="HA"), chief_officer=None)
    assert _of_indicators(client) == []


def _of_indicators(client: Client) -> list[str]:
    lines = text(client, "organisation_gaps_csv").lstrip("\ufeff").splitlines()
    assert lines[0] == "kind,code,name,part_of,missing"
    return [line for line in lines if line.startswith("Indicator,")]


def test_the_files_come_back_and_change_nothing(client_of: Get) -> None:
    client = client_of("performance")
    today = timezone.localdate()
    operations.begin_holding(
        post="HA", email=address_of("approver"), starts=today, deputy=True, by=None, at=timezone.now()
    )
    files = [
        IncomingFile(kind=kind, name=f"{kind}.csv", content=text(client, f"organisation_{kind}_csv").encode())
        for kind in ("holders",)
    ]
    outcome = load(files=files, by=None, at=timezone.now())
    assert outcome.problems == ()
    assert [(one.new, one.revised, one.unchanged) for one in outcome.counts] == [(0, 0, 6)]


def test_a_second_holder_is_refused_beside_the_field(client_of: Get) -> None:
    client = client_of("administrator")
    page = sent(client, "organisation_begin", "HA", person=address_of("approver"), starts="2026-04-01")
    assert page.count("a post has one holder at a time") == 2
    holding = queries.holdings(post=Post.objects.get(code="HA").pk)[0]
    assert "Say why this is changed" in sent(client, "organisation_holding", holding.id, ends="2026-03-31", reason="")
    where = sent(client, "organisation_holding", holding.id, starts="", ends="2026-03-31", reason="Moves on")
    assert where == reverse("workspace:organisation_post", args=["HA"])
    where = sent(client, "organisation_begin", "HA", person=address_of("approver"), starts="2026-04-01")
    assert where == reverse("workspace:organisation_post", args=["HA"])
    found = queries.holder(holding.post_id, on=DAY)
    assert found is not None
    assert found.name == "Alex Approver"


def test_another_post_answers_for_what_is_ticked_and_only_that(client_of: Get) -> None:
    client = client_of("performance")
    head, other = Post.objects.get(code="HA"), Post.objects.get(code="HH")
    Indicator.objects.update(lead_officer=head)
    count = Indicator.objects.count()
    page = sent(client, "organisation_answering", "HA", items=["ASC01:lead_officer"], after="CMASC", reason="Split")
    assert "is a Cabinet member’s, so it cannot answer as lead officer" in page
    page = sent(client, "organisation_answering", "HA", after="HH", reason="Split")
    assert page.count("Tick at least one indicator") == 2
    where = sent(client, "organisation_answering", "HA", items=["ASC01:lead_officer"], after="HH", reason="Split")
    assert where == reverse("workspace:organisation_post", args=["HA"])
    assert Indicator.objects.get(reference="ASC01").lead_officer == other
    assert Indicator.objects.filter(lead_officer=head).count() == count - 1


def test_a_leaver_without_a_post_is_told_so(client_of: Get) -> None:
    ended = timezone.localdate() - timedelta(days=2)
    client = client_of("performance")
    holding = queries.holdings(post=Post.objects.get(code="HH").pk)[0]
    operations.change_holding(holding=holding.id, starts=None, ends=ended, reason="Left", by=None, at=timezone.now())
    page = text(client, "organisation_hand_over", leaver=address_of("approver"), last_day=str(timezone.localdate()))
    assert "They hold no post after" in page


@pytest.mark.parametrize(("name", "arguments"), [("organisation_post", ["NO"]), ("organisation_holding", [999])])
def test_what_is_not_there_is_not_found(client_of: Get, name: str, arguments: list[object]) -> None:
    assert client_of("performance").get(reverse(f"workspace:{name}", args=arguments)).status_code == 404
