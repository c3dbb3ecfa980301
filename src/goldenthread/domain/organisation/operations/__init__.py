"""The only writes about the council itself: its places, parts, posts and people."""

from goldenthread.domain.organisation.operations.council import TABLES, save_rows
from goldenthread.domain.organisation.operations.people import (
    SETUP_EMAIL,
    PersonError,
    create_user,
    disable_user,
    save_people,
    set_password,
    setup_person,
)
from goldenthread.domain.organisation.operations.upserts import Changes, upsert

__all__ = [
    "SETUP_EMAIL",
    "TABLES",
    "Changes",
    "PersonError",
    "create_user",
    "disable_user",
    "save_people",
    "save_rows",
    "set_password",
    "setup_person",
    "upsert",
]
