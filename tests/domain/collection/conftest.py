"""A small sound council in files, and the means to load variations of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps

from goldenthread.domain.collection.operations import IncomingFile, LoadOutcome, load

AT = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)

COUNCIL = {
    "places": "code,name,kind,parent,valid_from,valid_to,successor\n"
    "E10,Downland,county,,,,\n"
    "E07A,Ashmere,district,E10,,,\n"
    "E07OLD,Oldham Vale,district,E10,2009-04-01,2023-03-31,E07A\n",
    "authority": "name,short_name,place,scheme,tolerance\nDownland County Council,Downland,E10,floor,\n",
    "units": "code,name,kind,parent\nCYP,Children,directorate,\nEDU,Education,division,CYP\n",
    "committees": "code,name\nCAB,Cabinet\n",
    "posts": "code,title,kind,unit\nDIR,Director of Children's Services,chief_officer,CYP\n",
    "people": "email,name,post,role,unit\npat.lee@downland.example,Pat Lee,DIR,director,CYP\n",
    "indicators": "reference,name,frequency,unit,proportion,lead_officer\n"
    "A1,Pupils absent,quarter,EDU,yes,DIR\n"
    "B1,Visits,month,EDU,no,\n"
    "C1,Days to decide,quarter,EDU,no,\n"
    "P1,Pupils fed,quarter,EDU,no,\n",
    "definitions": "indicator,valid_from,description,measure,decimals,polarity,basis,scheme,tolerance\n"
    "A1,2018-04-01,Share of pupils absent,percent,1,lower,single,,\n"
    "B1,2018-04-01,Visits to libraries,number,0,higher,single,,\n"
    "C1,2018-04-01,Days from application to decision,days,1,lower,single,percent,10\n"
    "P1,2018-04-01,Pupils fed,number,0,higher,ytd,,\n",
    "observations": "indicator,period,value,numerator,denominator\n"
    "A1,Q1 2022/23,12.5,50,400\n"
    "A1,Q2 2022/23,13.0,52,400\n"
    "B1,Apr-22,1000,,\n"
    "B1,May 2022,1100,,\n"
    "C1,Q1 2022/23,20.50,,\n",
}

Load = Callable[..., LoadOutcome]


def incoming(files: dict[str, str | bytes]) -> list[IncomingFile]:
    """One file for each name ("observations-2" is a second file of its kind)."""
    return [
        IncomingFile(
            kind=name.partition("-")[0],
            name=f"{name}.csv",
            content=text if isinstance(text, bytes) else text.encode(),
        )
        for name, text in files.items()
    ]


def rows_of_every_table() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count() for model in apps.get_app_config("goldenthread").get_models()
    }


@pytest.fixture
def take(db: None) -> Load:
    """Load files into the test's database."""

    def taken(files: dict[str, Any], **more: Any) -> LoadOutcome:
        return load(files=incoming(files), **{"by": None, "at": AT, **more})

    return taken


@pytest.fixture
def council(take: Load) -> Load:
    """The sound council, loaded; returns the means to load more."""
    outcome = take(COUNCIL)
    assert outcome.stored, outcome.problems
    return take
