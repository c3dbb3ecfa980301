"""Every promise of the database is known here and broken somewhere: a new one without a breach fails the build.

What has a name of its own is broken in the packages' own test_constraints; what every table has (values that must be
there, keys that must exist, rows that must be one) is found by looking and broken here.
"""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from goldenthread.domain.fields import ExactDecimalField
from tests.domain.approvals.test_constraints import CASES as APPROVALS
from tests.domain.assessment.test_constraints import CASES as ASSESSMENT
from tests.domain.audit.test_constraints import CASES as AUDIT
from tests.domain.breaches import SPECIMENS, write
from tests.domain.calendar.test_constraints import CASES as CALENDAR
from tests.domain.collection.test_constraints import CASES as COLLECTION
from tests.domain.consultation.test_constraints import CASES as CONSULTATION
from tests.domain.delivery.test_constraints import CASES as DELIVERY
from tests.domain.framework.test_constraints import CASES as FRAMEWORK
from tests.domain.indicators.test_constraints import CASES as INDICATORS
from tests.domain.organisation.test_constraints import CASES as ORGANISATION
from tests.domain.reporting.test_constraints import CASES as REPORTING
from tests.domain.unit_plans.test_constraints import CASES as UNIT_PLANS

BROKEN_BY_NAME = (
    UNIT_PLANS
    | CONSULTATION
    | APPROVALS
    | ASSESSMENT
    | AUDIT
    | CALENDAR
    | COLLECTION
    | DELIVERY
    | FRAMEWORK
    | INDICATORS
    | ORGANISATION
    | REPORTING
)
MODELS: dict[str, type[models.Model]] = {
    model.__name__: model for model in apps.get_app_config("goldenthread").get_models()
}
NOBODY = 999_999_999


def _guards(model: str, column: str) -> str:
    """The column, and the named constraints that speak of it: whichever the database looks at first refuses."""
    field = next(field.name for field in _fields(of=MODELS[model]) if field.column == column)
    checks = [one for one in MODELS[model]._meta.constraints if isinstance(one, models.CheckConstraint)]
    about = re.compile(rf"'{field}'|'{field}__|F\({field}\)")
    return "|".join([column, *[one.name for one in checks if about.search(str(one.condition))]])


def _fields(*, of: type[models.Model]) -> list[Any]:
    return [field for field in of._meta.concrete_fields if not field.primary_key]


def _columns(kind: Any) -> list[tuple[str, str]]:
    return [(name, field.column) for name, model in MODELS.items() for field in _fields(of=model) if kind(field)]


def _uniques() -> list[tuple[str, str, tuple[str, ...]]]:
    found: list[tuple[str, str, tuple[str, ...]]] = [
        (name, column, (column,)) for name, column in _columns(lambda field: field.unique)
    ]
    for name, model in MODELS.items():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                named: list[Any] = [model._meta.get_field(field) for field in constraint.fields]
                columns = tuple(field.column for field in named)
                found.append((name, constraint.name, columns))
    return found


def test_every_named_constraint_has_a_breach_and_every_breach_a_constraint() -> None:
    named = {
        constraint.name
        for model in MODELS.values()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint) or not getattr(constraint, "fields", ())
    }
    assert named == set(BROKEN_BY_NAME)


def test_a_breach_names_the_model_that_has_the_constraint() -> None:
    holders = {constraint.name: name for name, model in MODELS.items() for constraint in model._meta.constraints}
    assert {name: holders[name] for name in BROKEN_BY_NAME} == {
        name: model for name, (model, _) in BROKEN_BY_NAME.items()
    }


def test_every_model_has_a_specimen() -> None:
    assert set(SPECIMENS) == set(MODELS)


@pytest.mark.django_db
def test_the_database_really_has_every_named_constraint() -> None:
    with connection.cursor() as cursor:
        for model in MODELS.values():
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
            wanted = {constraint.name for constraint in model._meta.constraints}
            assert wanted <= set(there), model.__name__


