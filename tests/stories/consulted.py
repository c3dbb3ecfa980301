"""What the small council's plans need for every page to have something on it: drafts, comments, a costed unit plan."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from goldenthread.domain.consultation import operations as consultation
from goldenthread.domain.framework import operations as framework
from goldenthread.domain.framework import queries
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.unit_plans import operations as unit_plans
from goldenthread.domain.unit_plans.rules import SECTIONS
from tests.stories.council import address_of

STATEMENT, UNIT_PLAN = "BOLD", "UPASC"


def reword(title: str, *, by: Any, code: str = "BOLD-1.1") -> None:
    """Change the title of a priority."""
    (item,) = queries.items(for_user=by, codes=[code])
    framework.revise_item(
        code=code, seen=item.number, changes={"title": title}, reason="After the workshop.", by=by, at=timezone.now()
    )


def consult() -> None:
    """Two iterations of the statement, three comments of which one is answered, two bodies of which one endorsed."""
    by, now = organisation.user(email=address_of("performance")), timezone.now()
    on = timezone.localdate(now)
    about: dict[str, Any] = {"plan": STATEMENT, "by": by, "at": now}
    consultation.make_iteration(**about, note="For the workshops.")
    for item, section in (("BOLD-1.1", "wording"), ("BOLD-1.2", "measures"), ("", "other")):
        consultation.add_comment(
            **about,
            iteration=1,
            item=item,
            section=section,
            person="Pat Lee",
            workshop="Members' workshop",
            received_on=on,
            text="Say how long people wait now.",
        )
    reword("Assess everybody of any age within six weeks", by=by)
    consultation.answer(
        **about,
        iteration=1,
        comment=1,
        text="Agreed: it now says so.",
        changed=True,
        what_changed="It says of any age.",
        passage="BOLD-1.1/wording/0",
    )
    for code, name, kind in (("cmt", "Management team", "management_team"), ("cab", "Cabinet", "cabinet")):
        consultation.ask_for_endorsement(
            **about, code=code, name=name, kind=kind, due_on=on - timedelta(days=1) if code == "cab" else None
        )
    consultation.endorse(**about, body="cmt", iteration=1, given_on=on, minute="Minute 4")
    consultation.make_iteration(**(about | {"at": timezone.now()}), note="After the workshops.")


def write_unit_plan(*, leave_out: tuple[str, ...] = ()) -> None:
    """The unit plan, written by the officer topic by topic except for ``leave_out``, costed at £125,000.50."""
    about: dict[str, Any] = {
        "plan": UNIT_PLAN,
        "by": organisation.user(email=address_of("officer")),
        "at": timezone.now(),
    }
    for section, name in SECTIONS.items():
        if section not in leave_out:
            unit_plans.save_section(**about, section=section, text=f"What we do about {name.lower()}.", seen=0)
    unit_plans.save_cost(**about, activity="Assessments, 4,000 in the year", amount=Decimal("125000.50"))
