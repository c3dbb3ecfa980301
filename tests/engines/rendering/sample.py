"""A whole report in small: every kind of block, every mark, and text that tries to break out of its format."""

from decimal import Decimal

from goldenthread.engines.charts.record import ChartPoint, SeriesChart
from goldenthread.engines.documents import (
    Bullets,
    Callout,
    Cell,
    Column,
    Direction,
    Document,
    Fact,
    Facts,
    Figure,
    Inline,
    Link,
    Paragraph,
    Rating,
    Row,
    Section,
    Spread,
    Strong,
    Table,
    Text,
)

HOSTILE = (
    '#import "@preview/x:1.0.0": * $x^2$ \\ * _ ` ~ @ref <label> // /* */ <script>alert(1)</script> '
    "&amp; ' \" =SUM(A1) {{ jinja }} {% if %} ]]> #{1+1} ŵŷ £ ≤ ≥ → ↑ ↓ − – שלום مرحبا 👍🏽 \u200f end"
)
"""Text with a meaning in Typst, HTML, XML, spreadsheets and templates; it must come out as these very characters."""

DIRECTORATES = ("Adult social care and health", "Growth, environment and transport", "Children and young people")


def text(words: str) -> tuple[Inline, ...]:
    """Return plain words as inlines."""
    return (Text(text=words),)


def figure_cell(number: str, *, unit: str = "percent", decimals: int = 1, shown: str = "") -> Cell:
    """Return a cell with an exact number and the words for it."""
    value = Decimal(number)
    return Cell(
        inlines=text(shown or f"{value:,.{decimals}f}%".replace("-", "−")), number=value, unit=unit, decimals=decimals
    )


def quarters(first_year: int, count: int) -> tuple[str, ...]:
    """Return the labels of ``count`` quarters from the first of ``first_year``."""
    return tuple(
        f"Q{index % 4 + 1} {first_year + index // 4}/{(first_year + index // 4 + 1) % 100:02d}"
        for index in range(count)
    )


def chart(identifier: str, title: str, values: list[str | None], **more: object) -> SeriesChart:
    """Return a chart of quarters from Q1 2022/23 with a target, a floor, and the extras of ``more``."""
    breaks_at, marks = more.get("breaks_at"), more.get("marks", {})
    targets, ranges = more.get("targets", ["75"] * len(values)), more.get("ranges")
    floors = more.get("floors", ["70"] * len(values))
    assert isinstance(targets, list)
    assert isinstance(floors, list)
    assert isinstance(marks, dict)
    points = []
    for index, (label, value) in enumerate(zip(quarters(2022, len(values)), values, strict=True)):
        lower, upper = ranges[index] if isinstance(ranges, list) else (None, None)
        points.append(
            ChartPoint(
                label=label,
                value=None if value is None else Decimal(value),
                target=None if targets[index] is None else Decimal(targets[index]),
                floor=None if floors[index] is None else Decimal(floors[index]),
                lower=None if lower is None else Decimal(lower),
                upper=None if upper is None else Decimal(upper),
                mark=marks.get(index, ""),
                breaks=index == breaks_at,
            )
        )
    return SeriesChart(
        identifier=identifier,
        title=title,
        subtitle=str(more.get("subtitle", "Per cent of assessments, Downland, quarterly, Q1 2022/23 to Q1 2025/26")),
        unit=str(more.get("unit", "percent")),
        decimals=int(str(more.get("decimals", 1))),
        points=tuple(points),
        source=str(more.get("source", "Source: case management system")),
        value_name=str(more.get("value_name", "Completed in time")),
    )


RISING = chart(
    "chart-as07",
    "Nearly four in five assessments are completed within 6 weeks",
    ["70.1", "71.4", "69.8", "72.2", "71.9", "73.4", "72.8", "74.1", "75.0", "75.6", "76.9", "77.2", "78.4"],
    marks={12: "provisional"},
    targets=["72"] * 4 + ["74"] * 4 + ["75"] * 5,
)
GAPPED = chart(
    "chart-ht02",
    "Potholes repaired within 28 days fell below the floor standard",
    ["91.0", "92.5", None, None, "88.1", "86.0", "84.2", "83.3", "79.5", "76.8", None, "71.2", "68.4"],
    breaks_at=4,
    targets=["90"] * 13,
    floors=["80"] * 13,
    subtitle="Per cent of potholes, Downland, quarterly, Q1 2022/23 to Q1 2025/26",
    value_name="Repaired in time",
)
ACTIVITY = chart(
    "chart-cs01",
    "Calls to the contact centre are within the expected range",
    ["151200", "149800", "162100", "158000", "149000", "147700", "155000", "151000", "144100"],
    unit="number",
    decimals=0,
    targets=[None] * 9,
    floors=[None] * 9,
    ranges=[("140000", "160000")] * 9,
    subtitle="Number of calls answered, Downland, quarterly, Q1 2022/23 to Q1 2024/25",
    value_name="Calls answered",
)

