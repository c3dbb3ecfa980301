"""Unit plans in files: what they say, cost and found off track goes in, out, and in again to the same bytes."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection

from goldenthread.domain.append_only import UNIT_PLAN_TABLES, create_statements, drop_statements
from goldenthread.domain.approvals.operations import submit as submit_for_approval
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.collection.operations import load
from goldenthread.domain.collection.queries.exporting import exported
from goldenthread.domain.unit_plans import queries
from goldenthread.domain.unit_plans.operations import save_cost
from goldenthread.domain.unit_plans.queries import OffTrackRow
from goldenthread.domain.unit_plans.rules import ROUTE
from tests import factories
from tests.domain.collection.conftest import AT, Load, incoming

pytestmark = pytest.mark.django_db

PLANS = {
    "plans": "code,title,kind,unit,starts,ends\n"
    "UP-EDU,Education 2024/25,unit_plan,EDU,2024-04-01,2025-03-31\n"
    "BOLD,A Bold Plan,statement,,2021-04-01,2025-03-31\n",
}
HISTORY = "2024-05-{day:02}T09:30:00+00:00,pat.lee@downland.example"
SAID = "plan,topic,text,reason,entered_at,entered_by\nUP-EDU,value_for_money,{text},{reason},{history}\n"
UNIT_PLANS = {
    "unit_plan_sections-1": SAID.format(
        text='"First, we ""share"".\r\nThen we save."', reason="", history=HISTORY.format(day=1)
    )
    + "UP-EDU,risks,Vacancies.,,2024-05-01T10:00:00.250000+00:00,\n",
    "unit_plan_sections-2": SAID.format(text="", reason="", history=HISTORY.format(day=2)),
    "unit_plan_sections-3": SAID.format(
        text='"First, we ""share"".\r\nThen we save."', reason="Better after all", history=HISTORY.format(day=3)
    ),
    "unit_plan_sections-4": SAID.format(text="We share.", reason="", history=HISTORY.format(day=4)),
    "unit_plan_costs-1": "plan,position,activity,amount\nUP-EDU,1,Visits,125000.50\nUP-EDU,3,Meals,0\n",
    "unit_plan_costs-2": "plan,position,activity,amount,withdrawn\nUP-EDU,3,Meals,0,yes\n",
    "unit_plan_reviews": "plan,review,kind,on,note,position,what,why,action,entered_at,entered_by\n"
    f"UP-EDU,1,in_year,2024-05-20,All on track.,,,,,{HISTORY.format(day=21)}\n"
    f"UP-EDU,2,half_year,2024-06-20,Two are late.,1,Visits,Two vacancies.,Agency.,{HISTORY.format(day=22)}\n"
    f"UP-EDU,2,half_year,2024-06-20,Two are late.,2,Meals,No cook.,,{HISTORY.format(day=22)}\n",
}


@pytest.fixture
def loaded(council: Load) -> Load:
    outcome = council({**PLANS, **UNIT_PLANS})
    assert [problem.sentence for problem in outcome.problems] == []
    assert outcome.stored
    return council


def _exported() -> dict[str, bytes]:
    return {name: content for name, content, _ in exported()}


def test_a_unit_plan_is_loaded_with_its_history_and_a_second_load_stores_nothing(loaded: Load) -> None:
    row = queries.unit_plan(code="UP-EDU", for_user=None)
    assert row is not None
    assert {code: (one.text, one.number, one.entered_by) for code, one in row.sections.items()} == {
        "value_for_money": ("We share.", 4, "Pat Lee"),
        "risks": ("Vacancies.", 1, "Set-up"),
    }
    assert [(one.position, one.activity, one.amount) for one in row.costs] == [(1, "Visits", Decimal("125000.50"))]
    assert row.state == "draft"
    assert [(one.number, one.kind, one.entered_by, one.exceptions) for one in queries.reviews(plan=row.plan.id)] == [
        (
            2,
            "half_year",
            "Pat Lee",
            (
                OffTrackRow(what="Visits", reason="Two vacancies.", action="Agency."),
                OffTrackRow(what="Meals", reason="No cook.", action=""),
            ),
        ),
        (1, "in_year", "Pat Lee", ()),
    ]
    before = audit.head()
    again = loaded(UNIT_PLANS, at=datetime(2024, 8, 1, tzinfo=UTC), reason="Again")
    assert [(count.new, count.revised, count.unchanged) for count in again.counts] == [
        (0, 0, 2),
        (0, 0, 1),
        (0, 0, 1),
        (0, 0, 1),
        (0, 0, 2),
        (0, 0, 1),
        (0, 0, 3),
    ]
    assert (again.problems, audit.head()) == ((), before)


def test_what_went_in_comes_out_and_goes_in_again_to_the_same_bytes(loaded: Load) -> None:
    first = _exported()
    assert set(first) == {"plans.csv", *(f"{name}.csv" for name in UNIT_PLANS)}
    _emptied()
    assert _exported() == {}
    files: dict[str, str | bytes] = {name.removesuffix(".csv"): content for name, content in first.items()}
    outcome = load(
        files=incoming(files), by=None, at=datetime(2024, 9, 1, tzinfo=UTC), reason="Moved to a new computer"
    )
    assert [problem.sentence for problem in outcome.problems] == []
    assert outcome.stored
    assert _exported() == first


def _emptied() -> None:
    """Take the unit plans out of the database, lifting the guard as only a test may."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in drop_statements(vendor=connection.vendor, tables=UNIT_PLAN_TABLES):
            cursor.execute(statement)
        for model in ("offtrack", "unitplanreview", "unitplancost", "unitplansection", "plan"):
            records = apps.get_model("goldenthread", model)._default_manager.all()
            records._raw_delete(records.db)
        for statement in create_statements(vendor=connection.vendor, tables=UNIT_PLAN_TABLES):
            cursor.execute(statement)


