"""What the plans of the demonstration council say. Made up, like the council."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

DIRECTORATE_NAMES = {
    "ASCH": "Adult Social Care and Health",
    "CYPE": "Children, Young People and Education",
    "GET": "Growth, Environment and Transport",
    "SCS": "Strategic and Corporate Services",
}
DIRECTORATE_OF = {
    **dict.fromkeys(("HOS-OPD", "HOS-COM", "HOS-OT"), "ASCH"),
    **dict.fromkeys(("HOS-ICS", "HOS-EDU", "HOS-SEN"), "CYPE"),
    **dict.fromkeys(("HOS-HWT", "HOS-ENV", "HOS-GRO", "HOS-CUS"), "GET"),
    **dict.fromkeys(("HOS-FIN", "HOS-PEO"), "SCS"),
}
MEMBER_OF = {
    "HOS-EDU": "CM-EDU",
    "HOS-SEN": "CM-EDU",
    "HOS-ENV": "CM-ENV",
    "HOS-GRO": "CM-ECO",
    "HOS-CUS": "CM-COR",
}
AMBITIONS = (
    "Every child has a good start and a fair chance",
    "People live well for longer in their own homes",
    "Places are well connected, and greener than we found them",
    "The county earns its living, and spends with care",
)
OUTCOMES: tuple[tuple[str, str, str, tuple[str, ...], int], ...] = (
    ("More young children are ready to learn", "HOS-EDU", "", ("CYPE07", "CYPE11"), 1),
    ("Fewer young people leave school with nothing to go to", "HOS-EDU", "", ("CYPE08",), 1),
    ("Fewer young people come before the courts", "HOS-ICS", "POLICE-DOWN", ("CYPE15", "CYPE16"), 1),
    ("Care leavers do as well as anybody else", "HOS-ICS", "", ("CYPE04",), 1),
    ("Families get help early, and once", "HOS-ICS", "NHS-DOWN", ("CYPE03",), 1),
    ("People come home from hospital when they are ready", "HOS-OPD", "NHS-DOWN", ("ASCH04", "ASCH02"), 2),
    ("Fewer people go into a care home for good", "HOS-OPD", "NHS-DOWN", ("ASCH03",), 2),
    ("Carers are looked after too", "HOS-OPD", "VCS-DOWN", ("ASCH06",), 2),
    ("Adults at risk are asked what they want", "HOS-OPD", "POLICE-DOWN", ("ASCH07",), 2),
    ("More people with a learning disability have a job", "HOS-COM", "VCS-DOWN", ("ASCH16",), 2),
    ("Fewer people are hurt on the roads", "HOS-HWT", "POLICE-DOWN", ("GET06",), 3),
    ("More journeys are made by bus", "HOS-HWT", "DISTRICTS", ("GET07", "GET14"), 3),
    ("Less is thrown away, and more of it is used again", "HOS-ENV", "DISTRICTS", ("GET03", "GET05"), 3),
    ("Rogue traders find no business here", "HOS-GRO", "POLICE-DOWN", ("GET16",), 3),
    ("Villages have broadband as fast as the towns", "HOS-GRO", "DISTRICTS", ("GET08",), 4),
    ("More people have work", "HOS-GRO", "DISTRICTS", ("GET11", "GET10"), 4),
    ("Volunteers find it easy to help", "HOS-CUS", "VCS-DOWN", (), 4),
    ("Public bodies share buildings and sell what they do not need", "HOS-FIN", "DISTRICTS", ("SCS11",), 4),
)
BUDGET_LINES: tuple[tuple[str, tuple[int, int, int], str, bool, int], ...] = (
    ("Family hubs and foster care", (6_400_000, 6_900_000, 7_100_000), "Hubs, allowances, recruitment", False, 1),
    (
        "Reablement and therapy at home",
        (9_800_000, 10_400_000, 10_900_000),
        "Reablement workers and therapists",
        True,
        2,
    ),
    ("Roads, junctions and buses", (31_500_000, 32_200_000, 30_800_000), "Resurfacing, junctions, bus lanes", True, 3),
    ("Front door, property and people", (4_100_000, 3_900_000, 3_800_000), "", False, 4),
)
"""Title, sums for three years, purpose, whether ring-fenced, the theme they serve. One has no purpose: a loose end."""
FENCED = (
    ("DT-1.1", 2_350_000, "Government grant for family hubs"),
    ("DT-3.3", 4_800_000, "Bus service improvement grant"),
    ("DT-4.2", 1_500_000, "Growth fund"),
)
UNIT_LINES: dict[str, tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "ASCH-OPD": (
        "Older People and Disability",
        "HOS-OPD",
        (
            ("Answer every first contact the same day", ("2.1",)),
            ("Run the joint discharge team seven days a week", ("2.2",)),
            ("Review every new care package after six weeks", ("2.1", "2.2")),
        ),
    ),
    "ASCH-COM": (
        "Adult Social Care Commissioning",
        "HOS-COM",
        (("Visit every home care provider twice", ("2.4",)), ("Pay providers within ten days", ("2.4",))),
    ),
    "ASCH-OT": (
        "Occupational Therapy",
        "HOS-OT",
        (("Hold a clinic in four towns each week", ("2.3",)), ("Lend simple equipment from libraries", ("2.3",))),
    ),
    "CYPE-ICS": (
        "Integrated Children's Services",
        "HOS-ICS",
        (
            ("Give each family one named worker", ("1.1",)),
            ("Hold an open evening for foster carers each month", ("1.3",)),
            ("Keep every social worker to fifteen children", ("1.1", "1.3")),
        ),
    ),
    "CYPE-EDU": (
        "Education, Skills and Inclusion",
        "HOS-EDU",
        (
            ("Ring every family on the third day of absence", ("1.4",)),
            ("Offer each sixteen-year-old a place by March", ("1.4",)),
            ("Bring employers into every secondary school", ("1.4",)),
        ),
    ),
    "CYPE-SEN": (
        "Special Educational Needs",
        "HOS-SEN",
        (("Draft each plan by week fourteen", ("1.2",)), ("Meet the family before the draft", ("1.2",))),
    ),
    "GET-HWT": (
        "Highways and Transport",
        "HOS-HWT",
        (
            ("Mend reported potholes in planned rounds", ("3.1",)),
            ("Rebuild ten junctions", ("3.2",)),
            ("Agree timetables with the bus companies twice a year", ("3.3",)),
        ),
    ),
    "GET-ENV": (
        "Environment and Waste",
        "HOS-ENV",
        (("Finish the sorting plant", ("3.4",)), ("Work with districts on one list of what is recycled", ("3.4",))),
    ),
    "GET-GRO": (
        "Growth and Communities",
        "HOS-GRO",
        (("Let workspace in five towns", ("4.2",)), ("Place broadband vouchers in every parish", ("4.2",))),
    ),
    "SCS-CUS": (
        "Customer and Communications",
        "HOS-CUS",
        (("Answer calls within a minute", ("4.1",)), ("Test each online form with residents", ("4.1",))),
    ),
    "SCS-FIN": (
        "Finance and Property",
        "HOS-FIN",
        (("Collect old debts by telephone", ("4.3",)), ("List buildings for sale by June", ("4.3",))),
    ),
    "SCS-PEO": (
        "People and Governance",
        "HOS-PEO",
        (
            ("Talk to everybody who comes back from sickness", ("4.4",)),
            ("Answer information requests in fifteen days", ("4.4",)),
        ),
    ),
}
OBJECTIVES = {
    "head.of.highways": (
        "Lead the planned rounds and report each quarter",
        "Bring five junctions in on budget",
        "Finish the course for chartered engineers",
    ),
    "head.of.education": (
        "Get all ten schools to ring on the third day",
        "Place the last fifty sixteen-year-olds by Easter",
        "Find a deputy and train them",
    ),
    "head.of.older.people": (
        "Have the front door answer the same day by June",
        "Staff the discharge team at weekends",
        "Take the two weeks of leave I missed",
    ),
}
"""Each officer's objectives; the last serves no plan line, and is a loose end."""
REWORDED = (
    ("DT-2.3", "Therapists without a wait", "Residents on the panel did not like the word queue"),
    ("DT-3.4", "Waste less, heat less", "Put more plainly after a year"),
    ("DT-4.3", "Live within our means, and plan ahead", "The scrutiny committee asked for the longer view"),
)
RELATED = (
    ("DT-1.1", "DT-2.1", "The same families ask for both"),
    ("DT-2.2", "DT-2.3", "Both need the same therapists"),
    ("DT-3.3", "DT-4.2", "Buses go where the work is"),
)
DEPENDENCIES = (("M-1.1-3", "M-1.1-2"), ("M-3.1-3", "M-3.1-1"))
EVIDENCE = (
    ("M-1.1-1", "2025-09-19", "The hub at Alderbourne opened; 412 families came in its first month."),
    ("M-3.2-1", "2025-06-20", "Cabinet adopted the programme of thirty junctions."),
)
DECISIONS = {
    "deferred": "Put off until the new contract has run for a year",
    "dropped": "Dropped: the grant was not won, and the plan for buildings now leads",
}
_KINDS = (
    "A youth club within five miles of everybody in {}",
    "Ten new foster families in {}",
    "Food waste collected from every home in {}",
    "Twenty miles of road resurfaced in {}",
    "Fifty new small firms helped in {}",
    "A library open on Sundays in {}",
    "Every care home visited each quarter in {}",
)
_DISTRICTS = (
    "Alderbourne",
    "Brackenfold",
    "Chalkdown",
    "Coldcombe",
    "Eastmarsh",
    "Fairholt",
    "Harrowmere",
    "Kingswold",
    "Millbrook Vale",
    "Northwold",
    "Ravensey",
    "Thornhurst",
)


