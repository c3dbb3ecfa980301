"""The promises of indicators, definitions, figures, targets and commentary, each broken once on the real database."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

NO_VALUE: Row = {"value": None}
NO_PARTS: Row = {"numerator": "0", "denominator": "0"}

CASES: Cases = {
    "indicator_is_named": ("Indicator", [{"name": ""}, {"reference": ""}]),
    "indicator_kind_is_known": ("Indicator", [{"kind": "wish"}]),
    "indicator_frequency_is_known": ("Indicator", [{"frequency": "fortnight"}]),
    "indicator_ends_after_it_starts": ("Indicator", [{"starts": date(2020, 4, 2), "ends": date(2020, 4, 1)}]),
    "indicator_roll_up_is_known": ("Indicator", [{"roll_up_time": "product"}, {"roll_up_place": "mean"}]),
    "definition_numbered_from_one": ("Definition", [{"number": 0}]),
    "definition_revision_says_why": ("Definition", [{"reason": ""}]),
    "definition_polarity_is_known": ("Definition", [{"polarity": "up"}, {"polarity": ""}]),
    "definition_basis_is_known": ("Definition", [{"basis": "guess"}, {"basis": ""}]),
    "definition_scheme_is_known": ("Definition", [{"scheme": "mood"}]),
    "definition_decimals_can_be_shown": ("Definition", [{"decimals": 10}]),
    "definition_tolerance_not_negative": ("Definition", [{"tolerance": "-0.001"}]),
    "definition_tolerance_is_given": ("Definition", [{"scheme": "percent"}, {"scheme": "absolute"}]),
    "observation_numbered_from_one": ("Observation", [{"number": 0}]),
    "observation_revision_says_why": ("Observation", [{"reason": ""}]),
    "observation_status_is_known": ("Observation", [{"status": "guess"} | NO_VALUE, {"status": ""} | NO_VALUE]),
    "observation_value_matches_status": (
        "Observation",
        [
            *({"status": word} | NO_VALUE for word in ("final", "provisional", "estimated")),
            *({"status": word, "status_reason": "Why."} for word in ("not_available", "not_due", "suppressed")),
        ],
    ),
    "observation_absence_is_explained": ("Observation", [{"status": "not_available", "status_reason": ""} | NO_VALUE]),
    "observation_parts_come_together": ("Observation", [{"numerator": "1"}, {"denominator": "1"}]),
    "observation_denominator_above_zero": (
        "Observation",
        [{"numerator": "1", "denominator": word} for word in ("0", "0.00", "-1")],
    ),
    "target_numbered_from_one": ("Target", [{"number": 0}]),
    "target_revision_says_why": ("Target", [{"reason": ""}]),
    "target_revision_has_an_approver": ("Target", [{"approver_id": None}]),
    "target_says_something": ("Target", [NO_VALUE]),
    "target_range_is_in_order": ("Target", [{"lower": "2", "upper": "1"}, {"lower": "10", "upper": "9"}]),
    "target_tolerance_not_negative": ("Target", [{"tolerance": "-1"}]),
    "target_apportion_is_known": ("Target", [{"apportion": "fairly"}]),
    "target_basis_is_known": ("Target", [{"basis": "hope"}]),
    "target_floor_needs_a_target": ("Target", [{"floor": "1", "lower": "1"} | NO_VALUE]),
    "comparatorgroup_is_named": ("ComparatorGroup", [{"code": ""}, {"name": ""}]),
    "comparatorgroup_kind_is_known": ("ComparatorGroup", [{"kind": "friends"}, {"kind": ""}]),
    "comparatorarea_is_named": ("ComparatorArea", [{"code": ""}, {"name": ""}]),
    "comparatormember_role_is_known": ("ComparatorMember", [{"role": "best"}, {"role": ""}]),
    "publishedvalue_numbered_from_one": ("ComparatorValue", [{"number": 0}]),
    "publishedvalue_revision_says_why": ("ComparatorValue", [{"reason": ""}]),
    "publishedvalue_status_is_known": (
        "ComparatorValue",
        [{"status": word} | NO_VALUE for word in ("not_due", "guess", "")],
    ),
    "publishedvalue_value_matches_status": (
        "ComparatorValue",
        [
            *({"status": word} | NO_VALUE for word in ("final", "provisional", "estimated")),
            *({"status": word} for word in ("not_available", "suppressed")),
        ],
    ),
    "publishedvalue_has_source_and_licence": ("ComparatorValue", [{"source": ""}, {"licence": ""}]),
    "publishedvalue_parts_belong_to_a_value": (
        "ComparatorValue",
        [
            {"numerator": "1"},
            {"denominator": "1"},
            {"numerator": "-1", "denominator": "4"},
            *({"numerator": "1", "denominator": word} for word in ("0", "-1")),
            {"numerator": "1", "denominator": "4", "status": "suppressed"} | NO_VALUE,
        ],
    ),
    "commentary_numbered_from_one": ("Commentary", [{"number": 0}]),
    "commentary_says_something": ("Commentary", [{"context": "", "action_taken": "", "action_planned": ""}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "change"),
    [
        ("Observation", {"value": "0", "numerator": "0", "denominator": "0.5"}),
        ("Observation", {"status": "not_available", "status_reason": "No cases."} | NO_PARTS | NO_VALUE),
        ("Observation", {"status": "not_due"} | NO_VALUE),
        ("Observation", {"status": "suppressed"} | NO_VALUE),
        ("ComparatorValue", {"value": "0", "numerator": "0", "denominator": "0.5"}),
        ("ComparatorValue", {"status": "suppressed"} | NO_VALUE),
        ("ComparatorMember", {"role": "member"}),
        ("Target", {"lower": "9", "upper": "10"} | NO_VALUE),
        ("Target", {"lower": "-10", "upper": "-9.5", "floor": "0"}),
        ("Target", {"tolerance": "0"}),
        ("Definition", {"scheme": "percent", "tolerance": "0", "decimals": 9}),
        ("Definition", {"scheme": "absolute", "tolerance": "10"}),
    ],
)
def test_the_nearest_good_row_is_accepted(model: str, change: Row) -> None:
    write(model=model, change=change)