def test_a_change_needs_no_reason_and_lets_an_approval_lapse(loaded: Load) -> None:
    row = queries.unit_plan(code="UP-EDU", for_user=None)
    assert row is not None
    submit_for_approval(subject=row.subject, route=ROUTE, covers=row.covers, by=factories.user(), at=AT)
    assert loaded({"unit_plan_costs": "plan,position,activity,amount\nUP-EDU,1,Visits,5\n"}).stored
    changed = queries.unit_plan(code="UP-EDU", for_user=None)
    assert changed is not None
    assert (changed.total, changed.covers["costs"], changed.state) == (Decimal(5), {"1": 2}, "lapsed")


def test_an_activity_added_by_page_stands_after_the_last_one_of_the_files(loaded: Load) -> None:
    officer = factories.user()
    officer.roles.create(role="performance", unit=None)
    added = save_cost(plan="UP-EDU", activity="Books", amount=Decimal(1), by=officer, at=AT)
    assert added == 4


@pytest.mark.parametrize(
    ("name", "change", "where", "sentence"),
    [
        (
            "unit_plan_sections",
            {"plan": "UP-EDUC"},
            (2, "plan"),
            "Did you mean UP-EDU?",
        ),
        ("unit_plan_sections", {"plan": "BOLD"}, (2, "plan"), "BOLD is no unit operating plan"),
        ("unit_plan_sections", {"topic": "weather"}, (2, "topic"), "'weather'"),
        ("unit_plan_sections", {"entered_at": "2999-01-01"}, (2, "entered_at"), "lies in the future"),
        (
            "unit_plan_sections",
            {"entered_by": "x@y.example", "entered_at": "2024-05-01"},
            (2, "entered_by"),
            "no person",
        ),
        ("unit_plan_costs", {"amount": "-1"}, (2, "amount"), "a cost of -1"),
        ("unit_plan_costs", {"amount": "1.001"}, (2, "amount"), "1.001 has parts of a penny"),
        ("unit_plan_costs", {"amount": "much"}, (2, "amount"), "'much' is not a number"),
        ("unit_plan_costs", {"position": "0"}, (2, "position"), "the place 0"),
        ("unit_plan_costs", {"position": "2147483648"}, (2, "position"), "the place 2147483648"),
        ("unit_plan_costs", {"activity": "x" * 301}, (2, "activity"), "has 301 characters"),
        ("unit_plan_costs", {"plan": "BOLD"}, (2, "plan"), "BOLD is no unit operating plan"),
        ("unit_plan_reviews", {"plan": "NONE"}, (2, "plan"), "there is no unit plan “NONE”"),
        ("unit_plan_reviews", {"review": "5"}, (2, "review"), "Review 5 of UP-EDU would follow review 2"),
        ("unit_plan_reviews", {"review": "1"}, (2, "review"), "Review 1 of UP-EDU is kept as it was recorded"),
        (
            "unit_plan_reviews",
            {"kind": "half_year"},
            (2, "kind"),
            "The half-year review of this plan is recorded already",
        ),
        ("unit_plan_reviews", {"on": "2024-07-02"}, (2, "on"), "This day is still to come"),
        ("unit_plan_reviews", {"on": "2024-03-31"}, (2, "on"), "This day is not in the year of the plan"),
        ("unit_plan_reviews", {"what": ""}, (2, "what"), "nothing says what is off track"),
        ("unit_plan_reviews", {"why": ""}, (2, "why"), "nothing says why it is off track"),
        ("unit_plan_reviews", {"position": ""}, (2, "position"), "something off track without a position"),
        ("unit_plan_reviews", {"position": "2"}, (2, "position"), "the position is 2, and 1 comes next"),
        ("unit_plan_reviews", {"what": "x" * 301}, (2, "what"), "has 301 characters"),
    ],
)
def test_what_is_wrong_is_said_with_file_row_and_column(
    loaded: Load, name: str, change: dict[str, str], where: tuple[int, str], sentence: str
) -> None:
    full = {
        "unit_plan_sections": {"plan": "UP-EDU", "topic": "innovation", "text": "New."},
        "unit_plan_costs": {"plan": "UP-EDU", "position": "2", "activity": "Books", "amount": "10.00"},
        "unit_plan_reviews": {
            "plan": "UP-EDU",
            "review": "3",
            "kind": "in_year",
            "on": "2024-06-30",
            "note": "One is late.",
            "position": "1",
            "what": "Books",
            "why": "No paper.",
        },
    }
    before, given = _exported(), full[name] | change
    outcome = loaded({name: f"{','.join(given)}\n{','.join(given.values())}\n"})
    (problem,) = outcome.refused
    assert (problem.file, problem.row, problem.column) == (f"{name}.csv", *where)
    assert sentence in problem.sentence
    assert not outcome.stored
    assert _exported() == before
    assert loaded({name: f"{','.join(full[name])}\n{','.join(full[name].values())}\n"}).stored


