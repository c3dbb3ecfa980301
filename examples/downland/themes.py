"""The themes and priorities of the demonstration council's current statement. Made up, like the council."""

from __future__ import annotations

from dataclasses import dataclass

Milestone = tuple[str, str, int, str]
"""Title, first month, months until it is due, and how it stands: "done DAYS-LATE", "at PROGRESS", "slips PROGRESS
MONTHS", "moved PROGRESS MONTHS", "deferred", "dropped", or nothing for what has not begun."""


@dataclass(frozen=True, kw_only=True)
class Priority:
    """One priority of the current statement; ``aim`` is what its directorate's plan makes of it."""

    title: str
    text: str
    post: str
    aim: str
    factors: tuple[str, ...]
    indicators: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    evidence: tuple[str, str] | None = None
    evaluation: str = ""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A theme of the current statement."""

    title: str
    text: str
    priorities: tuple[Priority, ...]


THEMES = (
    Theme(
        title="Growing up well",
        text="Children and families get help early, from people who know them.",
        priorities=(
            Priority(
                title="Help families before trouble grows",
                text="One place in every district where a family can ask for anything.",
                post="HOS-ICS",
                aim="Open the family hubs and move early help into them",
                factors=("A family hub is open in each of the twelve districts.", "No family tells its story twice."),
                indicators=("CYPE03",),
                evidence=("Parents' panel", "What parents say of the first hubs"),
                evaluation="Do families who use a hub need less help later?",
                milestones=(
                    ("First four hubs open", "2024-06", 15, "done -11"),
                    ("Eight hubs open", "2025-04", 18, "slips 80 3"),
                    ("Move early help teams into the hubs", "2026-04", 11, "at 45"),
                ),
            ),
            Priority(
                title="Good plans, in time, for children with special needs",
                text="A plan within twenty weeks that a parent recognises as their child's.",
                post="HOS-SEN",
                aim="Clear the waiting list for education, health and care plans",
                factors=("Nine plans in ten are issued within twenty weeks.",),
                indicators=("CYPE01", "CYPE14"),
                milestones=(
                    ("Twenty more caseworkers in post", "2024-04", 8, "done 62"),
                    ("Nobody waits more than thirty weeks", "2025-01", 17, "done 40"),
                    ("Check every plan with the family after a term", "2025-09", 18, "at 60"),
                ),
            ),
            Priority(
                title="More children in care live with families near home",
                text="Foster carers of our own, paid and backed as they should be.",
                post="HOS-ICS",
                aim="Find and keep foster carers",
                factors=("Three children in four in care live with our own foster carers.",),
                indicators=("CYPE13", "CYPE10"),
                milestones=(
                    ("New allowance for foster carers", "2024-04", 11, "done 0"),
                    ("A hundred new foster carers approved", "2024-09", 24, "slips 64 6"),
                    ("Out-of-hours line for carers", "2026-05", 7, "at 20"),
                ),
            ),
            Priority(
                title="Every young person has somewhere to go at sixteen",
                text="A place in education, work or training, and someone who notices when it falls through.",
                post="HOS-EDU",
                aim="Agree a place for every sixteen-year-old",
                factors=("Fewer than three in a hundred are without a place.",),
                indicators=("CYPE08", "CYPE05"),
                evidence=("Youth council", "What young people say of advice at school"),
                milestones=(
                    ("September promise signed by all colleges", "2024-04", 5, "done -6"),
                    ("Attendance teams in the ten schools with most absence", "2025-01", 20, "done 5"),
                    ("Apprenticeship brokers in every district", "2026-09", 6, "at 30"),
                ),
            ),
        ),
    ),
    Theme(
        title="Living well at home",
        text="Care that starts with what a person can do.",
        priorities=(
            Priority(
                title="An answer within a month",
                text="Nobody waits longer than four weeks to know what help they will get.",
                post="HOS-OPD",
                aim="Assess within 28 days",
                factors=("Nine assessments in ten are finished within 28 days.",),
                indicators=("ASCH01", "ASCH15"),
                milestones=(
                    ("One front door for adult social care", "2024-04", 14, "done 30"),
                    ("Online self-assessment open", "2025-04", 16, "moved 70 7"),
                    ("Retrain assessors in short conversations", "2026-01", 11, "at 75"),
                ),
            ),
            Priority(
                title="Home from hospital, and staying there",
                text="Reablement for everybody who could gain from it.",
                post="HOS-OPD",
                aim="Double reablement",
                factors=("Nine people in ten are still at home after three months.",),
                indicators=("ASCH02", "ASCH04"),
                evaluation="What did reablement save, and for whom?",
                milestones=(
                    ("Joint discharge team with the hospitals", "2024-06", 12, "done -20"),
                    ("Reablement beds at Alderbourne and Eastmarsh", "2025-02", 19, "slips 55 5"),
                    ("Hire sixty reablement workers", "2025-10", 14, "at 70"),
                ),
            ),
            Priority(
                title="Therapists without a queue",
                text="A rail, a ramp or a chair in weeks, not months.",
                post="HOS-OT",
                aim="Halve the wait for an occupational therapist",
                factors=("Nobody waits more than twelve weeks.",),
                indicators=("ASCH12",),
                milestones=(
                    ("Trusted assessors for simple equipment", "2024-09", 9, "done 12"),
                    ("Eight more therapists in post", "2025-04", 14, "slips 50 9"),
                    ("Drop-in clinics in four towns", "2026-04", 8, "at 60"),
                ),
            ),
            Priority(
                title="Good care at a fair price",
                text="Home care from providers who are good, pay properly and stay.",
                post="HOS-COM",
                aim="Buy home care by outcome",
                factors=("Nine providers in ten are rated Good or Outstanding.",),
                indicators=("ASCH09", "ASCH10"),
                milestones=(
                    ("New home care contract let", "2024-04", 17, "done 75"),
                    ("Electronic call monitoring with all providers", "2025-10", 13, "at 65"),
                    ("Block contracts reviewed", "2026-06", 9, "deferred"),
                ),
            ),
        ),
    ),
    Theme(
        title="Places that work",
        text="Roads, buses and a countryside that our children will thank us for.",
        priorities=(
            Priority(
                title="Roads mended once, and well",
                text="Whole stretches, before they break.",
                post="HOS-HWT",
                aim="Resurface before potholes come",
                factors=("Nine potholes in ten are mended within 28 days.", "Satisfaction with roads rises each year."),
                indicators=("GET01", "GET13"),
                milestones=(
                    ("Condition survey of every road", "2024-04", 10, "done -3"),
                    ("Two hundred miles resurfaced", "2025-04", 21, "at 55"),
                    ("New contract for street works", "2026-02", 13, "at 35"),
                ),
            ),
            Priority(
                title="Nobody killed on our roads",
                text="Safe speeds, safe crossings, safe junctions.",
                post="HOS-HWT",
                aim="Mend the thirty worst junctions",
                factors=("A third fewer people are killed or seriously hurt.",),
                indicators=("GET06",),
                milestones=(
                    ("Programme of junctions adopted", "2024-10", 8, "done -10"),
                    ("Ten junctions rebuilt", "2025-06", 15, "slips 70 4"),
                    ("Speed cameras on the A-roads replaced", "2026-04", 20, "at 10"),
                ),
            ),
            Priority(
                title="Buses people choose",
                text="More often, on time, and to where the work is.",
                post="HOS-HWT",
                aim="Agree bus routes with the companies",
                factors=("One bus journey in ten more than in 2024.",),
                indicators=("GET07", "GET14"),
                evidence=("Bus users' forum", "What passengers say of the new timetables"),
                milestones=(
                    ("Enhanced partnership signed", "2024-05", 12, "done 20"),
                    ("Bus lanes in Eastmarsh", "2025-03", 22, "moved 40 6"),
                    ("One ticket for all buses", "2025-09", 12, "slips 30 8"),
                ),
            ),
            Priority(
                title="Waste less, warm less",
                text="Half of all household waste recycled; the council's own carbon halved by 2030.",
                post="HOS-ENV",
                aim="Open the new sorting plant",
                factors=("Half of household waste is recycled.", "Half the carbon of 2019."),
                indicators=("GET03", "GET05", "GET15"),
                milestones=(
                    ("Food waste collected in every district", "2024-04", 23, "done 90"),
                    ("Sorting plant open", "2025-01", 26, "at 60"),
                    ("Heat pumps in twenty council buildings", "2025-06", 20, "dropped"),
                ),
            ),
        ),
    ),
    Theme(
        title="A council that earns trust",
        text="Easy to reach, honest about results, careful with money.",
        priorities=(
            Priority(
                title="Answer the phone",
                text="And make it needless to ring.",
                post="HOS-CUS",
                aim="Move the ten commonest requests online",
                factors=("Nineteen calls in twenty are answered.", "Seven requests in ten are made online."),
                indicators=("SCS01", "SCS02", "SCS10"),
                milestones=(
                    ("New telephone system", "2024-07", 10, "done 14"),
                    ("Ten requests online from start to end", "2025-04", 17, "done 25"),
                    ("Promise of call back within the hour", "2026-06", 8, "at 40"),
                ),
            ),
            Priority(
                title="Jobs that last, in every district",
                text="Help for firms to start, grow and stay.",
                post="HOS-GRO",
                aim="Bring broadband and workspace to small towns",
                factors=("Six thousand jobs made or kept.",),
                indicators=("GET10", "GET11", "GET08"),
                milestones=(
                    ("Growth fund open for bids", "2024-04", 11, "done 0"),
                    ("Workspace in five market towns", "2025-01", 22, "at 75"),
                    ("Gigabit vouchers for the last villages", "2025-10", 17, "at 50"),
                ),
            ),
            Priority(
                title="Live within our means",
                text="A balanced budget, without a last-minute cut.",
                post="HOS-FIN",
                aim="Sell what we do not need and pay bills in time",
                factors=("Every saving is planned a year ahead.",),
                indicators=("SCS07", "SCS08", "SCS11"),
                milestones=(
                    ("Three-year budget agreed", "2024-06", 8, "done 0"),
                    ("Register of every building and what it costs", "2024-11", 12, "done 110"),
                    ("Sell ten buildings", "2025-08", 19, "at 40"),
                ),
            ),
            Priority(
                title="A good place to work",
                text="People stay because the work is worth it.",
                post="HOS-PEO",
                aim="Cut sickness and keep good people",
                factors=("Sickness falls by a day a year for each person.",),
                indicators=("SCS06", "SCS09", "SCS14"),
                milestones=(
                    ("New promise to staff adopted", "2024-05", 9, "done -4"),
                    ("Every team leader trained", "2025-01", 19, "slips 85 2"),
                    ("Workplace nurse on three sites", "2026-07", 10, ""),
                ),
            ),
        ),
    ),
)
