"""Files about plans: stored, refused by row, and out again without loss."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection

from goldenthread.domain.append_only import PLAN_TABLES, create_statements, drop_statements
from goldenthread.domain.collection.operations import load
from goldenthread.domain.collection.queries.exporting import exported
from goldenthread.domain.collection.rules.plan_files import PLAN_FILES
from goldenthread.domain.framework import queries
from tests.domain.collection.conftest import AT, COUNCIL, Load, incoming

pytestmark = pytest.mark.django_db

PLANS = {
    "plan_levels": "kind,level,name,plural,order\n"
    "vision,ambition,Ambition,Ambitions,1\n"
    "partnership_agreement,outcome,Outcome,Outcomes,1\n"
    "statement,theme,Theme,Themes,1\n"
    "statement,priority,Priority,Priorities,2\n"
    "personal_objectives,objective,Objective,Objectives,1\n",
    "plans": "code,title,kind,starts,ends,status,classification,officer,partners\n"
    "V,Vision,vision,2020-04-01,2030-03-31,current,public,,EDU;CYP\n"
    "DEAL,Deal,partnership_agreement,2024-04-01,2028-03-31,current,public,,EDU\n"
    "OLD,Old,statement,2020-04-01,2024-03-31,closed,public,,\n"
    "NEW,New,statement,2024-04-01,2028-03-31,current,public,,\n"
    "ME,Mine,personal_objectives,2024-04-01,2025-03-31,current,personal,pat.lee@downland.example,\n",
    "plan_items-1": "code,plan,level,parent,label,title,description,state,lead_officer,entered_at,entered_by\n"
    "V1,V,ambition,,,Better lives,,,,,\n"
    "T1,NEW,theme,,1,Children,,,,2024-04-02T09:30:00+00:00,pat.lee@downland.example\n"
    'P1,NEW,priority,T1,1.1,"Ready, for ""school""","Two\nlines",,DIR,,\n'
    "O1,OLD,priority,,1,Old promise,,not_met,,,\n"
    "PA1,DEAL,outcome,,1,Ready to learn,,,,,\n"
    "ME1,ME,objective,,,A secret,,,,,\n",
    "plan_items-2": "code,plan,level,parent,label,title,reason\nP1,NEW,priority,T1,1.1,Ready for school,Shorter\n",
    "success_factors": "item,position,text,by_when\nP1,1,A hub in every district,2027/28\n",
    "measures": "item,position,kind,indicator,text,source,on,due_on,done_on,finding\n"
    "P1,1,indicator,A1,,,,,,\nPA1,1,indicator,A1,,,,,,\nP1,2,evidence,,Letters,Panel,2024-05-01,,,\n"
    "P1,3,evaluation,,Study,,,2024-06-01,2024-06-20,It works\n",
    "money": "item,position,amount,period,ring_fenced,purpose\nP1,1,250000.50,2024/25,yes,Hubs\n",
    "stretch_targets": "item,indicator,without_deal,stretch,pot,weight,basis,approver,approved_on\n"
    "PA1,A1,82,78.5,400000,,Three-year trend,DIR,2024-03-12\n",
    "thread_links": "child,parent,starts,ends\nT1,V1,2024-04-01,\nO1,V1,2020-04-01,2024-03-31\n",
    "successions": "old,new,kind,decided_on,reason\nO1,P1,carried,2024-03-01,Not finished\n",
    "related_items": "item,other,note\nP1,O1,The same families\n",
    "milestones-1": "code,kind,title,starts,baseline,forecast,state,progress\n"
    "M1,milestone,Hub open,2024-04-01,2024-09-30,,in_progress,10\n"
    "M2,action,Hire staff,2024-04-01,2024-06-30,2024-07-31,in_progress,50\n",
    "milestones-2": "code,kind,title,starts,baseline,state,progress,approver,reason\n"
    "M1,milestone,Hub open,2024-04-01,2024-12-31,in_progress,20,DIR,Rain\n",
    "dependencies": "work,needs\nM1,M2\n",
    "evidence": "work,on,text\nM2,2024-06-01,Interviews held\n",
    "item_work": "item,work\nP1,M1\nP1,M2\n",
}

GUARDED = (*PLAN_TABLES, "goldenthread_stretchtarget")


def _exported() -> dict[str, bytes]:
    return {name: content for name, content, _ in exported()}


def test_every_kind_of_file_is_stored_and_the_same_again_is_nothing_new(council: Load) -> None:
    assert {name.partition("-")[0] for name in PLANS} <= {kind.name for kind in PLAN_FILES}
    outcome = council(PLANS)
    assert [problem.sentence for problem in outcome.problems] == []
    assert outcome.stored
    page = queries.item(code="P1", for_user=None, on=AT.date())
    assert page is not None
    assert (page.item.title, page.item.number, page.item.reason) == ("Ready for school", 2, "Shorter")
    assert [(row.code, row.first.isoformat(), row.baseline.isoformat(), row.rebaselined) for row in page.work] == [
        ("M2", "2024-06-30", "2024-06-30", 0),
        ("M1", "2024-09-30", "2024-12-31", 1),
    ]
    again = council(PLANS, at=datetime(2024, 8, 1, tzinfo=UTC))
    assert {(count.new, count.revised) for count in again.counts} == {(0, 0)}


def test_history_in_a_file_keeps_its_moment_and_its_person(council: Load) -> None:
    council(PLANS)
    (told,) = queries.history(code="T1", for_user=None)
    assert (told.entered_at, told.entered_by) == (datetime(2024, 4, 2, 9, 30, tzinfo=UTC), "Pat Lee")


