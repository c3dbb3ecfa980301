"""What a load stores: once, exactly, with who, when, why, and one event a file."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.organisation.operations import create_user
from tests.domain.collection.conftest import AT, COUNCIL, Load, rows_of_every_table

H = "indicator,period,place,value,reason\n"


def stored(name: str) -> Any:
    return apps.get_model("goldenthread", name).objects


def figures(reference: str, period: str) -> list[tuple[int, Decimal | None]]:
    found = stored("Observation").filter(indicator__reference=reference, period__code=period)
    return list(found.order_by("number").values_list("number", "value"))


@pytest.mark.django_db
def test_a_second_load_of_the_same_council_stores_nothing_and_leaves_no_event(council: Load) -> None:
    before = rows_of_every_table()
    again = council(COUNCIL, at=datetime(2024, 8, 1, tzinfo=UTC))
    assert again.stored
    assert rows_of_every_table() == before
    assert {(count.new, count.revised) for count in again.counts} == {(0, 0)}
    assert sum(count.unchanged for count in again.counts) == sum(count.rows for count in again.counts) > 20


@pytest.mark.django_db
def test_the_same_figure_with_other_zeros_is_no_revision(council: Load) -> None:
    assert council({"observations": H + "C1,Q1 2022/23,E10,20.5,\nA1,2022/23 Q1,,12.50,\n"}).counts[0].unchanged == 1
    assert figures("C1", "FY2022-Q1") == [(1, Decimal("20.50"))]


@pytest.mark.django_db
def test_each_file_is_one_event_with_its_hash_its_counts_and_the_range_it_made(council: Load) -> None:
    text = H + "C1,Q1 2022/23,,21,Two cases were late\nC1,Q2 2022/23,,22,\nC1,Q3 2022/23,,23,\nB1,Apr-22,,1000,\n"
    pat = stored("User").get(email="pat.lee@downland.example")
    outcome = council({"observations": text}, by=pat, reason="Return for Q3", request_id="r-1")
    assert (outcome.counts[0].new, outcome.counts[0].revised, outcome.counts[0].unchanged) == (2, 1, 1)

    event = stored("AuditEvent").order_by("sequence").last()
    made = list(stored("Observation").filter(event=event).order_by("id"))
    assert (event.actor, event.reason, event.request_id) == (pat, "Return for Q3", "r-1")
    assert event.data["file"] == "observations.csv"
    assert event.data["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert [event.data[name] for name in ("rows", "new", "revised", "unchanged")] == [4, 2, 1, 1]
    (seal,) = event.data["revisions"].pop("sha256")
    assert len(seal) == 64
    assert event.data["revisions"] == {"table": "observations", "first": made[0].pk, "last": made[-1].pk}
    assert [one.pk for one in made] == list(range(made[0].pk, made[0].pk + 3))
    assert {(one.number, one.reason, one.entered_by, one.entered_at) for one in made} == {
        (2, "Two cases were late", pat, AT),
        (1, "Return for Q3", pat, AT),
    }
    assert audit.broken() is None


@pytest.mark.django_db
def test_the_database_still_gives_ids_of_its_own_after_a_load(council: Load) -> None:
    last = stored("Observation").order_by("id").last()
    last.pk, last.number, last.reason = None, 2, "By hand"
    last.save()
    assert last.pk == stored("Observation").count()


@pytest.mark.django_db
def test_a_changed_row_about_the_council_keeps_before_and_after_in_the_event(council: Load) -> None:
    council({"units": "code,name,kind,parent\nEDU,Education and skills,division,CYP\nCYP,Children,directorate,\n"})
    event = stored("AuditEvent").order_by("sequence").last()
    assert event.action == "units stored"
    assert event.data["changes"] == [
        {"key": "EDU", "before": {"name": "Education"}, "after": {"name": "Education and skills"}}
    ]
    assert stored("Unit").get(code="EDU").name == "Education and skills"
    assert stored("Unit").get(code="EDU").parent.code == "CYP"


@pytest.mark.django_db
def test_numbered_files_become_revisions_and_loading_them_again_tells_nothing_twice(council: Load) -> None:
    history = {
        "observations-1": "indicator,period,value,status,entered_at,entered_by\n"
        "C1,Q3 2022/23,18,provisional,2023-01-10,pat.lee@downland.example\nC1,Q4 2022/23,17,final,2023-04-10,\n",
        "observations-2": "indicator,period,value,status,reason,entered_at\n"
        "C1,Q3 2022/23,19,final,Late cases came in,2023-02-20T14:30\n",
    }
    assert council(history).stored
    found = list(stored("Observation").filter(indicator__reference="C1", period__code="FY2022-Q3").order_by("number"))
    assert [(one.number, one.value, one.status, one.reason) for one in found] == [
        (1, Decimal(18), "provisional", ""),
        (2, Decimal(19), "final", "Late cases came in"),
    ]
    assert [one.entered_at for one in found] == [
        datetime(2023, 1, 10, tzinfo=UTC),
        datetime(2023, 2, 20, 14, 30, tzinfo=UTC),
    ]
    assert found[0].entered_by.email == "pat.lee@downland.example"
    before = rows_of_every_table()
    assert council(history).stored
    assert rows_of_every_table() == before


@pytest.mark.django_db
def test_going_back_to_an_earlier_figure_is_a_change_like_any_other(council: Load) -> None:
    council({"observations": H + "C1,Q1 2022/23,,21,Two more\n"})
    council({"observations": H + "C1,Q1 2022/23,,20.50,They were not ours\n"})
    assert [number for number, _ in figures("C1", "FY2022-Q1")] == [1, 2, 3]


@pytest.mark.django_db
def test_a_dry_run_checks_and_counts_and_stores_nothing(take: Load) -> None:
    outcome = take(COUNCIL, dry_run=True)
    assert not outcome.stored
    assert outcome.problems == ()
    assert sum(count.new for count in outcome.counts) == sum(count.rows for count in outcome.counts)
    assert set(rows_of_every_table().values()) == {0}


@pytest.mark.django_db
def test_a_value_is_worked_out_from_its_parts_exactly_and_no_cases_are_not_available(council: Load) -> None:
    text = "indicator,period,numerator,denominator\nA1,Q3 2022/23,1,3\nA1,Q4 2022/23,0,0\nC1,Q3 2022/23,41,2\n"
    assert council({"observations": text}).stored
    assert figures("A1", "FY2022-Q3") == [(1, Decimal("33.3333333333"))]
    assert figures("C1", "FY2022-Q3") == [(1, Decimal("20.5"))]
    none = stored("Observation").get(indicator__reference="A1", period__code="FY2022-Q4")
    assert (none.status, none.status_reason, none.value, none.numerator) == ("not_available", "no cases", None, 0)
    assert council({"observations": text}).counts[0].unchanged == 3


@pytest.mark.django_db
def test_targets_keep_their_shares_approver_and_range(council: Load) -> None:
    text = (
        "indicator,period,target,floor,lower,upper,apportion,shares,basis,approver,approved_on,note\n"
        "P1,2023/24,4000,3500,,,shares,0.2;0.3;0.25;0.25,statutory,DIR,2023-03-01,By the Act\n"
        "B1,2023/24,,,900,1300,same,,trend,,,\n"
    )
    assert council({"targets": text}).stored
    one = stored("Target").get(indicator__reference="P1")
    assert one.shares == ["0.2", "0.3", "0.25", "0.25"]
    assert (one.value, one.floor, one.approver.code, one.basis, one.note) == (
        4000,
        3500,
        "DIR",
        "statutory",
        "By the Act",
    )
    assert council({"targets": text}).counts[0].unchanged == 2


@pytest.mark.django_db
def test_text_that_looks_like_something_else_comes_back_as_it_was(council: Load) -> None:
    notes = ["\\N", "NULL", "a;b\tc", 'He said "no"', "line one\nline two", "0012", "🙂", "'; DROP TABLE x; --"]
    quoted = ['"' + note.replace('"', '""') + '"' for note in notes]
    rows = "".join(
        f"B1,{month} 2023,{1000 + number},{note}\n"
        for number, (month, note) in enumerate(
            zip(["January", "February", "March", "April", "May", "June", "July", "August"], quoted, strict=True)
        )
    )
    assert council({"observations": "indicator,period,value,note\n" + rows}).stored
    kept = stored("Observation").filter(indicator__reference="B1", period__code__startswith="2023")
    assert list(kept.order_by("period__start").values_list("note", flat=True)) == notes


@pytest.mark.django_db
def test_a_commentary_is_revised_and_kept(council: Load) -> None:
    text = "indicator,period,context,action_taken,action_planned,action_by,reason\n"
    assert council({"commentary": text + "A1,Q1 2022/23,Flu in May,,Home visits,2022-09-30,\n"}).stored
    assert not council({"commentary": text + "A1,Q1 2022/23,Flu in June,,Home visits,2022-09-30,\n"}).stored
    assert council({"commentary": text + "A1,Q1 2022/23,Flu in June,,Home visits,2022-09-30,Wrong month\n"}).stored
    assert list(stored("Commentary").order_by("number").values_list("number", "context")) == [
        (1, "Flu in May"),
        (2, "Flu in June"),
    ]


@pytest.mark.django_db
def test_progress_is_told_in_rows(take: Load) -> None:
    told: list[tuple[str, int, int]] = []
    take(COUNCIL, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert ("Storing observations.csv", 5, 5) in told
    assert all(done <= total for _, done, total in told)


@pytest.mark.django_db
def test_a_load_by_nobody_is_entered_by_the_set_up_account(council: Load) -> None:
    entered = stored("Observation").first().entered_by
    assert (entered.email, entered.is_active, entered.has_usable_password()) == ("set-up@localhost", False, False)


@pytest.mark.django_db
def test_people_can_be_given_roles_twice_over_and_their_passwords_stay(council: Load) -> None:
    create_user(email="Jo@b.example", name="Jo", password="a long enough one", roles=["officer"], by=None, at=AT)
    text = "email,name,role,starts\njo@b.example,Jo Bloggs,officer,2024-01-01\njo@b.example,Jo Bloggs,member,\n"
    assert council({"people": text}).stored
    jo = stored("User").get(email="jo@b.example")
    assert jo.check_password("a long enough one")
    assert sorted(jo.roles.values_list("role", flat=True)) == ["member", "officer"]
    assert council({"people": text}).counts[0].unchanged == 2


_DIGITS = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=Decimal(10) ** 20, places=6)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(_DIGITS, min_size=12, max_size=12))
def test_every_number_comes_back_digit_for_digit(council: Load, numbers: list[Decimal]) -> None:
    months = [f"2021-{month:02}" for month in range(1, 13)]
    rows = "".join(f"B1,{month},{number:f}\n" for month, number in zip(months, numbers, strict=True))
    before = transaction.savepoint()
    outcome = council(
        {"observations": "indicator,period,value\n" + rows}, accept_warnings=True, reason="Made by chance"
    )
    kept = stored("Observation").filter(indicator__reference="B1", period__code__in=months)
    found = [format(one, "f") for one in kept.order_by("period__start").values_list("value", flat=True)]
    transaction.savepoint_rollback(before)
    assert outcome.stored
    assert found == [format(number, "f") for number in numbers]