def old_targets() -> Iterator[tuple[str, str]]:
    """The 83 targets of the statement that closed in 2024, and how each ended: 63, 12 and 8."""
    titles = [kind.format(district) for kind, district in product(_KINDS, _DISTRICTS)][:83]
    for at, title in enumerate(titles):
        # One in ten not met, one in seven with excellent progress, spread over the list.
        yield title, "not_met" if at % 10 == 7 else "excellent_progress" if at % 7 == 3 or at == 0 else "completed"


SUCCESSIONS = (
    ("DF-8", "DT-1.4", "carried", "Not met, and still wanted"),
    ("DF-18", "DT-1.3", "merged", "Part of the priority on foster care"),
    ("DF-28", "DT-3.4", "merged", "Part of the priority on waste and carbon"),
    ("DF-38", "DT-3.1", "merged", "Part of the priority on roads"),
    ("DF-48", "DT-3.1", "split", "Its surface is a matter of repair"),
    ("DF-48", "DT-3.2", "split", "And its junctions are a matter of safety"),
    ("DF-58", "DT-4.2", "carried", "Not met, and still wanted"),
    ("DF-68", "", "dropped", "Few people came on Sundays, and the grant ended"),
    ("DF-78", "DT-2.4", "carried", "Not met, and still wanted"),
)