def test_what_went_in_comes_out_and_goes_in_again_to_the_same_bytes(council: Load) -> None:
    council(PLANS)
    first = _exported()
    assert set(first) == {f"{name}.csv" for name in PLANS}
    assert b"secret" not in b"".join(first.values())
    assert b"ME" not in first["plans.csv"]
    _emptied()
    assert _exported() == {}
    files = [(name.removesuffix(".csv"), content) for name, content in first.items()]
    outcome = load(files=incoming(dict(files)), by=None, at=datetime(2024, 9, 1, tzinfo=UTC))
    assert [problem.sentence for problem in outcome.problems] == []
    assert _exported() == first


def _emptied() -> None:
    """Take the plans out of the database, lifting the guard as only a test may."""
    work = ("workdependency", "workevidence", "workrevision", "itemwork", "workitem")
    plans = ("threadlink", "succession", "relateditem", "measure", "moneyline", "successfactor", "planitemrevision")
    deals = ("stretchtarget",)
    rest = ("planitem", "planpartner", "plan", "planlevel")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in drop_statements(vendor=connection.vendor, tables=GUARDED):
            cursor.execute(statement)
        for model in (*work, *deals, *plans, *rest):
            records = apps.get_model("goldenthread", model)._default_manager.all()
            records._raw_delete(records.db)
        for statement in create_statements(vendor=connection.vendor, tables=GUARDED):
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("name", "row", "where", "sentence"),
    [
        ("plans", "X,X,statement,2027-04-01,2031-03-31,draft,public,,", (2, "starts"), "a term that overlaps itself"),
        ("plans", "X,X,vision,2010-04-01,2009-03-31,draft,public,,", (2, "ends"), "before it starts"),
        ("plans", "X,X,personal_objectives,2010-04-01,2011-03-31,draft,personal,,", (2, "officer"), "without their"),
        ("thread_links", "V1,P1,2024-04-01,", (2, "parent"), "V1 would serve itself: V1 → P1 → T1 → V1"),
        ("successions", "O1,T1,carried,2024-03-01,Again", (2, "old"), "O1 was already carried into P1"),
        ("measures", "P1,4,indicator,A9,,,,,,", (2, "indicator"), "there is no indicator “A9”"),
        ("money", "P1,2,0,2024/25,yes,", (2, "amount"), "a sum of 0"),
        ("stretch_targets", "PA1,A1,82,88,400000,,Trend,DIR,", (2, "stretch"), "worse than 82"),
        ("stretch_targets", "PA1,A1,88,88.0,400000,,Trend,DIR,", (2, "stretch"), "would be reached without the deal"),
        ("stretch_targets", "PA1,A1,82,78,0,,Trend,DIR,", (2, "pot"), "a pot of 0"),
        ("stretch_targets", "PA1,A1,82,78,0.001,,Trend,DIR,", (2, "pot"), "parts of a penny"),
        ("stretch_targets", "PA1,A1,82,78,4,-1,Trend,DIR,", (2, "weight"), "the weight -1 is negative"),
        ("stretch_targets", "PA1,A1,82,78,4,0,Trend,DIR,", (2, "weight"), "no stretch targets of PA1"),
        ("stretch_targets", "PA1,A1,82,78,4,,Trend,BOSS,", (2, "approver"), "there is no post “BOSS”"),
        ("stretch_targets", "P1,A1,82,78,4,,Trend,DIR,", (2, "item"), "P1 is no outcome of a partnership agreement"),
        ("stretch_targets", "PA1,C1,82,78,4,,Trend,DIR,", (2, "indicator"), "PA1 is not measured by C1"),
        ("item_work", "P1,M9", (2, "work"), "there is no milestone or action “M9”"),
        ("dependencies", "M2,M1", (2, "needs"), "M2 would have to wait for itself: M2 needs M1 needs M2"),
    ],
)
def test_what_is_wrong_is_said_with_file_row_and_column(
    council: Load, name: str, row: str, where: tuple[int, str], sentence: str
) -> None:
    council(PLANS)
    before = _exported()
    outcome = council({name: PLANS[name].split("\n")[0] + f"\n{row}\n"})
    problem = outcome.refused[0]
    assert (problem.file, problem.row, problem.column) == (f"{name}.csv", *where)
    assert sentence in problem.sentence
    assert not outcome.stored
    assert _exported() == before


MOVED = "code,kind,title,starts,baseline,state,reason\nM1,milestone,Hub open,2024-04-01,2025-03-31,in_progress,Rain\n"


def test_a_moved_promise_needs_its_approver_and_a_change_its_reason(council: Load) -> None:
    council(PLANS)
    assert "and nobody approved it" in council({"milestones": MOVED}).refused[0].sentence
    text = PLANS["success_factors"].replace("every", "each")
    assert "gives no reason" in council({"success_factors": text}).refused[0].sentence
    assert council({"success_factors": text}, reason="One word").stored


def test_a_refused_row_is_told_once_and_not_again_in_every_file_that_names_it(council: Load) -> None:
    spoilt = PLANS | {"plan_items-1": PLANS["plan_items-1"].replace("P1,NEW,priority", "P1,NEW,prioritee")}
    problems = council(spoilt).refused
    assert [(problem.file, problem.row, problem.column) for problem in problems] == [("plan_items-1.csv", 4, "level")]


def test_two_rows_about_one_item_in_one_file_are_refused(council: Load) -> None:
    council(PLANS)
    text = "item,work\nP1,M1\nP1,M1\n"
    assert "rows 2 and 3 are both about P1, M1" in council({"item_work": text}).refused[0].sentence


def test_a_council_without_plans_exports_none(council: Load) -> None:
    assert COUNCIL
    assert not [name for name in _exported() if name.startswith("plan")]
