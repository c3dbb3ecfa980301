"""The only writes about the council itself: its places, parts, posts and people."""

from goldenthread.domain.organisation.operations.council import TABLES, save_rows
from goldenthread.domain.organisation.operations.holding import (
    HoldingError,
    begin_holding,
    change_holding,
    hand_over,
    save_holders,
)
from goldenthread.domain.organisation.operations.people import (
    SETUP_EMAIL,
    PersonError,
    create_user,
    disable_user,
    save_people,
    set_password,
    setup_person,
)
from goldenthread.domain.organisation.operations.structure import MoveError, move_unit, save_moves
from goldenthread.domain.organisation.operations.upserts import Changes, upsert

__all__ = [
    "SETUP_EMAIL",
    "TABLES",
    "Changes",
    "HoldingError",
    "MoveError",
    "PersonError",
    "begin_holding",
    "change_holding",
    "create_user",
    "disable_user",
    "hand_over",
    "move_unit",
    "save_holders",
    "save_moves",
    "save_people",
    "save_rows",
    "set_password",
    "setup_person",
    "upsert",
]