@pytest.mark.django_db
@pytest.mark.parametrize("model", SPECIMENS)
def test_a_second_good_row_is_accepted(model: str) -> None:
    write(model=model, change={})


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), _columns(lambda field: not field.null))
def test_a_value_that_must_be_there_is_missed(model: str, column: str) -> None:
    with pytest.raises(IntegrityError, match=rf"(?i)not.null.*\b{column}\b|\b{column}\b.*not.null"):
        write(model=model, change={column: None})


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), _columns(lambda field: field.is_relation))
def test_a_key_must_lead_somewhere(model: str, column: str) -> None:
    # A successor needs an end date first; elsewhere the key alone is wrong.
    also = {"valid_to": "2020-04-01"} if column == "successor_id" else {}
    also |= {"kind": "division"} if (model, column) == ("Unit", "parent_id") else {}
    with pytest.raises(IntegrityError, match=rf"(?i)foreign key.*{column}|{column}.*{NOBODY}"):
        write(model=model, change={column: NOBODY} | also)


@pytest.mark.django_db(transaction=True)
def test_a_key_that_leads_nowhere_is_refused_when_the_work_is_kept() -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO goldenthread_post (code, title, kind, portfolio, unit_id) "
            "VALUES ('P', 'Post', 'officer', '', %s)",
            [NOBODY],
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "name", "columns"), _uniques())
def test_the_same_key_twice_is_refused(model: str, name: str, columns: tuple[str, ...]) -> None:
    same = {column: lambda first, column=column: first[column] for column in columns}
    if connection.vendor == "postgresql":
        expected = name if name != columns[0] else rf"\({name}\)|email"
    else:
        expected = ", ".join(f"goldenthread_{model.lower()}.{column}" for column in columns) + "|email"
    with pytest.raises(IntegrityError, match=rf"(?i)unique.*({expected})|({expected})"):
        write(model=model, change=same)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "column"),
    _columns(lambda field: isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField)),
)
def test_a_count_is_never_below_zero(model: str, column: str) -> None:
    # Fewer results than changes is refused first: with both below zero only this promise is broken.
    also = ("results", "changed") if column == "results" else (column,)
    with pytest.raises(IntegrityError, match=rf"(?i)check.*({'|'.join(_guards(model, one) for one in also)})"):
        write(model=model, change=dict.fromkeys(also, -1))


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), _columns(lambda field: isinstance(field, models.JSONField)))
def test_what_should_be_json_is_json(model: str, column: str) -> None:
    with pytest.raises(DatabaseError, match=r"(?i)json"):
        write(model=model, change={column: "{"})


NO_FINITE_DECIMALS = ("NaN", "Infinity", "-Infinity")
NO_NUMBERS_AT_ALL = ("", " ", "-", ".", "-.", "1,5", "1.2.3", "--1", "1-2", "£1", "12%", "0x1F", "one", "1 000")


@pytest.mark.django_db
@pytest.mark.parametrize("text", NO_FINITE_DECIMALS)
@pytest.mark.parametrize(("model", "column"), _columns(lambda field: isinstance(field, ExactDecimalField)))
def test_a_figure_is_finite(model: str, column: str, text: str) -> None:
    with pytest.raises(IntegrityError, match=rf"(?i)check.*({_guards(model, column)})"):
        write(model=model, change={column: text})


@pytest.mark.django_db
@pytest.mark.parametrize("text", NO_NUMBERS_AT_ALL)
def test_a_figure_is_a_number(text: str) -> None:
    with pytest.raises(DatabaseError, match=r"(?i)check.*tolerance|invalid input syntax for type numeric"):
        write(model="Authority", change={"tolerance": text})


def test_this_file_looks_at_everything_that_can_break() -> None:
    """The four searches above must find something: a search that finds nothing would pass."""
    assert len(_columns(lambda field: not field.null)) > 100
    assert len(_columns(lambda field: field.is_relation)) > 30
    assert len(_uniques()) > 15
    assert len(_columns(lambda field: isinstance(field, ExactDecimalField))) > 15
    assert all(re.fullmatch(r"[a-z_]+", name) for name in BROKEN_BY_NAME)
