"""The demonstration council: made the same way every time, sane, and with something of everything to see."""

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from examples.downland import make
from examples.downland.others import COMPARED

from tests.examples.reading import EXAMPLES, NOW, TODAY, council_files, load_example, rows

COUNCIL = "downland/council"
INDICATORS = {row["reference"]: row for row in rows(f"{COUNCIL}/indicators.csv")}
DEFINITIONS = {row["indicator"]: row for row in rows(f"{COUNCIL}/definitions.csv")}
FIRST, LATER = rows(f"{COUNCIL}/observations-1.csv"), rows(f"{COUNCIL}/observations-2.csv")
COMMENTARY = {(row["indicator"], row["period"]): row for row in rows(f"{COUNCIL}/commentary.csv")}
KEYS = {
    "places.csv": ("code",),
    "units.csv": ("code",),
    "committees.csv": ("code",),
    "posts.csv": ("code",),
    "people.csv": ("email", "role", "unit"),
    "holders.csv": ("post", "email", "starts", "deputy"),
    "structure.csv": ("unit", "starts"),
    "indicators.csv": ("reference",),
    "definitions.csv": ("indicator", "valid_from"),
    "targets-1.csv": ("indicator", "period"),
    "targets-2.csv": ("indicator", "period"),
    "observations-1.csv": ("indicator", "period", "place", "breakdown"),
    "observations-2.csv": ("indicator", "period", "place", "breakdown"),
    "commentary.csv": ("indicator", "period"),
    "comparator_groups.csv": ("group", "area"),
    "comparators.csv": ("indicator", "period", "area"),
    "plans.csv": ("code",),
    "plan_items-1.csv": ("code",),
    "milestones-1.csv": ("code",),
    "milestones-2.csv": ("code",),
    "measures.csv": ("item", "position"),
    "stretch_targets.csv": ("item", "indicator"),
    "thread_links.csv": ("child", "parent", "starts"),
}


def codes(name: str) -> set[str]:
    return {row["code"] for row in rows(f"{COUNCIL}/{name}.csv")}


def parts_of_the_county(column: str) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """Each county figure that is also given by place, or by group, with those figures."""
    county = {(row["indicator"], row["period"]): row for row in FIRST if not row["place"] and not row["breakdown"]}
    parts = defaultdict(list)
    for row in FIRST:
        if row[column]:
            parts[row["indicator"], row["period"]].append(row)
    for key, found in parts.items():
        yield county[key], found


def test_the_load_files_are_what_the_script_makes_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(EXAMPLES / "downland" / "measures.csv", tmp_path)
    shutil.copytree(EXAMPLES / "downland" / "written", tmp_path / "written")
    monkeypatch.setattr(make, "HERE", tmp_path)
    make.make()
    made = {path.name: path.read_bytes() for path in (tmp_path / "council").iterdir()}
    assert made == council_files("downland")


def test_the_load_files_are_small_enough_to_keep() -> None:
    assert sum(map(len, council_files("downland").values())) < 2_000_000


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_no_key_stands_twice_in_a_file(name: str, key: tuple[str, ...]) -> None:
    seen = Counter(tuple(row[column] for column in key) for row in rows(f"{COUNCIL}/{name}"))
    assert [found for found, times in seen.items() if times > 1] == []


def test_every_code_that_is_named_exists() -> None:
    posts, units = codes("posts"), codes("units")
    for row in INDICATORS.values():
        assert row["unit"] in units
        assert row["committee"] in codes("committees")
        assert {row["lead_officer"], row["chief_officer"], row["cabinet_member"]} <= posts | {""}
    people = rows(f"{COUNCIL}/people.csv")
    assert {row["post"] for row in people} <= posts
    assert {row["unit"] for row in people} <= units | {""}
    holders = rows(f"{COUNCIL}/holders.csv")
    assert {row["post"] for row in holders} == posts
    assert {row["email"] for row in holders} == {row["email"] for row in people}
    assert {row[column] for row in rows(f"{COUNCIL}/structure.csv") for column in ("unit", "parent")} <= units
    assert {row["unit"] for row in rows(f"{COUNCIL}/posts.csv")} <= units | {""}
    assert {row["entered_by"] for row in (*FIRST, *LATER)} <= {row["email"] for row in people}
    assert {row["place"] for row in FIRST} <= codes("places") | {""}
    named = {row["indicator"] for row in (*FIRST, *LATER, *COMMENTARY.values())}
    assert named <= set(INDICATORS)