KPI_COLUMNS = (
    Column(name="Indicator", width=3.2),
    Column(name="Latest", kind="number", width=1.0, unit="percent", decimals=1),
    Column(name="Target", kind="number", width=1.0, unit="percent", decimals=1),
    Column(name="Floor", kind="number", width=1.0, unit="percent", decimals=1),
    Column(name="Previous quarter", kind="number", width=1.1, unit="percent", decimals=1),
    Column(name="Rating", kind="rating", width=1.3),
    Column(name="Direction", kind="direction", width=1.5),
)

RATINGS = (
    ("green", "Green"),
    ("amber", "Amber"),
    ("red", "Red"),
    ("within", "Within expected range"),
    ("below", "Below expected range"),
    ("above", "Above expected range"),
    ("no_data", "No data"),
    ("not_due", "Not due"),
    ("no_target", "No target"),
    ("no_judgement", "No judgement"),
    ("not_comparable", "Not comparable"),
)

DIRECTIONS = (
    ("improving", "Improving"),
    ("worsening", "Worsening"),
    ("same", "No change"),
    ("increasing", "Increasing"),
    ("decreasing", "Decreasing"),
    ("no_clear_trend", "No clear trend"),
    ("not_enough_data", "Not enough data"),
    ("refused", "Not comparable"),
)


