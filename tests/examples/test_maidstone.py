"""The published figures of Maidstone: all of them are loaded, and every published rating comes out again."""

import hashlib
import shutil
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from examples.maidstone import make

from goldenthread.engines.periods import Kind, Period, containing
from goldenthread.engines.scoring import rate
from tests.examples.reading import EXAMPLES, TODAY, council_files, load_example, rows

PUBLISHED = rows("maidstone/published_kpis.csv")
REFERENCES = {row["published_name"]: row["reference"] for row in rows("maidstone/choices.csv")}
OBSERVATIONS = {(row["indicator"], row["period"]): row for row in rows("maidstone/council/observations.csv")}
TARGETS = {(row["indicator"], row["period"]): row for row in rows("maidstone/council/targets.csv")}
DEFINITIONS = {row["indicator"]: row for row in rows("maidstone/council/definitions.csv")}
PUBLISHED_DIGEST = "2ab1b9cb8721764de8ae60162cb8862aa31fe25b9d8ee648449a19bde7cc03ab"
RATED = [
    (number, row)
    for number, row in enumerate(PUBLISHED, start=1)
    if row["published_rag"] or row["rag_forced_by_published_counts"]
]


def key_of(row: dict[str, str]) -> tuple[str, str]:
    return REFERENCES[make.published_name(row)], make.own_period(row).label


def printed_rating(row: dict[str, str]) -> str:
    return (row["published_rag"] or row["rag_forced_by_published_counts"]).split()[0].lower()


def test_the_published_file_is_as_it_was_published() -> None:
    content = (EXAMPLES / "maidstone" / "published_kpis.csv").read_bytes()
    assert len(PUBLISHED) == 97
    assert hashlib.sha256(content).hexdigest() == PUBLISHED_DIGEST


def test_the_load_files_are_what_the_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (EXAMPLES / "maidstone").glob("*.csv"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(make, "HERE", tmp_path)
    make.make()
    made = {path.name: path.read_bytes() for path in (tmp_path / "council").iterdir()}
    assert made == council_files("maidstone")


def test_every_printed_result_is_loaded_with_its_paper() -> None:
    for row in PUBLISHED:
        if row["latest_result"]:
            loaded = OBSERVATIONS[key_of(row)]
            assert Decimal(loaded["value"]) == Decimal(row["latest_result"])
            assert make.paper(row) in loaded["note"]


def test_every_printed_target_is_loaded() -> None:
    printed = {key_of(row): row["target"] for row in PUBLISHED if row["target"]}
    assert {key: TARGETS[key]["target"] for key in printed} == printed


def test_quarters_and_previous_results_that_stand_beside_a_result_are_loaded() -> None:
    found = {key: row["value"] for key, row in OBSERVATIONS.items()}
    assert found["M-RELIEF", "Q2 2021/22"] == "56.16"
    assert found["KPI 012", "Q1 2010/11"] == "104014"
    assert found["KPI 012 YEAR", "2009/10"] == "445129"
    assert found["LVE 003", "2011/12"] == "9.24"
    assert found["M-FOOTFALL", "Q4 2021/22"] == "2263246"
    assert found["PKG 008", "2012/13"] == "-3.24"


def test_what_was_not_a_figure_is_not_available_with_the_reason() -> None:
    absent = {key: row["status_reason"] for key, row in OBSERVATIONS.items() if row["status"] == "not_available"}
    assert absent == {
        ("M-HAZLITT-SAT", "Q3 2020/21"): "Published as DIV/0: nobody answered in the quarter.",
        ("M-HOUSE-COST", "Q4 2022/23"): "Published as TBC: the data was late and was to be added.",
        ("M-LITTER", "Q2 2021/22"): "Published as N/A.",
    }


def test_an_asterisk_is_provisional_and_nothing_else_is() -> None:
    provisional = {key for key, row in OBSERVATIONS.items() if row["status"] == "provisional"}
    assert provisional == {
        ("M-FOOTFALL", "Q3 2021/22"),
        ("M-UNEMP-MONTH", "October 2021"),
        ("PKG 002", "2012/13"),
    }


def test_a_figure_printed_by_two_committees_is_one_observation() -> None:
    footfall = OBSERVATIONS["M-FOOTFALL", "Q1 2022/23"]
    assert "Policy & Resources Committee, 2022/23 Q1; Economic Regeneration" in footfall["note"]


def test_two_papers_that_disagree_are_refused() -> None:
    june = Period(kind=Kind.MONTH, start=TODAY.replace(month=6, day=1), end=TODAY.replace(month=6, day=30))
    one = make.Fact(reference="M-UNEMP-MONTH", period=june, value="1.6", papers=["one"])
    other = make.Fact(reference="M-UNEMP-MONTH", period=june, value="1.7", papers=["other"])
    with pytest.raises(ValueError, match=r"M-UNEMP-MONTH June 2026: 1\.6 and 1\.7 are both printed"):
        make.merged([one, other])


def test_data_only_rows_are_shown_and_never_rated() -> None:
    kinds = {row["reference"]: row["kind"] for row in rows("maidstone/council/indicators.csv")}
    data_only = {key_of(row)[0] for row in PUBLISHED if row["note"].startswith("data only") and not row["target"]}
    assert {kinds[reference] for reference in data_only - {"M-UNEMP-MONTH"}} == {"contextual"}


def test_no_officer_is_invented() -> None:
    assert "posts.csv" not in council_files("maidstone")
    assert "people.csv" not in council_files("maidstone")


@pytest.mark.parametrize(("number", "row"), RATED, ids=[f"row {number}" for number, _ in RATED])
def test_a_published_rating_comes_out_of_the_engine(number: int, row: dict[str, str]) -> None:
    key = key_of(row)
    figure = pl.DataFrame(
        {
            "value": [float(OBSERVATIONS[key]["value"])],
            "target": [float(TARGETS[key]["target"])],
            "polarity": [DEFINITIONS[key[0]]["polarity"]],
            "scheme": ["percent"],
            "tolerance": [10.0],
        }
    )
    assert rate(figure)["rating"].to_list() == [printed_rating(row)]


@pytest.mark.django_db
def test_every_published_rating_comes_out_of_the_database() -> None:
    from goldenthread.domain.assessment.queries import scorecard

    load_example("maidstone")
    quarters = {containing(make.own_period(row).end, kind=Kind.QUARTER).code for _, row in RATED}
    judged = {
        (one.reference, one.period_label): one.rating
        for quarter in sorted(quarters)
        for one in scorecard(period=quarter, today=TODAY)
    }
    assert [(number, judged[key_of(row)]) for number, row in RATED] == [
        (number, printed_rating(row)) for number, row in RATED
    ]


@pytest.mark.django_db
def test_loading_twice_stores_nothing_new() -> None:
    first, second = load_example("maidstone"), load_example("maidstone")
    assert first.stored
    assert sum(count.new for count in first.counts) == sum(
        len(rows(f"maidstone/council/{name}")) for name in council_files("maidstone")
    )
    assert [(count.new, count.revised) for count in second.counts] == [(0, 0)] * len(second.counts)
