"""Who may bring in what through the pages."""

from datetime import date
from typing import Any

from goldenthread.domain.collection.rules.files import FILE_KINDS
from goldenthread.domain.organisation.permissions import may, units_where
from goldenthread.domain.organisation.queries import posts_of

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


class Reach:
    """Which returns a person may fill in, and which they may sign, on a day: read once for a whole list.

    Filling in: the post's holder and deputies may, and whoever has a role over the post's unit that enters returns.
    Signing: by a role over the unit; that nobody signs what they submitted themselves is for approvals to say. A post
    outside the tree needs a role over the whole council.
    """

    def __init__(self, user: Any, *, on: date) -> None:
        self._user, self._on = user, on
        self._covered: dict[str, frozenset[int] | None] = {}
        self.held = posts_of(user, on=on) if getattr(user, "is_active", False) else []
        deputy_of = posts_of(user, on=on, as_deputy=True) if getattr(user, "is_active", False) else []
        self.posts = {post.id for post in (*self.held, *deputy_of)}

    def owns(self, *, post: int) -> bool:
        """Say whether the person holds ``post`` (an id), or is its deputy."""
        return post in self.posts

    def enters(self, *, post: int, unit: int | None) -> bool:
        """Say whether the person may type, submit and answer in the return of ``post``, which belongs to ``unit``."""
        return self.owns(post=post) or self._over("goldenthread.enter_returns", unit)

    def signs(self, *, stage: str, unit: int | None) -> bool:
        """Say whether the person may decide at ``stage`` on a return that belongs to ``unit``."""
        return stage in SIGNS and self._over(SIGNS[stage], unit)

    def signs_somewhere(self, *, stage: str) -> bool:
        """Say whether the person may decide at ``stage`` in any part of the council."""
        return stage in SIGNS and may(self._user, SIGNS[stage], on=self._on)

    def _over(self, permission: str, unit: int | None) -> bool:
        if permission not in self._covered:
            held = may(self._user, permission, on=self._on)
            self._covered[permission] = units_where(self._user, permission, on=self._on) if held else frozenset()
        covered = self._covered[permission]
        return covered is None or unit in covered
