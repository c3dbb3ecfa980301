"""The promises of the authority's own records, each broken once on the real database."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

DAY, DAY_AFTER = date(2020, 4, 1), date(2020, 4, 2)

CASES: Cases = {
    "place_kind_is_known": ("Place", [{"kind": "moon"}, {"kind": ""}]),
    "place_is_named": ("Place", [{"name": ""}, {"code": ""}]),
    "place_ends_after_it_starts": ("Place", [{"valid_from": DAY_AFTER, "valid_to": DAY}]),
    "place_successor_needs_an_end": ("Place", [{"successor_id": lambda first: first["id"]}]),
    "authority_is_one": ("Authority", [{"id": 2}]),
    "authority_scheme_is_known": ("Authority", [{"scheme": "mood"}, {"scheme": ""}]),
    "authority_direction_is_known": ("Authority", [{"direction_method": "sideways"}]),
    "authority_colour_is_a_colour": (
        "Authority",
        [{"colour": word} for word in ("", "blue", "#12436", "#GGGGGG", "12436D#")],
    ),
    "authority_tolerance_is_given": ("Authority", [{"scheme": "percent"}, {"scheme": "absolute"}]),
    "unit_kind_is_known": ("Unit", [{"kind": "team"}]),
    "unit_is_named": ("Unit", [{"name": ""}, {"code": ""}]),
    "unit_not_its_own_parent": ("Unit", [{"id": 77, "parent_id": 77, "kind": "division"}]),
    "unit_ends_after_it_starts": ("Unit", [{"valid_from": DAY_AFTER, "valid_to": DAY}]),
    "unit_directorate_has_no_parent": ("Unit", [{"parent_id": lambda first: first["id"]}]),
    "committee_is_named": ("Committee", [{"name": ""}, {"code": ""}]),
    "post_kind_is_known": ("Post", [{"kind": "person"}]),
    "post_is_named": ("Post", [{"title": ""}, {"code": ""}]),
    "post_portfolio_is_a_members": ("Post", [{"portfolio": "Finance"}]),
    "unit_placement_not_in_itself": ("UnitPlacement", [{"parent_id": lambda first: first["unit_id"]}]),
    "post_holding_ends_after_it_starts": ("PostHolding", [{"starts": DAY_AFTER, "ends": DAY}]),
    "user_email_once_in_any_capitals": ("User", [{"email": "OFFICER@downland.EXAMPLE"}]),
    "user_is_named": ("User", [{"name": ""}]),
    "role_is_known": ("RoleAssignment", [{"role": "emperor"}]),
    "role_ends_after_it_starts": ("RoleAssignment", [{"starts": DAY_AFTER, "ends": DAY}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["Place", "Unit"])
def test_one_day_and_an_open_end_are_accepted(model: str) -> None:
    write(model=model, change={"valid_from": DAY, "valid_to": DAY})
    write(model=model, change={"code": "OPEN", "valid_from": DAY, "valid_to": None})


@pytest.mark.django_db
def test_a_post_may_have_past_holders_and_deputies_beside_its_holder() -> None:
    same_post = {"post_id": lambda first: first["post_id"]}
    write(model="PostHolding", change=same_post | {"ends": DAY})
