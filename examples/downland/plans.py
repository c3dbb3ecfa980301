"""The plans of the demonstration council: a vision, an agreement, an old and a current statement, and what serves them.

Everything is made up. The words stand in words.py; this module gives them codes, owners, dates and links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from examples.downland import deal, words
from examples.downland.themes import THEMES, Priority

Row = dict[str, object]
Known = Callable[[date], Row]
START, NOW = date(2024, 4, 1), date(2026, 4, 1)
DIRECTORATES = {"ASCH": "CM-ASC", "CYPE": "CM-CHI", "GET": "CM-HWT", "SCS": "CM-COR"}
PARTNERS = ("NHS-DOWN", "POLICE-DOWN", "DISTRICTS", "VCS-DOWN")
LEVELS = (
    ("vision", "ambition", "Ambition", "Ambitions", 1),
    ("partnership_agreement", "outcome", "Outcome", "Outcomes", 1),
    ("statement", "theme", "Theme", "Themes", 1),
    ("statement", "priority", "Priority", "Priorities", 2),
    ("statement", "target", "Target", "Targets", 3),
    ("directorate_plan", "aim", "Aim", "Aims", 1),
    ("medium_term_plan", "line", "Budget line", "Budget lines", 1),
    ("unit_plan", "line", "Plan line", "Plan lines", 1),
    ("personal_objectives", "objective", "Objective", "Objectives", 1),
)
OBJECTIVES = {
    "head.of.highways": ("director.growth", "UP-GET-HWT"),
    "head.of.education": ("director.children", "UP-CYPE-EDU"),
    "head.of.older.people": ("director.adults", "UP-ASCH-OPD"),
}
COLUMNS = {
    "plan_levels": "kind level name plural order",
    "plans": "code title kind unit starts ends status classification lead_officer chief_officer cabinet_member "
    "officer manager partners",
    "plan_items": "code plan level parent label title description state starts ends lead_officer chief_officer "
    "cabinet_member partner order reason entered_at entered_by",
    "success_factors": "item position text by_when withdrawn reason entered_at entered_by",
    "measures": "item position kind indicator text source on due_on done_on finding withdrawn reason entered_at "
    "entered_by",
    "money": "item position amount period ring_fenced purpose withdrawn reason entered_at entered_by",
    "stretch_targets": deal.COLUMNS,
    "thread_links": "child parent starts ends",
    "successions": "old new kind decided_on reason",
    "related_items": "item other note",
    "milestones": "code kind title description starts baseline forecast actual state progress self_rating self_reason "
    "approver decision decided_on decided_by lead_officer chief_officer cabinet_member reason entered_at entered_by",
    "dependencies": "work needs",
    "evidence": "work on text link",
    "item_work": "item work",
}
"""The columns of every file, in the order of the guide."""


def files(known: Known) -> Iterator[tuple[str, str, list[Row]]]:
    """Every file: its name without ending, its columns, its rows. ``known`` says when a row became known."""
    made = {
        "plan_levels": [dict(zip(COLUMNS["plan_levels"].split(), level, strict=True)) for level in LEVELS],
        "plans": list(_plans()),
        "plan_items-1": list(_items(known)),
        "plan_items-2": list(_reworded(known)),
        "success_factors": list(_factors(known)),
        "measures": list(_measures(known)),
        "money": list(_money(known)),
        "stretch_targets": list(deal.stretch_targets(known)),
        "thread_links": list(_links()),
        "successions": list(_successions()),
        "related_items": [
            {"item": item, "other": other, "note": note} for item, other, note in words.RELATED
        ],
        "milestones-1": [*_milestones(known), *deal.promised(known, _owners_of)],
        "milestones-2": [*_revised(known), *deal.revised(known, _owners_of)],
        "dependencies": [{"work": work, "needs": needs} for work, needs in words.DEPENDENCIES],
        "evidence": [{"work": work, "on": on, "text": text} for work, on, text in words.EVIDENCE],
        "item_work": [
            {"item": code, "work": f"M-{label}-{at}"}
            for code, label, priority in _priorities()
            for at in range(1, len(priority.milestones) + 1)
        ]
        + [{"item": item, "work": code} for code, item, *_ in deal.work()],
    }  # fmt: skip
    for name, rows in made.items():
        yield name, COLUMNS[name.partition("-")[0]], rows


def _priorities() -> Iterator[tuple[str, str, Priority]]:
    for at, theme in enumerate(THEMES, start=1):
        for place, priority in enumerate(theme.priorities, start=1):
            yield f"DT-{at}.{place}", f"{at}.{place}", priority


def _owners(post: str) -> Row:
    """The three who answer: the head, the director, the Cabinet member."""
    directorate = post.partition("-")[2] and words.DIRECTORATE_OF[post]
    return {
        "lead_officer": post,
        "chief_officer": f"DIR-{directorate}",
        "cabinet_member": words.MEMBER_OF.get(post, DIRECTORATES[directorate]),
    }


def _owners_of(outcome: str) -> Row:
    """The three who answer for an outcome of the agreement, by its code."""
    return _owners(words.OUTCOMES[int(outcome.removeprefix("PA-")) - 1][1])


def _plans() -> Iterator[Row]:
    council = {"lead_officer": "PERF", "chief_officer": "DIR-SCS", "cabinet_member": "CM-COR"}

    def plan(code: str, title: str, kind: str, starts: date, ends: date, **more: object) -> Row:
        return {"code": code, "title": title, "kind": kind, "starts": starts, "ends": ends, "status": "current"} | more

    public = {"classification": "public", **council}
    yield plan("V2040", "Downland 2040", "vision", date(2020, 4, 1), date(2040, 3, 31), **public)
    yield plan(
        "PA2024", "Working for Downland: the partnership agreement", "partnership_agreement", START, date(2028, 3, 31),
        partners=";".join(sorted(PARTNERS)), **public,
    )  # fmt: skip
    old = public | {"status": "closed"}
    yield plan("DF2020", "Downland First", "statement", date(2020, 4, 1), date(2024, 3, 31), **old)
    yield plan("DT2024", "Downland Together", "statement", START, date(2028, 3, 31), **public)
    yield plan("MTP2026", "Medium Term Plan 2026 to 2029", "medium_term_plan", NOW, date(2029, 3, 31), **public)
    year_end = date(2027, 3, 31)
    for code in DIRECTORATES:
        yield plan(
            f"DP-{code}", f"{words.DIRECTORATE_NAMES[code]}: plan 2026/27", "directorate_plan", NOW, year_end,
            unit=code, chief_officer=f"DIR-{code}", cabinet_member=DIRECTORATES[code],
        )  # fmt: skip
    for unit, (name, post, _) in words.UNIT_LINES.items():
        yield plan(f"UP-{unit}", f"{name}: unit plan 2026/27", "unit_plan", NOW, year_end, unit=unit, **_owners(post))
    for person, (manager, _) in OBJECTIVES.items():
        yield plan(
            f"OB-{person}", "My objectives 2026/27", "personal_objectives", NOW, year_end, classification="personal",
            officer=f"{person}@downland.example", manager=f"{manager}@downland.example",
        )  # fmt: skip


def _items(known: Known) -> Iterator[Row]:
    old, then, now = known(date(2020, 3, 12)), known(date(2024, 3, 12)), known(date(2026, 3, 17))

    def item(code: str, plan: str, level: str, title: str, order: int, **more: object) -> Row:
        return {"code": code, "plan": plan, "level": level, "title": title, "order": order, "state": "active"} | more

    for at, title in enumerate(words.AMBITIONS, start=1):
        yield item(f"V-{at}", "V2040", "ambition", title, at, label=str(at), **old)
    for at, (title, post, partner, _, _) in enumerate(words.OUTCOMES, start=1):
        yield item(f"PA-{at}", "PA2024", "outcome", title, at, label=str(at), partner=partner, **_owners(post), **then)
    for at, (title, target) in enumerate(words.old_targets(), start=1):
        yield item(f"DF-{at}", "DF2020", "target", title, at, label=str(at), state=target, **old)
    for at, theme in enumerate(THEMES, start=1):
        yield item(f"DT-{at}", "DT2024", "theme", theme.title, at * 10, label=str(at), description=theme.text, **then)
    for order, (code, label, priority) in enumerate(_priorities(), start=1):
        yield item(
            code, "DT2024", "priority", priority.title, order, parent=code.partition(".")[0], label=label,
            description=priority.text, **_owners(priority.post), **then,
        )  # fmt: skip
    for at, (title, *_) in enumerate(words.BUDGET_LINES, start=1):
        yield item(f"MTP-{at}", "MTP2026", "line", title, at, label=str(at), lead_officer="HOS-FIN", **now)
    for code in DIRECTORATES:
        for at, (_, _, priority) in enumerate(_serving(code), start=1):
            title = priority.aim
            yield item(
                f"DP-{code}-{at}", f"DP-{code}", "aim", title, at, label=f"{at}", **_owners(priority.post), **now
            )
    for unit, (_, post, lines) in words.UNIT_LINES.items():
        for at, (title, _) in enumerate(lines, start=1):
            yield item(f"UP-{unit}-{at}", f"UP-{unit}", "line", title, at, label=str(at), **_owners(post), **now)
    for person in OBJECTIVES:
        for at, title in enumerate(words.OBJECTIVES[person], start=1):
            yield item(f"OB-{person}-{at}", f"OB-{person}", "objective", title, at, label=str(at), **now)


def _serving(directorate: str) -> list[tuple[str, str, Priority]]:
    return [one for one in _priorities() if words.DIRECTORATE_OF[one[2].post] == directorate]


def _reworded(known: Known) -> Iterator[Row]:
    """Priorities that were put more plainly after a year, with the reason."""
    first = {str(row["code"]): row for row in _items(known)}
    for code, title, reason in words.REWORDED:
        yield {**first[code], "title": title, "reason": reason, **known(date(2025, 7, 8))}


def _factors(known: Known) -> Iterator[Row]:
    for code, _, priority in _priorities():
        for at, text in enumerate(priority.factors, start=1):
            yield {"item": code, "position": at, "text": text, "by_when": "2027/28", **known(date(2024, 3, 12))}


def _measures(known: Known) -> Iterator[Row]:
    then = known(date(2024, 3, 12))
    for at, (_, _, _, indicators, _) in enumerate(words.OUTCOMES, start=1):
        for place, reference in enumerate(indicators, start=1):
            yield {"item": f"PA-{at}", "position": place, "kind": "indicator", "indicator": reference, **then}
    for code, _, priority in _priorities():
        place = 0
        for reference in priority.indicators:
            place += 1
            yield {"item": code, "position": place, "kind": "indicator", "indicator": reference, **then}
        if priority.evidence:
            source, text = priority.evidence
            yield {
                "item": code, "position": place + 1, "kind": "evidence", "text": text, "source": source,
                "on": "2026-06-30", **known(date(2026, 7, 14)),
            }  # fmt: skip
            place += 1
        if priority.evaluation:
            yield {
                "item": code, "position": place + 1, "kind": "evaluation", "text": priority.evaluation,
                "source": "University of the Downs", "due_on": "2028-01-31", **then,
            }  # fmt: skip


def _money(known: Known) -> Iterator[Row]:
    for at, (_, sums, purpose, fenced, _) in enumerate(words.BUDGET_LINES, start=1):
        for place, (year, amount) in enumerate(zip((2026, 2027, 2028), sums, strict=True), start=1):
            yield {
                "item": f"MTP-{at}", "position": place, "amount": f"{amount}.00", "period": f"{year}/{year % 100 + 1}",
                "ring_fenced": "yes" if fenced else "no", "purpose": purpose, **known(date(2026, 2, 12)),
            }  # fmt: skip
    for item, amount, purpose in words.FENCED:
        yield {
            "item": item, "position": 1, "amount": f"{amount}.00", "period": "2026/27", "ring_fenced": "yes",
            "purpose": purpose, **known(date(2026, 2, 12)),
        }  # fmt: skip


def _links() -> Iterator[Row]:
    def link(child: str, parent: str, starts: date, ends: date | str = "") -> Row:
        return {"child": child, "parent": parent, "starts": starts, "ends": ends}

    for at, (*_, ambition) in enumerate(words.OUTCOMES, start=1):
        yield link(f"PA-{at}", f"V-{ambition}", START)
    for at, _ in enumerate(THEMES, start=1):
        yield link(f"DT-{at}", f"V-{at}", START)
    for at, (*_, theme) in enumerate(words.BUDGET_LINES, start=1):
        yield link(f"MTP-{at}", f"DT-{theme}", NOW)
    aims: dict[str, str] = {}
    for code in DIRECTORATES:
        for at, (priority, _, _) in enumerate(_serving(code), start=1):
            aims[priority] = f"DP-{code}-{at}"
            yield link(f"DP-{code}-{at}", priority, NOW)
    for unit, (_, _, lines) in words.UNIT_LINES.items():
        for at, (_, served) in enumerate(lines, start=1):
            for priority in served:
                yield link(f"UP-{unit}-{at}", aims[f"DT-{priority}"], NOW)
    for person, (_, plan) in OBJECTIVES.items():
        for at, _ in enumerate(words.OBJECTIVES[person][:-1], start=1):
            yield link(f"OB-{person}-{at}", f"{plan}-{at}", NOW)


def _successions() -> Iterator[Row]:
    for old, new, kind, reason in words.SUCCESSIONS:
        yield {"old": old, "new": new, "kind": kind, "decided_on": "2024-03-12", "reason": reason}


def _milestones(known: Known) -> Iterator[Row]:
    """As first promised, when the statement was adopted."""
    for _, label, priority in _priorities():
        for at, (title, starts, months, _) in enumerate(priority.milestones, start=1):
            begin = date.fromisoformat(f"{starts}-01")
            yield {
                "code": f"M-{label}-{at}", "kind": "action" if at == 3 else "milestone", "title": title,
                "starts": begin, "baseline": _later(begin, months), "forecast": _later(begin, months),
                "state": "not_started", "progress": 0, **_owners(priority.post), **known(date(2024, 3, 12)),
            }  # fmt: skip


def _revised(known: Known) -> Iterator[Row]:
    """As they stand in the autumn of 2026."""
    for row in _milestones(known):
        label, at = str(row["code"])[2:].rsplit("-", 1)
        priority = next(one for _, name, one in _priorities() if name == label)
        told = priority.milestones[int(at) - 1][3]
        if told == "":
            continue
        kind, _, amount = told.partition(" ")
        due = date.fromisoformat(str(row["baseline"]))
        found = {**row, "reason": "Monitoring report of Q2 2026/27", **known(date(2026, 10, 20))}
        if kind == "done":
            found |= {"state": "complete", "progress": 100, "actual": due + timedelta(days=int(amount))}
            found |= {"forecast": found["actual"]}
        elif kind == "at":
            found |= {"state": "in_progress", "progress": int(amount)}
        elif kind == "slips":
            done, months = amount.split()
            found |= {"state": "in_progress", "progress": int(done), "forecast": _later(due, int(months))}
            found |= {"self_rating": "amber", "self_reason": "The new day is agreed with the contractor."}
        elif kind == "moved":
            done, months = amount.split()
            new = _later(due, int(months))
            found |= {"state": "in_progress", "progress": int(done), "baseline": new, "forecast": new}
            found |= {"approver": row["cabinet_member"], "reason": "Moved by Cabinet with the budget for 2026/27"}
        else:
            found |= {"state": kind, "decision": words.DECISIONS[kind], "decided_on": "2026-09-15"}
            found |= {"decided_by": row["cabinet_member"], "reason": words.DECISIONS[kind]}
        yield found


def _later(day: date, months: int) -> date:
    """The last day of the month that lies ``months`` after the month of ``day``; 0 is the end of its own."""
    whole = day.year * 12 + day.month - 1 + months
    following = date((whole + 1) // 12, (whole + 1) % 12 + 1, 1)
    return following - timedelta(days=1)
