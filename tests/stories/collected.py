"""A quarter that is being collected, for stories and for the look at every page."""

from datetime import date

from django.utils import timezone

from goldenthread.domain.calendar.operations import set_timetable
from goldenthread.domain.collection.operations.returns import open_returns
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.models import RoleAssignment, Unit, User
from tests.stories.council import address_of

PERIOD = "FY2022-Q3"


def collect() -> None:
    """Set the meeting of the third quarter, ask for its figures, and let the approver sign for adult social care."""
    by, now = organisation.user(email=address_of("performance")), timezone.now()
    assert by is not None
    set_timetable(period=PERIOD, meeting_on=date(2023, 3, 2), by=by, at=now)
    open_returns(period=PERIOD, by=by, at=now)
    RoleAssignment.objects.create(
        user=User.objects.get(email=address_of("approver")), role="approver", unit=Unit.objects.get(code="ASC")
    )
