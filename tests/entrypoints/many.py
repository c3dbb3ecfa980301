"""A council with as many indicators as wanted."""

from django.utils import timezone

from goldenthread.domain.collection.operations import IncomingFile, load
from goldenthread.domain.collection.rules.files import FILE_KINDS
from tests.entrypoints.many_plans import LEFT_OUT, plans_of_many
from tests.stories.council import FILES

_QUARTERS = ("Q1 2021/22", "Q2 2021/22", "Q1 2022/23", "Q2 2022/23")


def settle_many(count: int) -> None:
    """Load the council of the stories with ``count`` indicators of one directorate instead of its own."""
    head = {name: (FILES / f"{name}.csv").read_text().splitlines()[0] for name in ("indicators", "definitions")}
    made = {
        "indicators": [head["indicators"]],
        "definitions": [head["definitions"]],
        "targets": ["indicator,period,target,floor,apportion"],
        "observations": ["indicator,period,value"],
        "commentary": ["indicator,period,context"],
        **plans_of_many(count),
    }
    for number in range(count):
        reference = f"N{number:04}"
        made["indicators"].append(
            f"{reference},Measure {number},performance,quarter,ASC,PEOPLE,HA,DASC,CMASC,30,no,none,none,yes,yes,1"
        )
        made["definitions"].append(f"{reference},2021-04-01,What it is.,,,Records,percent,1,higher,single,,,no,")
        made["targets"] += [f"{reference},{year},75,70,same" for year in ("2021/22", "2022/23")]
        # Four periods, the rating changing over them: Red, Amber, Green.
        made["observations"] += [
            f"{reference},{period},{60 + (number + step) % 20}" for step, period in enumerate(_QUARTERS)
        ]
        made["commentary"].append(f"{reference},Q2 2022/23,What we think of number {number}.")
    files = []
    for kind in FILE_KINDS:
        if kind.name in made:
            content = "\n".join(made[kind.name]).encode() + b"\n"
        elif kind.name not in LEFT_OUT and (FILES / f"{kind.name}.csv").exists():
            content = (FILES / f"{kind.name}.csv").read_bytes()
        else:
            continue
        files.append(IncomingFile(kind=kind.name, name=f"{kind.name}.csv", content=content))
    outcome = load(files=files, by=None, at=timezone.now(), reason="The first load", accept_warnings=True)
    assert outcome.stored, [problem.sentence for problem in outcome.refused][:5]
