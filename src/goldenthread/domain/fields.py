"""How the database keeps a number: exactly as it was given.

SQLite has no exact decimal: a column of type ``decimal`` turns "0.10" into a binary fraction. Figures that a council
publishes must come back as they went in, so SQLite keeps their text and PostgreSQL an unconstrained ``numeric``.
"""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models.functions import Cast

if TYPE_CHECKING:
    _Field = models.Field[Any, Decimal | None]
else:
    _Field = models.Field


class ExactDecimalField(_Field):
    """A decimal of any size and scale, stored exactly on both databases; NaN and infinities are refused."""

    description = "Exact decimal"

    def db_type(self, connection: Any) -> str:
        """Text on SQLite, numeric on PostgreSQL."""
        return "numeric" if connection.vendor == "postgresql" else "text"

    def db_check(self, connection: Any) -> str:
        """The database refuses what is no finite decimal, whoever writes it."""
        column = connection.ops.quote_name(self.column)
        if connection.vendor == "postgresql":
            return f"{column} NOT IN ('NaN', 'Infinity', '-Infinity')"
        return (
            f"typeof({column}) IN ('text', 'null') AND {column} NOT GLOB '*[^-0-9.]*' AND {column} GLOB '*[0-9]*' "
            f"AND {column} NOT GLOB '?*-*' AND {column} NOT GLOB '*.*.*'"
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        """Return the stored figure, digit for digit."""
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        """Return ``value`` as a finite decimal or None; floats are refused because they already lost digits.

        Raises ``ValidationError`` for anything else.
        """
        if value is None or value == "":
            return None
        if isinstance(value, float):
            raise ValidationError("A binary fraction cannot be stored exactly: pass a Decimal or its text.")
        try:
            number = Decimal(value)
        except (InvalidOperation, TypeError, ValueError) as error:
            raise ValidationError(f"“{value}” is not a number.") from error
        if not number.is_finite():
            raise ValidationError(f"“{value}” is not a finite number.")
        return number

    def get_prep_value(self, value: Any) -> str | None:
        """Return the canonical text of the number, without an exponent."""
        number = self.to_python(super().get_prep_value(value))
        return None if number is None else format(number, "f")


def as_float(name: str) -> Cast:
    """Return column ``name`` as a binary number, for comparing inside a database constraint only."""
    return Cast(F(name), models.FloatField())
