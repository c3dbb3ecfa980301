"""The council as a record, its tree on a day, who holds which role and which post on a day."""

from goldenthread.domain.organisation.rules.council import AuthorityRow
from goldenthread.domain.organisation.rules.holding import (
    SLOTS,
    Span,
    clash,
    day_in_words,
    missing,
    said_again,
    stretch,
    vacancies,
)
from goldenthread.domain.organisation.rules.roles import Held, held_on, roles_on, units_covered
from goldenthread.domain.organisation.rules.tree import Placed, circle, parents_on, subtree, top

__all__ = [
    "SLOTS",
    "AuthorityRow",
    "Held",
    "Placed",
    "Span",
    "circle",
    "clash",
    "day_in_words",
    "held_on",
    "missing",
    "parents_on",
    "roles_on",
    "said_again",
    "stretch",
    "subtree",
    "top",
    "units_covered",
    "vacancies",
]
