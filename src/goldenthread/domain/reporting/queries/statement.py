"""Lead officers of the statements in force, with all that they answer for at a monitoring point."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.rules.rows import Node, Post
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting.rules import EditionLine
from goldenthread.domain.reporting.rules.monitored import followed, point_before
from goldenthread.domain.reporting.rules.statement import LeadOfficer, LedItem, StatementSource
from goldenthread.engines.periods import from_code


class NoStatementError(LookupError):
    """No statement was in force, or nobody, or not the post that was asked for, leads anything of it."""


def statement_source(*, period: str, as_at: datetime, edition: EditionLine, post: str = "") -> StatementSource:
    """Return what the lead officers' report is made from: public plans and indicators only, as known at ``as_at``.

    ``post`` (a code) keeps to one lead officer. A fixed number of queries. Raises NoStatementError, ValueError for a
    period that is no monitoring point, and as ``assessment.scorecard``.
    """
    point = from_code(period)
    before = point_before(point)
    day = timezone.localdate(as_at)
    on = min(point.end, day)
    plans = framework.plans(for_user=None, public_only=True, kinds=["statement"], on=on)
    if not plans:
        raise NoStatementError(f"No public statement was in force on {on.day} {on:%B %Y}.")
    everything = assessment.scorecard(period=point.code, today=day, as_at=as_at)
    now = [one for one in everything if one.public]
    was = {one.reference: one for one in assessment.scorecard(period=before.code, today=day, as_at=as_at)}
    thread = framework.thread(
        on=on,
        for_user=None,
        as_at=as_at,
        public_only=True,
        ratings={one.reference: (one.shown_rating, one.override_reason or one.reason) for one in now},
    )
    codes = {plan.code for plan in plans}
    nodes = [node for node in thread.nodes.values() if node.item.plan in codes and node.item.state == "active"]
    nodes.sort(key=lambda node: (node.item.plan, node.item.order, node.item.label, node.item.code))
    said = indicators.commentaries(indicators=[one.indicator_id for one in now], as_at=as_at)
    ready = followed(now, before=was, said=said, period=point, earned={})
    wanted = [node.item.code for node in nodes]
    measures = framework.measures(for_user=None, items=wanted, as_at=as_at)
    work = framework.work_of(items=[node.item.id for node in nodes], on=on, as_at=as_at)
    money = framework.money(for_user=None, public_only=True, items=wanted, as_at=as_at)
    held = {row.post_code: row.name for row in organisation.holders_on(on).values()}
    led: dict[Post, list[LedItem]] = {}
    for node in nodes:
        item = node.item
        if item.lead_officer is None:
            continue
        led.setdefault(item.lead_officer, []).append(
            LedItem(
                item=item,
                spread=node.spread,
                followed=tuple(
                    ready[one.indicator] for one in measures if one.item == item.code and one.indicator in ready
                ),
                work=tuple(row for key, row in work if key == item.id),
                money=tuple(line for line in money if line.item == item.code),
            )
        )
    officers = [
        LeadOfficer(
            code=code,
            title=title,
            holder=held.get(code, ""),
            members=_named([one.item.cabinet_member for one in items], held=held),
            directors=_named([one.item.chief_officer for one in items], held=held),
            items=tuple(items),
        )
        for (code, title), items in led.items()
        if post in {"", code}
    ]
    if not officers:
        names = ", ".join(sorted(code for code, _ in led))
        raise NoStatementError(
            f"The post {post} leads nothing of the statement. Choose from: {names}." if post and led
            else "Nobody leads anything of the statement: name lead officers first."
        )  # fmt: skip
    return StatementSource(
        council=organisation.authority(),
        titles=tuple(plan.title for plan in plans),
        period=point,
        before=before,
        officers=officers,
        nobody=[] if post else [node.item for node in nodes if _leaderless(node, nodes)],
        as_at=timezone.localtime(as_at),
        edition=edition,
        alone=bool(post),
        withheld=len({one.indicator for one in measures if one.indicator} - ready.keys()),
    )


def _leaderless(node: Node, nodes: Sequence[Node]) -> bool:
    """Whether nobody leads an item that is not just the heading of others."""
    return node.item.lead_officer is None and not any(other.item.parent == node.item.code for other in nodes)


def _named(posts: Sequence[Post | None], *, held: dict[str, str]) -> tuple[str, ...]:
    """Return the posts in words, each once, with who holds them."""
    named = []
    for post in dict.fromkeys(post for post in posts if post is not None):
        code, title = post
        holder = held.get(code, "")
        named.append(f"{title} ({holder})" if holder and holder != title else title)
    return tuple(named)
