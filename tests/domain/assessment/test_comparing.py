"""Where the council stands among others: like with like, the council once, the missing counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from goldenthread.domain.assessment.rules.comparing import compare, compare_groups
from goldenthread.domain.assessment.rules.comparing_words import Measure, ordinal, written
from goldenthread.domain.assessment.rules.methods import Answer
from goldenthread.domain.indicators.lookups import COMPARATOR_COLUMNS

ENDS = {"FY2022": date(2023, 3, 31), "FY2023": date(2024, 3, 31), "FY2024": date(2025, 3, 31)}
LABELS = {"FY2022": "2022/23", "FY2023": "2023/24", "FY2024": "2024/25"}
TODAY = date(2025, 7, 1)
PERCENT = Measure(unit="percent", decimals=1, proportion=True)

Cell = tuple[float, float, float] | float | None


def others(values: Sequence[Cell], *, period: str = "FY2024", **more: Any) -> pl.DataFrame:
    """A group in which area A1, A2, … published these values; ``own`` and lines are added by ``more``."""
    about: dict[str, Any] = {
        "indicator_id": 1,
        "group": "NN",
        "group_name": "Similar counties",
        "group_kind": "nearest_neighbours",
        "group_order": 1,
    }
    lines: Mapping[str, float] = more.pop("lines", {})
    own = more.pop("own", "absent")
    rows = [{"area": f"A{number}", "role": "member", "value": cell, "own": False} for number, cell in enumerate(values)]
    rows += [{"area": name, "role": name, "value": cell, "own": False} for name, cell in lines.items()]
    if own != "absent":
        rows.append({"area": "US", "role": "member", "value": own, "own": True})
    schema = {
        "indicator_id": pl.Int64,
        "group_order": pl.Int64,
        "value": pl.Float64,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "period_end": pl.Date,
        "own": pl.Boolean,
    }
    told = {
        "area_name": "Somewhere",
        "period": period,
        "period_label": LABELS[period],
        "period_end": ENDS[period],
        "numerator": None,
        "denominator": None,
        "status": "final",
        "source": "Census",
        "licence": "OGL",
    }
    full = [{**about, **told, **row, **more} for row in rows]
    return pl.DataFrame(full, schema={name: schema.get(name, pl.String) for name in COMPARATOR_COLUMNS})


def ours(values: Mapping[str, Cell], *, indicator: int = 1) -> pl.DataFrame:
    """The council's figures by period: a value, or a value with its parts."""
    rows = [
        (indicator, code, "year", ENDS[code].replace(year=ENDS[code].year - 1), ENDS[code], *_parts(cell))
        for code, cell in values.items()
    ]
    names = ("indicator_id", "code", "kind", "start", "end", "value", "numerator", "denominator")
    kinds: list[Any] = [pl.Int64, pl.String, pl.String, pl.Date, pl.Date, pl.Float64, pl.Float64, pl.Float64]
    return pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")


def _parts(cell: Cell) -> tuple[float | None, float | None, float | None]:
    return cell if isinstance(cell, tuple) else (cell, None, None)


def ask(figures: pl.DataFrame, comparators: pl.DataFrame, polarity: str = "higher", **more: Any) -> Answer:
    measures = {1: more.pop("measure", PERCENT)}
    return compare(
        figures=figures,
        comparators=comparators,
        polarities={1: polarity},
        until=more.pop("until", TODAY),
        measures=measures,
    )[1]


def test_rank_quartile_and_median_count_the_council_once_and_those_without_a_figure() -> None:
    found = ask(ours({"FY2024": 74.0}), others([80, 78, 76, 70, 66, None, 64], own=10.0))
    assert found.reason == (
        "4th of 7 in Similar counties (1 not published), in the second quartile; their median in 2024/25 was 74.0%."
    )
    assert (found.answer, found.points, found.window_start, found.window_end) == ("at_median", 7, "FY2024", "FY2024")
    numbers = {name: found.numbers[name] for name in ("rank", "of", "tied", "quartile", "missing", "members")}
    assert numbers == {"rank": 4, "of": 7, "tied": 0, "quartile": 2, "missing": 1, "members": 8}
    assert found.numbers["median"] == Decimal(74)
    # The neighbours without the council: (80 + 78 + 76 + 70 + 66 + 64) / 6.
    assert found.numbers["average"] == Decimal("72.3333333333")
    assert (found.numbers["sources"], found.numbers["licences"]) == ("Census", "OGL")


def test_a_council_that_is_no_member_is_compared_all_the_same() -> None:
    within = ask(ours({"FY2024": 74.0}), others([80, 78, 76, 70], own=None))
    without = ask(ours({"FY2024": 74.0}), others([80, 78, 76, 70]))
    assert within == without
    assert (without.numbers["rank"], without.numbers["of"], without.numbers["missing"]) == (4, 5, 0)


