"""Plans and the words for their levels."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.delivery.operations import RefusedError, Writing, codes_of
from goldenthread.domain.delivery.rules import Fault, unknown
from goldenthread.domain.framework.models import Plan, PlanLevel, PlanPartner
from goldenthread.domain.framework.rules.plan_faults import plan_faults
from goldenthread.domain.framework.rules.terms import term_faults
from goldenthread.domain.framework.rules.words import PLAN_KINDS
from goldenthread.domain.organisation.operations import Changes, upsert

POSTS = ("lead_officer", "chief_officer", "cabinet_member")
PLAN_WORDS: dict[str, Any] = {
    "unit": "",
    "status": "draft",
    "classification": "internal",
    "lead_officer": "",
    "chief_officer": "",
    "cabinet_member": "",
    "officer": "",
    "manager": "",
    "partners": (),
}
"""Fields of a plan that may be absent, and what that means: codes of units and posts, addresses of people."""


@transaction.atomic
def save_levels(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store what kinds of plan call their levels (``kind``, ``code``, ``name``, ``plural``, ``order``).

    Raises RefusedError for an unknown kind of plan.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    faults = [
        unknown(row=place, column="kind", code=row["kind"], what="kind of plan", known=PLAN_KINDS)
        for place, row in enumerate(rows)
        if row["kind"] not in PLAN_KINDS
    ]
    if faults:
        raise RefusedError(faults)
    held = {(one.kind, one.code): one for one in PlanLevel.objects.all()}
    fresh, touched, changes = [], [], []
    for row in rows:
        one = held.get((row["kind"], row["code"]))
        if one is None:
            fresh.append(PlanLevel(**row))
            continue
        after = {name: row[name] for name in ("name", "plural", "order") if getattr(one, name) != row[name]}
        if after:
            changes.append(
                {
                    "key": f"{one.kind} {one.code}",
                    "before": {name: getattr(one, name) for name in after},
                    "after": after,
                }
            )
            for name, value in after.items():
                setattr(one, name, value)
            touched.append(one)
    PlanLevel.objects.bulk_create(fresh)
    PlanLevel.objects.bulk_update(touched, ["name", "plural", "order"])
    done = Changes(
        new=tuple(f"{one.kind} {one.code}" for one in fresh),
        changed=tuple(changes),
        unchanged=len(rows) - len(fresh) - len(touched),
    )
    if done.any:
        writing.event(action="levels of plans stored", subject="plans", data=done.as_data())
    return done


@transaction.atomic
def save_plans(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store plans by their ``code``, with one audit event; personal objectives leave only a seal in it.

    A row has ``code``, ``title``, ``kind``, ``starts``, ``ends`` and the fields of PLAN_WORDS. Raises RefusedError with
    every fault: unknown codes, a term that overlaps that of another plan of its kind and owner, personal objectives
    without an officer, a plan that becomes another kind of plan.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    full = [{**PLAN_WORDS, **row} for row in rows]
    people = codes_of("User", field="email")
    units, posts = codes_of("Unit"), codes_of("Post")
    faults = _unknown(full, people=people, units=units, posts=posts)
    for place, row in enumerate(full):
        faults += plan_faults(row, place=place)
    stored = list(Plan.objects.values("code", "kind", "starts", "ends", "unit__code", "officer__email"))
    faults += _other_kind(full, {plan["code"]: plan["kind"] for plan in stored})
    like = [{**plan, "unit": plan["unit__code"] or "", "officer": plan["officer__email"] or ""} for plan in stored]
    faults += term_faults(full, stored=like)
    if faults:
        raise RefusedError(faults)
    changes = _stored(full, people=people)
    partners = _partners(full, units=units)
    if changes.any or partners:
        private = any(row["kind"] == "personal_objectives" for row in full)
        seal = content_seal([tuple(str(row[name]) for name in sorted(row)) for row in full])
        words = {"new": list(changes.new), "revised": [change["key"] for change in changes.changed]}
        data = {"content": seal, **words} if private else {**changes.as_data(), "partners": partners, "content": seal}
        subject = f"plan {full[0]['code']}" if len(full) == 1 else "plans"
        writing.event(action="plans stored", subject=subject, data=data, private=private)
    if partners and not changes.any:
        return Changes(changed=tuple({"key": code} for code in partners), unchanged=len(full) - len(partners))
    return changes


def _stored(full: Sequence[Mapping[str, Any]], *, people: Mapping[str, int]) -> Changes:
    rows = [
        {name: value for name, value in row.items() if name not in {"partners", "officer", "manager"}}
        | {"officer_id": people.get(row["officer"]), "manager_id": people.get(row["manager"])}
        for row in full
    ]
    post = apps.get_model("goldenthread", "Post")
    # A row from code gives no unit as "", as a file does; the upsert compares with None.
    links = {"unit": apps.get_model("goldenthread", "Unit"), **dict.fromkeys(POSTS, post)}
    rows = [{name: (value or None) if name in links else value for name, value in row.items()} for row in rows]
    return upsert(model=Plan, key="code", rows=rows, links=links)


def _partners(full: Sequence[Mapping[str, Any]], *, units: Mapping[str, int]) -> dict[str, Any]:
    """Make the partners of each plan those of its row; return the codes before and after where they changed."""
    plans = codes_of("Plan")
    held: dict[str, set[str]] = {}
    for code, unit in PlanPartner.objects.values_list("plan__code", "unit__code"):
        held.setdefault(code, set()).add(unit)
    changed = {}
    for row in full:
        before, after = held.get(row["code"], set()), set(row["partners"])
        if before == after:
            continue
        changed[row["code"]] = {"before": sorted(before), "after": sorted(after)}
        PlanPartner.objects.filter(plan__code=row["code"], unit__code__in=before - after).delete()
        PlanPartner.objects.bulk_create(
            [PlanPartner(plan_id=plans[row["code"]], unit_id=units[code]) for code in sorted(after - before)]
        )
    return changed


def _unknown(
    full: Sequence[Mapping[str, Any]], *, people: Mapping[str, int], units: Mapping[str, int], posts: Mapping[str, int]
) -> list[Fault]:
    found = []
    for place, row in enumerate(full):
        asked = [("unit", row["unit"], "unit", units)]
        asked += [("partners", code, "unit", units) for code in row["partners"]]
        asked += [(name, row[name], "post", posts) for name in POSTS]
        asked += [(name, row[name], "person", people) for name in ("officer", "manager")]
        found += [
            unknown(row=place, column=column, code=code, what=what, known=known)
            for column, code, what, known in asked
            if code and code not in known
        ]
    return found


def _other_kind(full: Sequence[Mapping[str, Any]], kinds: Mapping[str, str]) -> list[Fault]:
    return [
        Fault(
            row=place,
            column="kind",
            seen=f"{row['code']} is a {kinds[row['code']]} and would become a {row['kind']}",
            expected="the kind it has had from the start",
            what_to_do="Keep the kind, or use a new code.",
        )
        for place, row in enumerate(full)
        if kinds.get(row["code"], row["kind"]) != row["kind"]
    ]
