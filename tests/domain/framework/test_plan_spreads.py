"""The spread of a whole plan counts each thing once."""

from datetime import date

from goldenthread.domain.framework.rules.plan_spreads import plan_spreads
from goldenthread.domain.framework.rules.rows import ItemRow, Node, Rated, Thread
from goldenthread.domain.framework.rules.spreads import NOTHING


def node(code: str, plan: str, *, above: tuple[str, ...] = (), own: tuple[str, ...] = ()) -> Node:
    """Return an item of a plan with things rated "key:rating"."""
    item = ItemRow(
        id=1, code=code, plan=plan, plan_title=plan, plan_kind="statement",
        plan_starts=date(2026, 4, 1), plan_ends=date(2030, 3, 31), level="line", level_name="Line", parent="",
        label="", title=code, description="", state="active", starts=None, ends=None, order=0, lead_officer=None,
        chief_officer=None, cabinet_member=None, partner=None, number=1, reason="",
    )  # fmt: skip
    rated = tuple(
        Rated(kind="milestone", key=key, title=key, rating=rating) for key, rating in (one.split(":") for one in own)
    )
    return Node(item=item, above=above, below=(), own=rated, spread=NOTHING)


def thread(*nodes: Node) -> Thread:
    """Return a thread of nodes, parents first."""
    return Thread(on=date(2026, 7, 1), as_at=None, roots=(), nodes={one.item.code: one for one in nodes})


def test_what_two_items_share_counts_once_in_the_plan() -> None:
    found = plan_spreads(
        thread(
            node("A", "BOLD", own=("m1:red", "m2:green")),
            node("B", "BOLD", own=("m1:red",)),
            node("L", "UNIT", above=("A", "B"), own=("m3:amber",)),
        )
    )
    assert (found["BOLD"].green, found["BOLD"].amber, found["BOLD"].red, found["BOLD"].rating) == (1, 1, 1, "red")
    assert (found["UNIT"].amber, found["UNIT"].red, found["UNIT"].rating) == (1, 0, "amber")


def test_a_plan_without_anything_rated_has_no_rating() -> None:
    assert plan_spreads(thread(node("A", "BOLD")))["BOLD"].rating == ""
    assert plan_spreads(thread()) == {}
