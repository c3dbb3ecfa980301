"""Small questions of pages: where an indicator is used, who may read and change work, a code that is free."""

from datetime import date

import pytest

from goldenthread.domain.framework.operations import add_work
from goldenthread.domain.framework.permissions import may_add_work, may_edit
from goldenthread.domain.framework.queries.pages import items_having, next_work_code, readable_work, uses_of
from goldenthread.domain.framework.queries.reading import items
from goldenthread.domain.framework.rules.rows import ItemRow
from goldenthread.domain.organisation.models import PostHolding
from tests import factories
from tests.factories import plans as made

TODAY = date(2026, 7, 1)

pytestmark = pytest.mark.django_db


def row(code: str = "BOLD-1", *, reader: object = None) -> ItemRow:
    """Return an item as a reader sees it."""
    return items(for_user=reader, codes=[code])[0]


def test_where_an_indicator_is_used() -> None:
    made.measure(item=made.item())
    made.measure(item=made.item(code="BOLD-2"), position=2, kind="evidence", text="Letters")
    secret = made.item(code="MINE-1", of=made.personal_plan())
    made.measure(item=secret)
    reference = factories.indicator().reference
    assert [one.code for one in uses_of(reference=reference, for_user=None)] == ["BOLD-1"]
    officer = factories.user()
    assert {one.code for one in uses_of(reference=reference, for_user=officer)} == {"BOLD-1", "MINE-1"}
    assert uses_of(reference=reference, for_user=None, public_only=True) == []


def test_a_measure_that_was_withdrawn_or_changed_is_no_use() -> None:
    item = made.item()
    made.measure(item=item)
    made.measure(item=item, number=2, kind="evidence", text="Letters instead", reason="Not collectable")
    assert uses_of(reference=factories.indicator().reference, for_user=None) == []


def test_work_is_read_by_whoever_may_read_an_item_that_has_it() -> None:
    made.item_work(item=made.item(code="MINE-1", of=made.personal_plan()), work=made.work(code="SECRET"))
    made.item_work()
    stranger = factories.user(email="stranger@downland.example", name="Stranger")
    assert items_having(work="SECRET", for_user=stranger) == []
    assert [one.code for one in items_having(work="SECRET", for_user=factories.user())] == ["MINE-1"]
    assert readable_work(codes=["SECRET", "M1", "NONE"], for_user=stranger) == {"M1"}


def test_a_new_code_is_one_that_nothing_has() -> None:
    made.item_work(work=made.work(code="BOLD-1-M1"))
    made.work(code="BOLD-1-M2")
    assert next_work_code(item="BOLD-1") == "BOLD-1-M3"


def test_work_is_added_with_its_item_or_not_at_all() -> None:
    made.item()
    work = {"code": "BOLD-1-M1", "kind": "milestone", "title": "Open", "starts": TODAY, "baseline": TODAY}
    by = factories.user(role="performance")
    with pytest.raises(ValueError, match="NONE"):
        add_work(item="NONE", work=work, by=by, at=factories.NOON)
    assert readable_work(codes=["BOLD-1-M1"], for_user=by) == set()
    add_work(item="BOLD-1", work=work, by=by, at=factories.NOON)
    assert readable_work(codes=["BOLD-1-M1"], for_user=by) == {"BOLD-1-M1"}


def test_who_answers_for_an_item_may_change_it_and_so_may_the_deputy() -> None:
    post = factories.post()
    made.item(chief_officer=post)
    holder = factories.user(email="holder@downland.example", name="Holder", role="director")
    deputy = factories.user(email="deputy@downland.example", name="Deputy", role="officer")
    stranger = factories.user(email="stranger@downland.example", name="Stranger", role="officer")
    PostHolding.objects.create(post=post, user=holder, starts=None, ends=date(2026, 12, 31))
    PostHolding.objects.create(post=post, user=deputy, starts=None, ends=None, deputy=True)
    asked = {
        name: may_edit(user, row(), on=TODAY)
        for name, user in {"holder": holder, "deputy": deputy, "stranger": stranger}.items()
    }
    assert asked == {"holder": True, "deputy": True, "stranger": False}
    assert not may_edit(holder, row(), on=date(2027, 1, 1))  # her time is over
    assert may_edit(factories.user(email="pm@downland.example", name="PM", role="performance"), row(), on=TODAY)
    assert not may_edit(factories.user(email="cllr@downland.example", name="Cllr", role="member"), row(), on=TODAY)


def test_a_member_who_answers_reads_and_does_not_write() -> None:
    post = factories.post(code="CM", title="Cabinet Member", kind="cabinet_member")
    made.item(cabinet_member=post)
    member = factories.user(email="cllr@downland.example", name="Cllr", role="member")
    PostHolding.objects.create(post=post, user=member, starts=None, ends=None)
    assert not may_edit(member, row(), on=TODAY)


def test_objectives_take_no_work_whose_words_others_would_read() -> None:
    made.item(code="MINE-1", of=made.personal_plan())
    officer = factories.user(role="officer")
    mine = row("MINE-1", reader=officer)
    assert may_edit(officer, mine, on=TODAY)
    assert not may_add_work(officer, mine, on=TODAY)
