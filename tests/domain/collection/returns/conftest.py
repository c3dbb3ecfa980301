"""A council of three indicators whose second quarter of 2022/23 is being collected, and the people who do it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from goldenthread.domain.calendar.operations import set_timetable
from goldenthread.domain.collection.operations import returns
from goldenthread.domain.collection.queries import Line, ReturnRow, lines, return_row
from goldenthread.domain.organisation.models import User
from tests import factories
from tests.domain.collection.conftest import COUNCIL, Load

PERIOD = "FY2022-Q2"
NOW = datetime(2022, 10, 20, 9, 0, tzinfo=UTC)
TODAY = date(2022, 10, 20)
FILES = COUNCIL | {
    "posts": "code,title,kind,unit\n"
    "HED,Head of Education,officer,EDU\nDIR,Director of Children's Services,chief_officer,CYP\n",
    "people": "email,name,post,role,unit\n"
    "pat.lee@downland.example,Pat Lee,HED,officer,EDU\nhead@downland.example,Hal Head,DIR,approver,CYP\n",
    "indicators": "reference,name,frequency,unit,proportion,lead_officer,chief_officer\n"
    "A1,Pupils absent,quarter,EDU,yes,HED,DIR\n"
    "B1,Visits,month,EDU,no,,DIR\n"
    "C1,Days to decide,quarter,EDU,no,HED,DIR\n"
    "N1,Nobody answers for this,quarter,EDU,no,,\n"
    "Y1,Once a year,year,EDU,no,HED,DIR\n",
    "definitions": COUNCIL["definitions"].replace("P1,2018-04-01,Pupils fed,number,0,higher,ytd,,\n", "")
    + "N1,2018-04-01,Nothing,number,0,higher,single,,\nY1,2018-04-01,Once,number,0,higher,single,,\n",
    "observations": "indicator,period,place,value,numerator,denominator\n"
    "A1,Q2 2021/22,,12,48,400\nA1,Q1 2022/23,,12.5,50,400\nA1,Q1 2022/23,E07A,10,10,100\n"
    "B1,Jun-22,,1000,,\nC1,Q1 2022/23,,20.50,,\n",
    "targets": "indicator,period,target,floor,apportion\nA1,2022/23,12,13,same\nC1,2022/23,20,,same\n",
}


@dataclass
class Quarter:
    """The return under test, and those who work on it."""

    owed: ReturnRow
    officer: User
    colleague: User
    head: User
    director: User

    def lines(self, *, today: date = TODAY) -> dict[str, Line]:
        """Return the lines by what they are about."""
        found = lines(returns=[self.owed.id], today=today)[self.owed.id]
        return {
            "/".join(filter(None, [one.indicator.reference, one.place_code.removeprefix("E10")])): one for one in found
        }

    def save(self, *, by: User | None = None, version: int | None = None, **typed: dict[str, str]) -> Any:
        """Save what was typed for lines by their reference."""
        now = self.lines()
        return returns.save(
            owed=self.owed,
            typed={
                now[name].id: returns.Typed(fields=fields, version=now[name].version if version is None else version)
                for name, fields in typed.items()
            },
            by=by or self.officer,
            at=NOW,
        )

    def submit(self, **more: Any) -> returns.Checked:
        """Submit the return."""
        return returns.submit(owed=self.owed, **({"by": self.officer, "at": NOW, "today": TODAY} | more))

    def check(self) -> list[tuple[str, str, str]]:
        """Say what stands in the way: reference, field, sentence."""
        names = {one.id: name for name, one in self.lines().items()}
        found = returns.check(owed=self.owed, by=self.officer, at=NOW, today=TODAY)
        return [(names[one.expected_id], one.field, one.sentence) for one in found.findings]


def person(name: str) -> User:
    return factories.user(email=f"{name.lower()}@downland.example", name=name)


@pytest.fixture
def council(take: Load) -> None:
    """The council, loaded."""
    assert take(FILES).stored


@pytest.fixture
def quarter(council: None) -> Quarter:
    """The quarter, opened."""
    by = person("Team")
    set_timetable(period=PERIOD, meeting_on=date(2022, 12, 1), by=by, at=NOW)
    returns.open_returns(period=PERIOD, by=by, at=NOW)
    return Quarter(
        owed=return_row(period=PERIOD, post="HED"),
        officer=person("Olu"),
        colleague=person("Cas"),
        head=person("Hal"),
        director=person("Dee"),
    )


GOOD = {
    "A1": {"numerator": "46", "denominator": "400"},
    "A1/E07A": {"numerator": "9", "denominator": "100"},
    "C1": {"value": "19.5"},
}
"""A sound return: nothing Red, nothing missing."""
