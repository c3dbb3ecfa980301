"""How a promise of the database is broken on purpose: a copy of a good row, changed, written past all our own code.

Everything here writes SQL by hand. A test that went through the models would show what the models refuse; these show
what the database refuses, whoever writes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from tests import factories
from tests.domain.approvals.specimens import SPECIMENS as APPROVALS
from tests.domain.collection.specimens import SPECIMENS as RETURNS
from tests.domain.consultation.specimens import SPECIMENS as CONSULTATION
from tests.domain.delivery.specimens import SPECIMENS as WORK
from tests.domain.framework.specimens import SPECIMENS as PLANS
from tests.domain.unit_plans.specimens import SPECIMENS as UNIT_PLANS

Row = dict[str, Any]


@dataclass(frozen=True)
class Specimen:
    """A good row of one model, and what must change for a second row to be good as well.

    ``alone`` is for the model that may have one row only: the first is removed before the second is written.
    """

    make: Callable[[], models.Model]
    fresh: Mapping[str, Any]
    alone: bool = False


def _indicator() -> Any:
    return factories.indicator()


SPECIMENS: dict[str, Specimen] = {
    "Place": Specimen(factories.place, {"code": "X20000000"}),
    "Authority": Specimen(factories.authority, {}, alone=True),
    "Unit": Specimen(factories.unit, {"code": "OTHER"}),
    "Committee": Specimen(factories.committee, {"code": "OTHER"}),
    "Post": Specimen(factories.post, {"code": "OTHER"}),
    "User": Specimen(lambda: factories.user(subject="issuer#1"), {"email": "other@x.example", "subject": "issuer#2"}),
    "RoleAssignment": Specimen(
        lambda: factories.user(role="officer").roles.get(),
        {},
    ),
    "PostHolding": Specimen(
        lambda: factories.holding(post=factories.post(), user=factories.user()),
        {"post_id": lambda: factories.post(code="NEXT").pk},
    ),
    "UnitPlacement": Specimen(
        lambda: factories.placement(unit=factories.unit(), parent=None, starts=date(2024, 4, 1)),
        {"starts": date(2025, 4, 1)},
    ),
    "Period": Specimen(factories.period, {"code": "OTHER", "kind": "other"}),
    "Indicator": Specimen(_indicator, {"reference": "OTHER"}),
    "Definition": Specimen(lambda: _indicator().definitions.get(), {"number": 2, "reason": "Clearer words."}),
    "Observation": Specimen(
        lambda: factories.observation(indicator=_indicator(), period=factories.period()),
        {"number": 2, "reason": "A late return."},
    ),
    "Target": Specimen(
        lambda: factories.target(indicator=_indicator(), period=factories.period(), approver=factories.post()),
        {"number": 2, "reason": "Cabinet decided."},
    ),
    "Commentary": Specimen(
        lambda: factories.commentary(indicator=_indicator(), period=factories.period()),
        {"number": 2, "reason": "More is known."},
    ),
    "ComparatorGroup": Specimen(factories.comparator_group, {"code": "OTHER"}),
    "ComparatorArea": Specimen(factories.comparator_area, {"code": "OTHER"}),
    "ComparatorMember": Specimen(
        lambda: factories.comparator_member(role="median"),
        {"area_id": lambda: factories.comparator_area(code="OTHER").pk, "role": "average"},
    ),
    "ComparatorValue": Specimen(
        lambda: factories.comparator_value(indicator=_indicator(), period=factories.period()),
        {"number": 2, "reason": "Published again."},
    ),
    **{
        name: Specimen(make, fresh)
        for name, (make, fresh) in (WORK | PLANS | RETURNS | APPROVALS | CONSULTATION | UNIT_PLANS).items()
    },
    "Assessment": Specimen(lambda: factories.assessment(period=factories.period()), {}),
    "Result": Specimen(lambda: factories.result(indicator=_indicator(), period=factories.period()), {"number": 2}),
    "MethodResult": Specimen(
        lambda: factories.method_result(indicator=_indicator(), period=factories.period()), {"method": "xmr"}
    ),
    "Override": Specimen(lambda: factories.override(indicator=_indicator(), period=factories.period()), {"number": 2}),
    "Edition": Specimen(
        lambda: factories.edition(period=factories.period()), {"number": 2, "note": "A figure was corrected."}
    ),
    "EditionFile": Specimen(lambda: factories.edition_file(period=factories.period()), {"format": "pdf"}),
    "Publication": Specimen(
        lambda: factories.publication(period=factories.period()),
        {"edition_id": lambda: factories.edition(period=factories.period(), number=2, note="Again.").pk},
    ),
    "ExceptionReview": Specimen(
        lambda: factories.exception_review(indicator=_indicator(), period=factories.period()), {"number": 2}
    ),
    "AuditEvent": Specimen(factories.event, {"sequence": 9, "hash": "a" * 64, "previous_hash": "b" * 64}),
}
"""Every model of the domain by name."""


def stored(row: models.Model) -> Row:
    """Return the columns of ``row`` as the database holds them."""
    table, key = row._meta.db_table, row._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE "{key}" = %s', [row.pk])  # noqa: S608  names are ours
        found = cursor.fetchone()
        assert found is not None
        return dict(zip([column[0] for column in cursor.description], found, strict=True))


def write(*, model: str, change: Mapping[str, Any]) -> None:
    """Write a second row: the specimen with what makes it good, then ``change``; check the foreign keys.

    A value of ``change`` may be a function of the stored first row. Raises what the database raises.
    """
    specimen = SPECIMENS[model]
    first = specimen.make()
    row = stored(first)
    key = str(first._meta.pk.column)
    second = dict(row)
    if not specimen.alone and key != "sequence":
        del second[key]
    second |= {name: value() if callable(value) else value for name, value in specimen.fresh.items()}
    second |= {name: value(row) if callable(value) else value for name, value in change.items()}
    table = first._meta.db_table
    columns = ", ".join(f'"{name}"' for name in second)
    marks = ", ".join(["%s"] * len(second))
    with transaction.atomic(), connection.cursor() as cursor:
        if specimen.alone:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  names are ours
        cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(second.values()))  # noqa: S608  names are ours
        connection.check_constraints(table_names=[table])


Cases = dict[str, tuple[str, list[Row]]]
"""Constraint by name: the model, and one or more changes each of which breaks this constraint and no other."""


def variants(cases: Cases) -> list[tuple[str, str, Row]]:
    """Return (constraint, model, change) for every change in ``cases``."""
    return [(name, model, change) for name, (model, changes) in cases.items() for change in changes]