def test_no_place_has_an_official_code() -> None:
    assert all(code.startswith("X1") for code in codes("places"))
    areas = {row["area"] for row in rows(f"{COUNCIL}/comparator_groups.csv")}
    assert all(area.startswith(("X1", "ENGLAND-")) for area in areas)


def test_other_councils_are_grouped_made_up_and_sometimes_silent() -> None:
    members = Counter(row["group"] for row in rows(f"{COUNCIL}/comparator_groups.csv"))
    published = rows(f"{COUNCIL}/comparators.csv")
    assert members == {"SIMILAR": 16, "COUNTIES": 26, "ENGLAND": 3}
    assert {(row["source"], row["licence"]) for row in published} == {
        ("Illustrative figures made for the demonstration", "Illustrative")
    }
    assert {row["area"] for row in published} == {row["area"] for row in rows(f"{COUNCIL}/comparator_groups.csv")} - {
        "X10000000"
    }
    assert len({row["indicator"] for row in published}) == len(COMPARED) == 22
    assert {row["status"] for row in published} == {"", "suppressed", "not_available"}
    assert all(bool(row["value"]) == (row["status"] == "") for row in published)
    percents = [row["value"] for row in published if DEFINITIONS[row["indicator"]]["measure"] == "percent"]
    assert all(0 < Decimal(value) < 100 for value in percents if value)


def test_the_plans_have_what_the_readme_promises() -> None:
    items = rows(f"{COUNCIL}/plan_items-1.csv")
    levels = Counter((row["plan"], row["level"]) for row in items if row["plan"] in {"PA2024", "DF2020", "DT2024"})
    assert levels == {
        ("PA2024", "outcome"): 18,
        ("DF2020", "target"): 83,
        ("DT2024", "theme"): 4,
        ("DT2024", "priority"): 16,
    }
    ended = Counter(row["state"] for row in items if row["plan"] == "DF2020")
    assert ended == {"completed": 63, "excellent_progress": 12, "not_met": 8}
    not_met = {row["code"] for row in items if row["state"] == "not_met"}
    assert {row["old"] for row in rows(f"{COUNCIL}/successions.csv")} == not_met
    states = Counter(row["state"] for row in rows(f"{COUNCIL}/milestones-2.csv"))
    assert set(states) == {"complete", "in_progress", "deferred", "dropped"}
    assert {row["indicator"] for row in rows(f"{COUNCIL}/measures.csv")} - {""} <= set(INDICATORS)
    named = {row["code"] for row in items}
    links = rows(f"{COUNCIL}/thread_links.csv")
    assert {row[end] for row in links for end in ("child", "parent")} <= named


def test_every_figure_is_labelled_illustrative() -> None:
    assert [row["illustrative"] for row in rows(f"{COUNCIL}/authority.csv")] == ["yes"]


def test_a_part_never_exceeds_the_whole_and_nothing_is_negative() -> None:
    for row in (*FIRST, *LATER):
        if row["numerator"]:
            numerator, denominator = Decimal(row["numerator"]), Decimal(row["denominator"])
            assert numerator >= 0
            assert denominator > 0
            if INDICATORS[row["indicator"]]["proportion"] == "yes":
                assert numerator <= denominator, row
        elif row["value"]:
            assert Decimal(row["value"]) >= 0


def test_districts_add_up_to_the_county() -> None:
    checked = set()
    for county, districts in parts_of_the_county("place"):
        assert len(districts) == 12
        for column in ("value", "numerator", "denominator"):
            if county[column]:
                assert sum(Decimal(row[column]) for row in districts) == Decimal(county[column])
        checked.add(county["indicator"])
    assert len(checked) >= 10


def test_groups_add_up_to_everybody() -> None:
    checked = set()
    for county, groups in parts_of_the_county("breakdown"):
        for column in ("numerator", "denominator"):
            assert sum(Decimal(row[column]) for row in groups) == Decimal(county[column])
        checked.add(county["indicator"])
    assert len(checked) >= 4


def test_there_is_something_of_every_kind() -> None:
    kinds = Counter(row["kind"] for row in INDICATORS.values())
    frequencies = Counter(row["frequency"] for row in INDICATORS.values())
    assert kinds == {"performance": 59, "activity": 4, "contextual": 1}
    assert set(frequencies) == {"month", "quarter", "term", "year", "academic_year"}
    assert min(frequencies.values()) >= 2
    for column, expected in {
        "polarity": {"higher", "lower", "target", "none"},
        "basis": {"single", "snapshot", "ytd", "rolling"},
        "scheme": {"", "percent", "absolute", "last_year", "met", "range"},
        "measure": {"percent", "number", "rate", "money", "days", "seconds", "tonnes", "kilograms", "score"},
    }.items():
        assert {row[column] for row in DEFINITIONS.values()} == expected
    assert Counter(row["public"] for row in INDICATORS.values())["no"] == 5
    assert {row["breaks_series"] for row in rows(f"{COUNCIL}/definitions.csv")} == {"", "yes", "no"}
    assert {row["status"] for row in FIRST} == {"final", "provisional", "estimated", "not_available", "suppressed"}