@pytest.mark.parametrize(
    ("name", "rows", "where", "sentence"),
    [
        ("unit_plan_sections", ("risks,One.", "risks,Two."), (3, "plan"), "rows 2 and 3 are both about UP-EDU, risks"),
        ("unit_plan_costs", ("7,Books,1", "7,Books,1"), (3, "plan"), "rows 2 and 3 are both about UP-EDU, 7"),
        ("unit_plan_reviews", ("A.,1,X,Late", "A.,1,X,Late"), (3, "plan"), "both about UP-EDU, 3, 1"),
        ("unit_plan_reviews", ("A.,,,", "A.,,,"), (3, "plan"), "both about UP-EDU, 3"),
        ("unit_plan_reviews", ("A.,1,X,Late", "B.,2,Y,Late"), (3, "note"), "has a different note in another row"),
        ("unit_plan_reviews", ("A.,1,X,Late", "A.,3,Y,Late"), (3, "position"), "the position is 3, and 2 comes next"),
        ("unit_plan_reviews", ("A.,1,X,Late", "A.,,,"), (3, "position"), "the position is empty, and 1 comes next"),
    ],
)
def test_two_rows_that_cannot_both_be_right_are_refused(
    loaded: Load, name: str, rows: tuple[str, str], where: tuple[int, str], sentence: str
) -> None:
    header, start = {
        "unit_plan_sections": ("plan,topic,text", "UP-EDU,"),
        "unit_plan_costs": ("plan,position,activity,amount", "UP-EDU,"),
        "unit_plan_reviews": ("plan,review,kind,on,note,position,what,why", "UP-EDU,3,in_year,2024-06-30,"),
    }[name]
    problem = loaded({name: "\n".join((header, *(start + row for row in rows), ""))}).refused[0]
    assert (problem.row, problem.column) == where
    assert sentence in problem.sentence