@pytest.mark.parametrize(
    ("polarity", "value", "answer", "rank", "below"),
    [
        ("higher", 90.0, "better_than_median", 1, False),
        ("higher", 10.0, "worse_than_median", 5, True),
        ("higher", 50.0, "at_median", 2, False),
        ("lower", 90.0, "worse_than_median", 5, True),
        ("lower", 10.0, "better_than_median", 1, False),
        ("none", 90.0, "higher_than_median", 1, None),
        ("none", 10.0, "lower_than_median", 5, None),
        ("target", 10.0, "lower_than_median", 5, None),
    ],
)
def test_what_is_good_decides_what_is_best(
    polarity: str, value: float, answer: str, rank: int, below: bool | None
) -> None:
    found = ask(ours({"FY2024": value}), others([20, 40, 60, 50]), polarity)
    expected = {"rank": rank if value != 50 else 2, "below_median": below}
    assert found.answer == answer
    assert {name: found.numbers[name] for name in expected} == expected
    judged = any(word in found.reason for word in ("best quartile", "worst quartile", "second quartile"))
    assert judged == (polarity in {"higher", "lower"})


def test_closer_to_the_target_is_better() -> None:
    measure = Measure(unit="percent", decimals=0, target=Decimal(50))
    found = ask(ours({"FY2024": 52.0}), others([20, 45, 60, 80]), "target", measure=measure)
    assert (found.answer, found.numbers["rank"], found.numbers["quartile"]) == ("better_than_median", 1, 1)
    far = ask(ours({"FY2024": 5.0}), others([20, 45, 60, 80]), "target", measure=measure)
    assert (far.answer, far.numbers["rank"], far.numbers["below_median"]) == ("worse_than_median", 5, True)


def test_equal_figures_share_the_best_rank_and_say_so() -> None:
    found = ask(ours({"FY2024": 70.0}), others([80, 70, 70, 60]))
    assert found.reason.startswith("2nd of 5 in Similar counties (2 tied), in the best quartile")
    assert (found.numbers["rank"], found.numbers["tied"]) == (2, 2)


def test_where_all_are_equal_there_is_no_quartile() -> None:
    found = ask(ours({"FY2024": 70.0}), others([70, 70, 70, 70]))
    assert found.reason == "1st of 5 in Similar counties (4 tied); their median in 2024/25 was 70.0%."
    assert found.numbers["quartile"] is None


def test_only_one_and_the_same_period_is_compared_and_it_is_named() -> None:
    known = pl.concat(
        [others([80, 78, 76, 70], period="FY2022"), others([60, 58, 56, 50], period="FY2023"), others([1, 2, 3, 4])]
    )
    # The council has no figure for 2024/25 yet, and its own of that year is not set beside theirs of another.
    found = ask(ours({"FY2022": 74.0, "FY2023": 57.0}), known)
    assert (found.window_end, found.numbers["median"]) == ("FY2023", Decimal(57))
    assert "in 2023/24" in found.reason
    earlier = ask(ours({"FY2022": 74.0, "FY2023": 57.0}), known, until=date(2024, 3, 30))
    assert (earlier.window_end, earlier.numbers["median"]) == ("FY2022", Decimal(76))


def test_a_figure_without_a_value_is_none_of_ours() -> None:
    known = pl.concat([others([80, 78, 76, 70], period="FY2023"), others([1, 2, 3, 4])])
    assert ask(ours({"FY2023": 74.0, "FY2024": None}), known).window_end == "FY2023"


def test_a_period_that_the_council_has_not_is_not_comparable() -> None:
    found = ask(ours({"FY2023": 74.0}), others([80, 78, 76, 70]))
    assert (found.answer, found.points, found.window_end) == ("not_comparable", 0, "")
    assert found.reason == (
        "Similar counties published figures for 2024/25 and earlier, and the council has none for any of those periods."
    )


def test_fewer_than_four_others_are_no_comparison() -> None:
    found = ask(ours({"FY2024": 74.0}), others([80, 78, 76, None, None], own=74.0))
    assert found.answer == "not_comparable"
    assert found.reason == "Of Similar counties, only 3 published a figure for 2024/25: it takes at least 4 to compare."


def test_without_any_group_there_are_no_comparators() -> None:
    found = ask(ours({"FY2024": 74.0}), others([]))
    assert (found.answer, found.reason) == (
        "no_comparators",
        "No figures of other areas are held for this measure.",
    )


