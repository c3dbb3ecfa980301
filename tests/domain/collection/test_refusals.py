"""Every refusal: located, worded, and nothing stored."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from goldenthread.domain.collection.operations import IncomingFile, load
from tests.domain.collection import faults, holder_faults
from tests.domain.collection.conftest import AT, COUNCIL, Load, rows_of_every_table
from tests.domain.collection.faults import F, T

CASES = faults.CASES | holder_faults.CASES


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
    assert council({"observations": F + "B1,2022-12,,,1000,,,,\n"}).stored
    refused = council({"observations": F + "A1,2022-12,,,12.5,,,,\n"}).refused
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
    files = dict(COUNCIL)
    files["units"] = "code,name,kind,parent\nCYP,Children,directorate,\nEDU,Education,branch,CYP\n"
    files["observations"] = F + "A1,Q1 2022/23,,,£5,,,,\nA1,Q2 2022/23,,,140,,,,\nZZ,Q2 2022/23,,,1,,,,\n"
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
    files: dict[str, str | bytes] = {**COUNCIL, "units": "code,name,kind\nEDU,caf\xe9,unit\n".encode("cp1252")}
    assert [(problem.file, problem.row) for problem in take(files).problems] == [("units.csv", 2)]


@pytest.mark.django_db
def test_a_file_full_of_faults_says_how_many_there_are(council: Load) -> None:
    rows = "".join(f"B1,2022-06,£{number}\n" for number in range(1_500))
    outcome = council({"observations": "indicator,period,value\n" + rows})
    assert not outcome.stored
    assert len(outcome.problems) == 1_001
    assert any(problem.seen == "500 more cells were refused" for problem in outcome.problems)
