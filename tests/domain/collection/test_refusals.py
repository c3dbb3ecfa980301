"""Every refusal: located, worded, and nothing stored."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from goldenthread.domain.collection.operations import IncomingFile, load
from tests.domain.collection.conftest import AT, Load, rows_of_every_table

O = "indicator,period,place,breakdown,value,numerator,denominator,status,status_reason\n"  # noqa: E741  a header
T = "indicator,period,target,floor,lower,upper,tolerance,apportion,shares,approver,reason\n"

CASES = {
    # Figures
    "unknown indicator": ("observations", O + "A2,Q3 2022/23,,,12.5,,,,\n", 2, "indicator", "no indicator “A2”"),
    "unknown place": ("observations", O + "A1,Q3 2022/23,E99,,12.5,,,,\n", 2, "place", "no place “E99”"),
    "unreadable period": ("observations", O + "A1,Quarter 3,,,12.5,,,,\n", 2, "period", "Quarter 3"),
    "no such quarter": ("observations", O + "A1,Q7 2022/23,,,12.5,,,,\n", 2, "period", "no quarter 7"),
    "years not in a row": ("observations", O + "A1,2022/24,,,12.5,,,,\n", 2, "period", "consecutive"),
    "not its frequency": ("observations", O + "A1,April 2022,,,12.5,,,,\n", 2, "period", "'April 2022' is a month"),
    "currency sign": ("observations", O + "A1,Q3 2022/23,,,£12.5,,,,\n", 2, "value", "currency sign"),
    "comma": ("observations", O + 'B1,Jun-22,,,"1,200",,,,\n', 2, "value", "a comma, which could mark thousands"),
    "percent sign": ("observations", O + "A1,Q3 2022/23,,,12.5%,,,,\n", 2, "value", "percent sign"),
    "numerator above denominator": (
        "observations",
        O + "A1,Q3 2022/23,,,,500,400,,\n",
        2,
        "numerator",
        "the numerator 500 is above the denominator 400",
    ),
    "count below zero": ("observations", O + "A1,Q3 2022/23,,,,-5,400,,\n", 2, "numerator", "below zero (-5)"),
    "denominator below zero": ("observations", O + "C1,Q3 2022/23,,,,5,-4,,\n", 2, "denominator", "below zero (-4)"),
    "value below zero": ("observations", O + "B1,Jun-22,,,-3,,,,\n", 2, "value", "a value below zero (-3)"),
    "denominator zero": ("observations", O + "A1,Q3 2022/23,,,,5,0,,\n", 2, "denominator", "5 of 0"),
    "value of no cases": ("observations", O + "A1,Q3 2022/23,,,0,0,0,,\n", 2, "value", "there were no cases"),
    "disagrees with its parts": (
        "observations",
        O + "A1,Q3 2022/23,,,12.6,50,400,,\n",
        2,
        "value",
        "12.6 does not agree with its parts",
    ),
    "fraction for a percentage": (
        "observations",
        O + "A1,Q3 2022/23,,,0.125,50,400,,\n",
        2,
        "value",
        "looks like a fraction",
    ),
    "above 100 per cent": ("observations", O + "A1,Q3 2022/23,,,104,,,,\n", 2, "value", "104% of a whole"),
    "one part alone": ("observations", O + "A1,Q3 2022/23,,,12.5,50,,,\n", 2, "denominator", "without a denominator"),
    "other part alone": ("observations", O + "A1,Q3 2022/23,,,12.5,,400,,\n", 2, "numerator", "without a numerator"),
    "neither value nor status": ("observations", O + "A1,Q3 2022/23,,,,,,,\n", 2, "value", "no value, and the status"),
    "value with a status of none": (
        "observations",
        O + "A1,Q3 2022/23,,,12.5,,,suppressed,\n",
        2,
        "value",
        "although the status is suppressed",
    ),
    "parts with a status of none": (
        "observations",
        O + "A1,Q3 2022/23,,,,50,400,not_due,\n",
        2,
        "numerator",
        "although the status is not_due",
    ),
    "absence unexplained": (
        "observations",
        O + "A1,Q3 2022/23,,,,,,not_available,\n",
        2,
        "status_reason",
        "nothing says why",
    ),
    "unknown status": ("observations", O + "A1,Q3 2022/23,,,12.5,,,finnal,\n", 2, "status", "not one of the words"),
    "twice in one file": (
        "observations",
        O + "A1,Q3 2022/23,,,12.5,,,,\nB1,Jun-22,,,1000,,,,\nA1,2022/23 Q3,E10,,12.6,,,,\n",
        4,
        "period",
        "rows 2 and 4 are both about A1, Q3 2022/23, E10",
    ),
    "place after its end": (
        "observations",
        O + "A1,Q1 2023/24,E07OLD,,12.5,,,,\n",
        2,
        "place",
        "does not hold at the end of Q1 2023/24",
    ),
    "place before its start": (
        "observations",
        O + "A1,Q1 2008/09,E07OLD,,12.5,,,,\n",
        2,
        "place",
        "does not hold at the end of Q1 2008/09",
    ),
    "group too long": ("observations", O + f"A1,Q3 2022/23,,{'x' * 81},12.5,,,,\n", 2, "breakdown", "81 characters"),
    "entered in the future": (
        "observations",
        "indicator,period,value,entered_at\nA1,Q3 2022/23,12.5,2030-01-01\n",
        2,
        "entered_at",
        "lies in the future",
    ),
    "entered at no moment": (
        "observations",
        "indicator,period,value,entered_at\nA1,Q3 2022/23,12.5,yesterday\n",
        2,
        "entered_at",
        "not a day or a moment",
    ),
    "entered by without when": (
        "observations",
        "indicator,period,value,entered_by\nA1,Q3 2022/23,12.5,pat.lee@downland.example\n",
        2,
        "entered_by",
        "without a moment",
    ),
    "entered by a stranger": (
        "observations",
        "indicator,period,value,entered_at,entered_by\nA1,Q3 2022/23,12.5,2023-01-01,no@body.example\n",
        2,
        "entered_by",
        "no person “no@body.example”",
    ),
    "change without a reason": (
        "observations",
        O + "C1,Q1 2022/23,,,21,,,,\n",
        2,
        "reason",
        "the figure of C1 that is already stored from 20.50 to 21",
    ),
    # Targets
    "target of nothing": ("targets", T + "A1,2023/24,,,,,,,,,\n", 2, "target", "neither a target nor a range"),
    "floor alone": ("targets", T + "A1,2023/24,,10,5,,,,,,\n", 2, "floor", "without a target"),
    "floor above": ("targets", T + "B1,Apr-23,1000,1100,,,,,,,\n", 2, "floor", "is above the target"),
    "floor below": ("targets", T + "A1,2023/24,12,10,,,,,,,\n", 2, "floor", "is below the target"),
    "range upside down": ("targets", T + "B1,Apr-23,,,20,10,,,,,\n", 2, "lower", "lower end 20 is above the upper end"),
    "tolerance below zero": ("targets", T + "A1,2023/24,12,,,,-1,,,,\n", 2, "tolerance", "below zero"),
    "zero with a percentage": ("targets", T + "C1,2023/24,0,,,,,,,,\n", 2, "target", "a target of zero"),
    "shares missing": ("targets", T + "A1,2023/24,12,,,,,shares,,,\n", 2, "shares", "there are none"),
    "shares unasked": ("targets", T + "A1,2023/24,12,,,,,even,0.5;0.5,,\n", 2, "shares", "although apportion is even"),
    "shares not one": (
        "targets",
        T + "A1,2023/24,12,,,,,shares,0.2;0.2;0.2;0.3,,\n",
        2,
        "shares",
        "the shares add up to 0.9",
    ),
    "shares for other parts": (
        "targets",
        T + "B1,2023/24,12,,,,,shares,0.25;0.25;0.25;0.25,,\n",
        2,
        "shares",
        "4 shares for a year of 12 parts",
    ),
    "shares no numbers": ("targets", T + "A1,2023/24,12,,,,,shares,half;half,,\n", 2, "shares", "are not numbers"),
    "share below zero": ("targets", T + "A1,2023/24,9,,,,,shares,2;-1;0;0,,\n", 2, "shares", "below zero"),
    "quarter divided": ("targets", T + "A1,Q1 2023/24,12,,,,,even,,,\n", 2, "apportion", "is to be divided"),
    "unknown approver": ("targets", T + "A1,2023/24,12,,,,,,,NOBODY,\n", 2, "approver", "no post “NOBODY”"),
    # Definitions and commentary
    "definition twice": (
        "definitions",
        (
            "indicator,valid_from,description,measure,polarity,basis\n"
            "A1,2024-04-01,One,percent,lower,single\nA1,2024-04-01,Two,percent,lower,single\n"
        ),
        3,
        "valid_from",
        "rows 2 and 3 are both about the definition of A1 from 1 April 2024",
    ),
    "definition without a tolerance": (
        "definitions",
        "indicator,valid_from,description,measure,polarity,basis,scheme\nA1,2024-04-01,One,percent,lower,single,percent\n",
        2,
        "tolerance",
        "there is no tolerance",
    ),
    "too many decimals": (
        "definitions",
        "indicator,valid_from,description,measure,polarity,basis,decimals\nA1,2024-04-01,One,percent,lower,single,12\n",
        2,
        "decimals",
        "12 is out of reach",
    ),
    "no address": (
        "definitions",
        (
            "indicator,valid_from,description,measure,polarity,basis,source_url\n"
            "A1,2024-04-01,One,percent,lower,single,javascript:alert(1)\n"
        ),
        2,
        "source_url",
        "javascript",
    ),
    "commentary of nothing": (
        "commentary",
        "indicator,period,context,action_taken,action_planned\nA1,Q1 2022/23,,,\n",
        2,
        "context",
        "none of the three texts",
    ),
    # The council
    "place its own ancestor": (
        "places",
        "code,name,kind,parent\nX,X,ward,Y\nY,Y,ward,X\n",
        2,
        "parent",
        "would be part of itself",
    ),
    "stored place its own ancestor": (
        "places",
        "code,name,kind,parent\nE10,Downland,county,E07A\n",
        2,
        "parent",
        "E10 would be part of itself",
    ),
    "successor without an end": (
        "places",
        "code,name,kind,successor\nX,X,ward,E07A\n",
        2,
        "successor",
        "no last day",
    ),
    "end before start": (
        "places",
        "code,name,kind,valid_from,valid_to\nX,X,ward,2020-01-02,2020-01-01\n",
        2,
        "valid_to",
        "lies before valid_from",
    ),
    "unit its own ancestor": (
        "units",
        "code,name,kind,parent\nX,X,unit,X\n",
        2,
        "parent",
        "X would be part of itself",
    ),
    "directorate under another": (
        "units",
        "code,name,kind,parent\nX,X,directorate,CYP\n",
        2,
        "parent",
        "the directorate X belongs to CYP",
    ),
    "two authorities": (
        "authority",
        "name,short_name,place,scheme\nA,A,E10,floor\nB,B,E10,floor\n",
        None,
        None,
        "2 rows (rows 2, 3)",
    ),
    "authority without a tolerance": (
        "authority",
        "name,short_name,place,scheme\nA,A,E10,percent\n",
        2,
        "tolerance",
        "the scheme of the authority is percent",
    ),
    "no colour": (
        "authority",
        "name,short_name,place,scheme,colour\nA,A,E10,floor,blue\n",
        2,
        "colour",
        "“blue”",
    ),
    "unknown unit": (
        "indicators",
        "reference,name,frequency,unit\nN1,New,quarter,EDUC\n",
        2,
        "unit",
        "no unit “EDUC”",
    ),
    "unknown post": (
        "indicators",
        "reference,name,frequency,unit,chief_officer\nN1,New,quarter,EDU,XX\n",
        2,
        "chief_officer",
        "no post “XX”",
    ),
    "unknown committee": (
        "indicators",
        "reference,name,frequency,unit,committee\nN1,New,quarter,EDU,XX\n",
        2,
        "committee",
        "no committee “XX”",
    ),
    "indicator twice": (
        "indicators",
        "reference,name,frequency,unit\nN1,New,quarter,EDU\nN1,Newer,quarter,EDU\n",
        3,
        "reference",
        "rows 2 and 3 are both about N1",
    ),
    "one person, two names": (
        "people",
        "email,name,role\na@b.example,Ann,member\nA@b.example,Anne,officer\n",
        3,
        "name",
        "rows 2 and 3 give a@b.example different names",
    ),
    "no e-mail address": ("people", "email,name,role\nann,Ann,member\n", 2, "email", "“ann”"),
    # The file itself
    "wrong header": ("observations", "indicator,period,amount\nA1,Q3 2022/23,1\n", 1, "*", "not known"),
    "missing column": ("observations", "indicator,value\nA1,1\n", 1, "period", "is missing"),
    "required cell empty": ("observations", O + ",Q3 2022/23,,,1,,,,\n", 2, "indicator", "empty"),
    "formula": ("observations", O + "B1,Jun-22,,,=1+1,,,,\n", 2, "value", "is a formula"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES)
def test_a_refused_file_is_answered_with_a_place_and_a_way_out_and_stores_nothing(council: Load, case: str) -> None:
    kind, text, row, column, seen = CASES[case]
    before = rows_of_every_table()

    outcome = council({kind: text})

    assert not outcome.stored
    first = outcome.refused[0]
    assert (first.row, first.column) == (row, first.column if column == "*" else column)
    assert seen in first.seen
    assert first.file == f"{kind}.csv"
    assert first.expected or first.what_to_do
    assert rows_of_every_table() == before


@pytest.mark.django_db
def test_a_wrong_encoding_is_refused_with_its_row(council: Load) -> None:
    before = rows_of_every_table()
    outcome = council({"observations": "indicator,period,value,note\nA1,Q3 2022/23,12.5,caf\xe9\n".encode("cp1252")})
    assert not outcome.stored
    assert "not encoded as UTF-8" in outcome.refused[0].seen
    assert rows_of_every_table() == before


@pytest.mark.django_db
def test_a_workbook_that_unpacks_beyond_reason_is_refused(council: Load) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(210):
                sheet.write(b" " * 1_048_576)
    before = rows_of_every_table()
    file = IncomingFile(kind="observations", name="figures.xlsx", content=bomb.getvalue())
    outcome = load(files=[file], by=None, at=AT)
    assert not outcome.stored
    assert "200 MB" in outcome.refused[0].sentence
    assert rows_of_every_table() == before


@pytest.mark.django_db
def test_an_ambiguous_label_is_decided_by_the_indicator_and_refused_where_it_cannot_be(council: Load) -> None:
    assert council({"observations": O + "B1,2022-12,,,1000,,,,\n"}).stored
    refused = council({"observations": O + "A1,2022-12,,,12.5,,,,\n"}).refused
    assert [(problem.row, problem.column) for problem in refused] == [(2, "period")]


@pytest.mark.django_db
def test_a_changed_target_needs_a_reason_and_an_approver(council: Load) -> None:
    assert council({"targets": T + "A1,2023/24,12,,,,,,,,\n"}).stored
    before = rows_of_every_table()
    bare = council({"targets": T + "A1,2023/24,11,,,,,,,,\n"})
    assert [(problem.row, problem.column) for problem in bare.refused] == [(2, "reason")]
    unapproved = council({"targets": T + "A1,2023/24,11,,,,,,,,Better data\n"})
    assert [(problem.row, problem.column) for problem in unapproved.refused] == [(2, "approver")]
    assert rows_of_every_table() == before
    assert council({"targets": T + "A1,2023/24,11,,,,,,,DIR,Better data\n"}).stored


@pytest.mark.django_db
def test_all_problems_of_all_files_come_at_once_and_none_causes_another(take: Load) -> None:
    from tests.domain.collection.conftest import COUNCIL

    files = dict(COUNCIL)
    files["units"] = "code,name,kind,parent\nCYP,Children,directorate,\nEDU,Education,branch,CYP\n"
    files["observations"] = O + "A1,Q1 2022/23,,,£5,,,,\nA1,Q2 2022/23,,,140,,,,\nZZ,Q2 2022/23,,,1,,,,\n"
    outcome = take(files)
    assert not outcome.stored
    assert {(problem.file, problem.row, problem.column) for problem in outcome.problems} == {
        ("units.csv", 3, "kind"),
        ("observations.csv", 2, "value"),
        ("observations.csv", 4, "indicator"),
    }
    assert set(rows_of_every_table().values()) == {0}


@pytest.mark.django_db
def test_a_moment_with_a_zone_is_compared_as_a_moment(council: Load) -> None:
    text = "indicator,period,value,entered_at\nA1,Q3 2022/23,12.5,2024-07-01T10:30+01:00\n"
    assert not council({"observations": text}).stored
    assert council({"observations": text}, at=datetime(2024, 7, 1, 9, 30, tzinfo=UTC)).stored


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_does_not_make_every_other_file_wrong(take: Load) -> None:
    from tests.domain.collection.conftest import COUNCIL

    files: dict[str, str | bytes] = {**COUNCIL, "units": "code,name,kind\nEDU,caf\xe9,unit\n".encode("cp1252")}
    assert [(problem.file, problem.row) for problem in take(files).problems] == [("units.csv", 2)]


@pytest.mark.django_db
def test_a_file_full_of_faults_says_how_many_there_are(council: Load) -> None:
    rows = "".join(f"B1,2022-06,£{number}\n" for number in range(1_500))
    outcome = council({"observations": "indicator,period,value\n" + rows})
    assert not outcome.stored
    assert len(outcome.problems) == 1_001
    assert any(problem.seen == "500 more cells were refused" for problem in outcome.problems)