def test_the_preferred_group_comes_first_and_one_that_is_passed_over_is_named() -> None:
    near = others([80, 78, 76, 70])
    every = others([10, 20, 30, 40, 50], group="ALL", group_name="All counties", group_kind="all", group_order=2)
    known = pl.concat([every, near])
    first = ask(ours({"FY2024": 45.0}), known)
    assert (first.numbers["group"], first.numbers["rank"], first.numbers["of"]) == ("NN", 5, 5)
    both = compare_groups(figures=ours({"FY2024": 45.0}), comparators=known, polarities={1: "higher"}, until=TODAY)
    assert [(one.numbers["group"], one.numbers["rank"], one.numbers["average"]) for one in both[1]] == [
        ("NN", 5, Decimal(76)),
        ("ALL", 2, None),
    ]
    few = ask(ours({"FY2024": 45.0}), pl.concat([every, others([80, 78])]))
    assert few.numbers["group"] == "ALL"
    assert few.reason.endswith(
        "Similar counties could not be used: too few published a figure for a period that the council has."
    )


def test_a_published_median_stands_in_where_the_areas_are_not_known() -> None:
    found = ask(ours({"FY2024": 74.0}), others([], lines={"median": 71.2, "upper_quartile": 80.0}))
    assert found.answer == "better_than_median"
    assert found.reason == (
        "74.0% is better than Similar counties: the published median in 2024/25 was 71.2%. "
        "Too few areas are known one by one for a rank."
    )
    assert (found.numbers["rank"], found.numbers["median_published"]) == (None, True)
    assert (found.numbers["upper_quartile"], found.numbers["lower_quartile"]) == (Decimal(80), None)
    same = ask(ours({"FY2024": 71.2}), others([], lines={"median": 71.2}))
    assert same.reason.startswith("71.2% is the same as Similar counties")


def test_a_published_median_is_never_one_of_the_areas() -> None:
    found = ask(ours({"FY2024": 74.0}), others([80, 78, 76, 70], lines={"median": 5.0, "average": 1.0}))
    assert (found.numbers["of"], found.numbers["median"], found.numbers["missing"]) == (5, Decimal(76), 0)
    assert found.numbers["median_published"] is False


@pytest.mark.parametrize(
    ("cell", "polarity", "comparison"),
    [
        ((90.0, 900.0, 1000.0), "higher", "better"),
        ((90.0, 900.0, 1000.0), "lower", "worse"),
        ((90.0, 900.0, 1000.0), "none", "higher"),
        ((80.0, 8.0, 10.0), "higher", "similar"),
        (90.0, "higher", ""),
        ((90.0, 1800.0, 1000.0), "higher", ""),
    ],
)
def test_the_interval_says_whether_chance_could_explain_the_difference(
    cell: Cell, polarity: str, comparison: str
) -> None:
    found = ask(ours({"FY2024": cell}), others([60, 62, 64, 66, 68]), polarity)
    assert found.numbers["comparison"] == comparison
    assert ("By its 95% interval" in found.reason) == (comparison != "")


def test_a_rate_has_an_interval_where_its_parts_give_it() -> None:
    measure = Measure(unit="rate", decimals=1)
    found = ask(ours({"FY2024": (90.0, 900.0, 1_000_000.0)}), others([60, 62, 64, 66]), "lower", measure=measure)
    assert found.numbers["comparison"] == "worse"
    strange = ask(ours({"FY2024": (77.7, 900.0, 1_000_000.0)}), others([60, 62, 64, 66]), "lower", measure=measure)
    assert strange.numbers["comparison"] == ""


def test_many_indicators_at_once_are_each_answered_for_themselves() -> None:
    figures = pl.concat([ours({"FY2024": 74.0}), ours({"FY2024": 3.0}, indicator=2)])
    known = pl.concat([others([80, 78, 76, 70]), others([4, 2, 1, 5], indicator_id=2), others([9, 9], indicator_id=4)])
    asked = compare(
        figures=figures, comparators=known, polarities={1: "higher", 2: "lower", 3: "none"}, until=TODAY, measures={}
    )
    assert {key: (one.answer, one.numbers.get("rank")) for key, one in asked.items()} == {
        1: ("worse_than_median", 4),
        2: ("at_median", 3),
        3: ("no_comparators", None),
    }


def test_order_of_rows_never_matters() -> None:
    known = pl.concat([others([80, 78, 76, 70, None]), others([1, 2, 3, 4, 5], group="ALL", group_order=2)])
    figures = ours({"FY2024": 74.0, "FY2023": 70.0})
    first = compare_groups(figures=figures, comparators=known, polarities={1: "higher"}, until=TODAY)
    again = compare_groups(
        figures=figures.reverse(), comparators=known.reverse(), polarities={1: "higher"}, until=TODAY
    )
    assert first == again


def test_numbers_are_written_as_people_read_them() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 102, 113)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "113th",
    ]  # fmt: skip
    assert written(71.25, Measure(unit="percent", decimals=1)) == "71.3%"
    assert written(-1234.5, Measure(unit="money", decimals=2)) == "-£1,234.50"
    assert written(1e15, Measure()) == "1,000,000,000,000,000"
    assert written(12.0, Measure(unit="days", decimals=0)) == "12 days"