def kpi_table() -> Table:
    """Return a table of 30 rows in three groups, with gaps, negatives and words where numbers are missing."""
    names = (
        "Percentage of assessments completed within 6 weeks",
        "Potholes repaired within 28 days",
        "Repeat referrals within 12 months",
        "Calls to the contact centre answered",
        "Pupils at schools judged good or outstanding, all phases, including special schools and pupil referral units",
    )
    rows = []
    for index in range(30):
        rating, direction = RATINGS[index % len(RATINGS)], DIRECTIONS[index % len(DIRECTIONS)]
        missing = rating[0] in {"no_data", "not_due"}
        latest = Cell(inlines=text("–")) if missing else figure_cell(f"{78.4 - index:.1f}")
        rows.append(
            Row(
                group=DIRECTORATES[index // 10],
                cells=(
                    Cell(
                        inlines=(
                            Link(text=f"KPI{index + 1:02d} {names[index % len(names)]}", href=f"#section-{index % 3}"),
                        )
                    ),
                    latest,
                    figure_cell("75"),
                    figure_cell("70") if index % 4 else Cell(inlines=text("–")),
                    figure_cell(f"{-0.25 * index:.2f}", decimals=2),
                    Cell(inlines=(Rating(code=rating[0], word=rating[1]),)),
                    Cell(inlines=(Direction(code=direction[0], word=direction[1]),)),
                ),
            )
        )
    return Table(
        identifier="table-all",
        caption="Latest result of every key indicator, Q1 2025/26",
        columns=KPI_COLUMNS,
        rows=tuple(rows),
        note="“–” means that there is no figure; the annex says why.",
        source="Source: Downland County Council performance records, as known at 1 August 2025",
    )


def history_table() -> Table:
    """Return a small table with dates, money and hostile text."""
    return Table(
        identifier="table-history",
        caption="Reds and what is being done about them",
        columns=(
            Column(name="Indicator", width=2),
            Column(name="Overspend", kind="number", unit="money", decimals=0),
            Column(name="Management action", width=3),
            Column(name="By", kind="date"),
        ),
        rows=(
            Row(
                cells=(
                    Cell(inlines=text("Clients with a direct payment")),
                    figure_cell("1234567", unit="money", decimals=0, shown="£1,234,567"),
                    Cell(inlines=text("Offer at the first review in all teams")),
                    Cell(inlines=text("30 September 2025")),
                )
            ),
            Row(
                cells=(
                    Cell(inlines=text(HOSTILE)),
                    figure_cell("-12", unit="money", decimals=0, shown="−£12"),
                    Cell(inlines=(Strong(text="No action recorded"),)),
                    Cell(inlines=text("–")),
                )
            ),
        ),
    )


def indicator_section(identifier: str, heading: str, picture: SeriesChart, alternative: str) -> Section:
    """Return one indicator: facts, chart, reason, commentary."""
    return Section(
        identifier=identifier,
        heading=heading,
        blocks=(
            Facts(
                facts=(
                    Fact(name="Rating", inlines=(Rating(code="green", word="Green"), Text(text=" target met"))),
                    Fact(name="Direction of travel", inlines=(Direction(code="improving", word="Improving"),)),
                    Fact(name="Lead officer", inlines=text("Head of Assessment")),
                )
            ),
            Figure(chart=picture, alternative=alternative),
            Callout(
                title="Why is this Green?",
                tone="good",
                blocks=(
                    Paragraph(inlines=text("78.4% (1,214 of 1,549) is above the target of 75%.")),
                    Bullets(items=(text("On the line would also have been Green."), text("Below 70% would be Red."))),
                ),
            ),
        ),
        sections=(
            Section(
                identifier=f"{identifier}-commentary",
                heading="What the service says",
                blocks=(
                    Paragraph(
                        inlines=(
                            Strong(text="Context. "),
                            Text(text="Referrals rose by 6% on last year; the two new teams are at full strength."),
                        )
                    ),
                    Paragraph(
                        inlines=(Strong(text="Action planned. "), Text(text="Keep the third duty desk open to March."))
                    ),
                ),
            ),
        ),
    )


def sample_document() -> Document:
    """Return the sample report: four parts, every kind of block."""
    return Document(
        identifier="qpr-2025-q1",
        title="Quarterly Performance Report",
        subtitle="Quarter 1 2025/26: April to June 2025",
        authority="Downland County Council",
        date="2025-09-01",
        edition="Edition 2, 1 September 2025",
        author="Strategy and Performance",
        summary="How Downland County Council performed against its key indicators in Quarter 1 2025/26.",
        facts=(
            Fact(name="For", inlines=text("Cabinet, 15 September 2025")),
            Fact(name="Period", inlines=text("Q1 2025/26 (1 April to 30 June 2025)")),
            Fact(name="As known at", inlines=text("1 August 2025, 09:30")),
        ),
        sections=(
            Section(
                identifier="summary",
                heading="Summary",
                blocks=(
                    Paragraph(
                        style="lead",
                        inlines=(
                            Text(text="Of the 40 key indicators, 38 are rated. "),
                            Strong(text="20 are Green"),
                            Text(text=" (53%), 12 Amber (32%) and 6 Red (16%)."),
                        ),
                    ),
                    Spread(
                        identifier="spread-all",
                        summary="20 Green, 12 Amber and 6 Red of 38 rated; 2 are not rated.",
                        counts=(
                            ("green", "Green", 20, "53%"),
                            ("amber", "Amber", 12, "32%"),
                            ("red", "Red", 6, "16%"),
                            ("no_data", "Not rated", 2, ""),
                        ),
                    ),
                    Paragraph(style="note", inlines=text("Shares are of the rated indicators and are rounded.")),
                ),
                sections=(
                    Section(
                        identifier="key",
                        heading="How to read this report",
                        blocks=(
                            Bullets(
                                items=tuple(
                                    (Rating(code=code, word=word), Text(text=" as the scheme says"))
                                    for code, word in RATINGS
                                )
                            ),
                            Bullets(
                                numbered=True,
                                items=tuple(
                                    (Direction(code=code, word=word), Text(text=" since last quarter"))
                                    for code, word in DIRECTIONS
                                ),
                            ),
                        ),
                    ),
                    Section(identifier="reds", heading="What is being done about the Reds", blocks=(history_table(),)),
                ),
            ),
            Section(identifier="all", heading="All key indicators", blocks=(kpi_table(),), new_page=True),
            Section(
                identifier="indicators",
                heading="Adult social care and health",
                new_page=True,
                sections=(
                    indicator_section(
                        "section-0",
                        "AS07 Assessments completed within 6 weeks",
                        RISING,
                        "Completed in time rose from 70.1% in Q1 2022/23 to 78.4% in Q1 2025/26.",
                    ),
                    indicator_section(
                        "section-1",
                        "HT02 Potholes repaired within 28 days",
                        GAPPED,
                        "Repaired in time fell from 91.0% in Q1 2022/23 to 68.4% in Q1 2025/26.",
                    ),
                    indicator_section(
                        "section-2",
                        "CS01 Calls to the contact centre",
                        ACTIVITY,
                        "Calls answered fell from 151,200 in Q1 2022/23 to 144,100 in Q1 2024/25.",
                    ),
                ),
            ),
            Section(
                identifier="annex",
                heading="Annex: definitions and sources",
                blocks=(
                    Callout(
                        title="Late and provisional figures",
                        tone="warning",
                        blocks=(Paragraph(inlines=text("Two figures are provisional; one is 63 days late.")),),
                    ),
                    Callout(title="Read me", blocks=(Paragraph(inlines=text(HOSTILE)),)),
                    Callout(
                        title="No management action",
                        tone="bad",
                        blocks=(Paragraph(inlines=text("One Red has no management action recorded.")),),
                    ),
                    Paragraph(
                        inlines=(
                            Text(text="Questions: "),
                            Link(text="e-mail the performance team", href="mailto:performance@downland.example"),
                            Text(text=" or read "),
                            Link(text="how figures are rated", href="https://downland.example/how?a=1&b=2"),
                            Text(text=". "),
                            Text(text=HOSTILE),
                        )
                    ),
                    Facts(facts=(Fact(name=HOSTILE, inlines=text(HOSTILE)),)),
                ),
            ),
        ),
        marking="Illustrative figures",
        keywords=("performance", "indicators"),
        licence="Open Government Licence v3.0",
    )
