"""Who may bring in what through the pages."""

from datetime import date
from typing import Any

from goldenthread.domain.collection.rules.files import FILE_KINDS
from goldenthread.domain.organisation.permissions import acts_for, may, units_where

FOR_OFFICERS = ("observations", "commentary")
"""What a data officer loads. The performance team loads the rest; people and roles come by command only."""
BY_COMMAND = ("people",)


def kinds_for(*, everything: bool) -> list[str]:
    """Return the kinds of file a person may load by page, in the order in which they are loaded.

    ``everything`` is for the performance team; anybody else who may load figures brings in figures and commentary.
    """
    names = [kind.name for kind in FILE_KINDS]
    if everything:
        return [name for name in names if name not in BY_COMMAND]
    return [name for name in names if name in FOR_OFFICERS]


def units_to_load_for(user: Any, *, on: date) -> frozenset[int] | None:
    """Return the ids of the units whose figures ``user`` may bring in on a day; None is every unit.

    A data officer of a directorate loads for its indicators only. Who has no role that loads is not limited here: the
    pages do not let them in, and the command line belongs to whoever runs the computer.
    """
    if not may(user, "goldenthread.load_figures", on=on):
        return None
    return units_where(user, "goldenthread.load_figures", on=on)


SIGNS = {"head_of_service": "goldenthread.sign_as_head", "director": "goldenthread.sign_as_director"}
"""The permission that each stage of sign-off needs."""


def may_enter(user: Any, *, post: int, unit: int | None, on: date) -> bool:
    """Say whether ``user`` may type, submit and answer in the return of ``post``, which belongs to ``unit``.

    The post's holder and deputies may, and whoever has a role over the unit that enters returns.
    """
    return acts_for(user, post=post, on=on) or _over(user, "goldenthread.enter_returns", unit=unit, on=on)


def may_sign(user: Any, *, stage: str, unit: int | None, on: date) -> bool:
    """Say whether ``user`` may decide at ``stage`` on a return that belongs to ``unit``: by a role over that unit.

    A post outside the tree needs a role over the whole council. That nobody signs what they submitted themselves is
    for approvals to say.
    """
    return stage in SIGNS and _over(user, SIGNS[stage], unit=unit, on=on)


def _over(user: Any, permission: str, *, unit: int | None, on: date) -> bool:
    if not may(user, permission, on=on):
        return False
    covered = units_where(user, permission, on=on)
    return covered is None or unit in covered