def test_every_role_can_sign_in() -> None:
    assert {row["role"] for row in rows(f"{COUNCIL}/people.csv")} == {
        "performance", "officer", "approver", "director", "member", "auditor", "administrator", "partner",
    }  # fmt: skip


def test_one_post_is_vacant_and_two_have_deputies() -> None:
    held = [row for row in rows(f"{COUNCIL}/holders.csv") if row["deputy"] == "no"]
    now = {row["post"] for row in held if not row["ends"]}
    assert codes("posts") - now == {"HOS-SEN"}
    deputies = {row["post"] for row in rows(f"{COUNCIL}/holders.csv") if row["deputy"] == "yes"}
    assert deputies == {"HOS-SEN", "DIR-GET"}


def test_people_are_posts_and_not_persons() -> None:
    titles = {row["title"] for row in rows(f"{COUNCIL}/posts.csv")}
    assert {row["name"] for row in rows(f"{COUNCIL}/people.csv")} <= titles


def test_what_is_corrected_later_says_why_and_was_entered_after_the_first_figure() -> None:
    first = {(row["indicator"], row["period"]): row for row in FIRST if not row["place"] and not row["breakdown"]}
    assert len(LATER) >= 12
    for row in LATER:
        before = first[row["indicator"], row["period"]]
        assert row["reason"]
        assert datetime.fromisoformat(before["entered_at"]) < datetime.fromisoformat(row["entered_at"]) < NOW
        same = [before[name] == row[name] for name in ("value", "numerator", "status")]
        assert not all(same)


def test_figures_are_entered_on_working_days_after_their_period() -> None:
    moments = {datetime.fromisoformat(row["entered_at"]) for row in FIRST}
    assert max(moments) < NOW
    assert {moment.weekday() for moment in moments} <= {0, 1, 2, 3, 4}


def test_changed_targets_say_why_and_who_approved_them() -> None:
    first = {(row["indicator"], row["period"]): row for row in rows(f"{COUNCIL}/targets-1.csv")}
    changed = rows(f"{COUNCIL}/targets-2.csv")
    assert len(changed) == 4
    for row in changed:
        assert row["reason"]
        assert row["approver"] in codes("posts")
        assert row["target"] != first[row["indicator"], row["period"]]["target"]


def test_no_text_is_used_twice() -> None:
    texts = Counter(
        text
        for row in COMMENTARY.values()
        for text in (row["context"], row["action_taken"], row["action_planned"])
        if text
    )
    assert [text for text, times in texts.items() if times > 1] == []
    assert all(text[-1] in ".?" for text in texts)


@pytest.mark.django_db
def test_the_latest_quarter_has_a_story() -> None:
    from goldenthread.domain.assessment.queries import scorecard

    assert load_example("downland").stored
    again = load_example("downland")
    assert [(count.file, count.new, count.revised) for count in again.counts if count.new or count.revised] == []

    latest = {one.reference: one for one in scorecard(period="FY2026-Q2", today=TODAY)}
    before = {one.reference: one for one in scorecard(period="FY2026-Q1", today=TODAY)}
    ratings = Counter(one.rating for one in latest.values())
    assert {name: ratings[name] for name in ("green", "amber", "red")} == {"green": 25, "amber": 17, "red": 10}
    assert {name: ratings[name] for name in ("above", "within", "below")} == {"above": 1, "within": 2, "below": 1}
    assert {one.reference: one.late_days for one in latest.values() if one.late_days} == {
        "ASCH15": 22,
        "GET04": 7,
        "SCS15": 38,
    }
    assert {one.reference for one in latest.values() if one.rating == "not_due"} == {"GET11", "SCS13"}
    changed = [name for name, one in latest.items() if one.rating != before[name].rating]
    assert len(changed) >= 10

    for cards in (latest, before):
        for one in cards.values():
            if one.rating in ("red", "amber"):
                assert (one.reference, one.period_code) in COMMENTARY
    without = [
        name
        for name, one in latest.items()
        if one.rating == "red" and not COMMENTARY[name, one.period_code]["action_planned"]
    ]
    assert without == ["CYPE13"]
