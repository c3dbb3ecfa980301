"""The guide to the files, made from their declaration so that it cannot grow old."""

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.files import FILE_KINDS
from goldenthread.domain.collection.rules.reading import specs
from goldenthread.engines.spreadsheets import column_table

_INTRODUCTION = """# Files that can be loaded

This page is made by `goldenthread files`; change the declaration, not the page.

Put the files of your council in one folder, named as below, and run

    goldenthread load FOLDER --dry-run
    goldenthread load FOLDER

or bring in one file: `goldenthread import observations q1.csv`. The dry run checks everything and stores nothing.

- **Kinds of file.** CSV in UTF-8 (in Excel: Save as, “CSV UTF-8”) or XLSX with one filled sheet; the same columns in
  both, the header in row 1, in any order. Columns that are not required may be left out.
- **Every problem at once.** Each is listed with the file, the row as your spreadsheet numbers it, the column, what was
  seen, what was expected and what to do. While anything is refused, nothing at all is stored.
- **Refused or questioned.** What is refused must be mended. What is questioned may be right: store it with
  `--accept-warnings --reason "why it is right"`. The questions and your reason are kept in the audit trail.
- **Loading again is safe.** Rows that say what is stored already change nothing. Codes and references find the row
  they belong to; a row says everything about its subject, so an empty cell means empty or the default.
- **Figures, targets, definitions, commentary and comparators are never overwritten.** A changed row becomes a new
  revision and needs a reason: in its column `reason`, or for the whole load with `--reason`. A changed target needs its
  approver.
- **History.** These five kinds may come in several files, loaded in order of number (`observations-1.csv`,
  `observations-2.csv`), so that corrections become revisions. Within one file a key may stand once only.
- **Unit operating plans.** What they say and cost and what their reviews found comes in and goes out. Who submitted a
  plan, who decided on it and the authority over a budget that was delegated do not: they are acts of people in this
  system, which no file can do for them. A plan that was loaded is a draft until it is submitted here.
- **Numbers** are plain: `1234.5`. No currency sign, no percent sign, no thousands comma. They are stored digit for
  digit. **Dates** are `2022-07-01` or `01/07/2022`. **Yes and no** are `yes` and `no`.
- **Periods** may be written as people write them: `Q1 2022/23`, `2022/23`, `Apr-22`, `April 2022`, `2022-06-30`. How
  often the indicator is measured decides what is ambiguous.
- **Values from parts.** Where a value is left empty and numerator and denominator are given, a percentage is
  100 × numerator ÷ denominator and any other measure numerator ÷ denominator, worked out exactly and rounded once to
  ten decimals. Where all three are given they must agree to the decimals written (a rate may be per 10, 100, 1,000 and
  so on). 0 of 0 is stored as not available, “no cases”.

The files are read in this order, each may refer to those before it: {order}.
"""

_REFUSED = """## What is refused

Everywhere: a file that is not UTF-8 or no CSV or XLSX; a workbook that unpacks to more than 200 MB, holds formulas or
more than one filled sheet; an unknown, missing or repeated column; a required cell left empty; a word that is not among
those listed; text that is too long; an unreadable date; two rows with the same key (both rows are named).

| Where | What | What it says |
|---|---|---|
| numbers | a currency sign, a percent sign, a comma, brackets, an exponent | “£1,200” has a currency sign |
| places, units | a parent that leads back to itself | A would be part of itself: its parent is B |
| places | a successor without a last day | E07 has a successor (E06) and no last day |
| units | a directorate with a parent | the directorate A belongs to B |
| authority | not exactly one row; a percent or absolute scheme without a tolerance | 2 rows (rows 2, 3) |
| structure | a directorate with a parent; a unit that has ended; a unit below itself | EDU would be part of itself |
| posts | a portfolio of a post that is no Cabinet member's | HEAD has the portfolio “Schools” |
| people, holders | a post with two holders on a day; a person twice | row 2 says that ann@b has it since 2022 |
| people | a partner without a unit | ann@b has the role partner in no unit |
| people | an address with two names | rows 2 and 3 give a@b different names or posts |
| anywhere | an unknown unit, committee, post, place or indicator | there is no unit “ADUTS”. Did you mean ADULTS? |
| periods | unreadable, ambiguous, or not how often the indicator is measured | 'Q7 2022/23' cannot be read |
| places | a code that did not hold when the period ended | the code “E07” does not hold at the end of 2023/24 |
| figures, targets … | an indicator outside the part of the council that whoever loads may load for | A1 is not yours |
| figures | a numerator above its denominator (proportions) | the numerator 12 is above the denominator 10 |
| figures | a count below zero; a value below zero that cannot be | a count below zero (-3) |
| figures | a denominator of zero | 5 of 0, which is no number |
| figures | a value where there were no cases | a value (0) where there were no cases (0 of 0) |
| figures | one part without the other | a numerator (5) without a denominator |
| figures | a value that does not agree with its parts | the value 84 does not agree with its parts |
| figures | a percentage of a whole above 100 | 104% of a whole |
| figures | no value and no status; a value with a status that has none | no value, and the status is final |
| figures | not available without a reason | the figure is not available, and nothing says why |
| figures | a moment of entry in the future; entered_by without entered_at | 2099-01-01 lies in the future |
| revisions | a change without a reason | this changes the figure of A1 that is already stored from 83 to 84 |
| targets | a change without an approver | this changes the target of A1, and nobody approved it |
| targets | neither a target nor a range; a floor without a target | neither a target nor a range |
| targets | a floor on the wrong side of the target | the floor 90 is above the target 85, and higher is better |
| targets | a lower end above the upper end | the lower end 9 is above the upper end 5 |
| targets | a target of zero with a percentage tolerance | use an absolute tolerance instead |
| targets | shares that do not add up to 1, or are not one for each part | the shares add up to 0.9 |
| commentary | none of the three texts | none of the three texts |
| comparator_groups | a group or an area described in two ways | rows 2 and 3 give C1 different names |
| comparator_groups | a published line that a group has twice | rows 2 and 3 are both the median of SIMILAR |
| comparators | no source or no licence | the cell is empty |
| comparators | an area of no group | there is no comparator area “C9” |
| comparators | a suppressed figure with a value | a value (5) although the status is suppressed |
| comparators | a day of publication in the future | published on 2099-01-01, which lies in the future |
| comparators | all that is refused of figures: counts, parts, percentages, a change without a reason | as above |
| plans | two plans of one kind and owner at a time | A and B are both the statement: a term that overlaps itself |
| plans | personal objectives without their officer or of another class | personal objectives without their officer |
| plan_items | a parent of another plan, or one that leads back to the item | T1 would be part of itself: T1 → P1 → T1 |
| thread_links | a link that leads back to its item, with the way it goes | V1 would serve itself: V1 → P1 → T1 → V1 |
| successions | an item that became something twice, unless it was split | O1 was already carried into P1 |
| milestones | a day before the work starts | M1 is forecast for 2026-03-31, before it starts on 2026-04-01 |
| milestones | a moved promise without an approver | the promise of M1 moves, and nobody approved it |
| milestones | deferred or dropped without who decided, when and why | M1 is deferred, and nobody decided it |
| milestones | complete without its day, or a day in the future | M1 is complete, and nothing says since when |
| dependencies | work that would wait for itself | M1 would have to wait for itself: M1 needs M2 needs M1 |
| measures | fields of another kind of measure, or its own missing | a measure by indicator that names none |
| stretch_targets | a stretch that is not better than without the deal | the stretch target 80 is worse than 82 |
| stretch_targets | an item of another plan, or an indicator that is no measure of it | P1 is no outcome |
| stretch_targets | weights for some of those that share a pot | not all stretch targets of PA-6 have a weight |
| money | nothing, less than nothing, or parts of a penny | a sum of 0 |
| unit_plan_sections, unit_plan_costs, unit_plan_reviews | a plan of another kind | DS2024 is no unit operating plan |
| unit_plan_costs | less than nothing, or parts of a penny | 0.001 has parts of a penny |
| unit_plan_reviews | a day outside the plan's year, or to come | This day is not in the year of the plan |
| unit_plan_reviews | a second half-year review | The half-year review of this plan is recorded already |
| unit_plan_reviews | something off track without a reason, or a gap in the numbers | nothing says why it is off track |
| unit_plan_reviews | other words for a review that is kept | Review 1 of UP-1 is kept as it was recorded |

## What is questioned

| Where | What | What it says |
|---|---|---|
| figures | ten times, or a tenth of, the figure before it | 834 is ten times or more the figure before it (83.4) |
| targets | at least ten times, or at most a tenth of, every past figure | at least ten times every past figure |
| targets | worse than current performance | the target 70 is worse than current performance (75 in Q4 2021/22) |
| targets | zero, where no past figure was near zero | a target of zero, and no past figure was near zero |

A target is not questioned again when it carries on the target before it. Past figures are those of periods that ended
before the target's own began. Figures and targets for the year to date are compared with the same stretch of a year
before, because they start again every year.
"""


def guide() -> str:
    """Return the whole guide as Markdown."""
    order = ", ".join(f"`{kind.name}`" for kind in FILE_KINDS)
    tables = "\n".join(_section(kind) for kind in FILE_KINDS)
    return f"{_INTRODUCTION.format(order=order)}\n{tables}\n{_REFUSED}"


def _section(kind: FileKind) -> str:
    key = ", ".join(f"`{name}`" for name in kind.key)
    about = f"One row is {kind.a_row_is}." + (f" Its key: {key}." if key else "")
    kept = " Changes are kept as revisions." if kind.revisions else ""
    return f"## {kind.name}.csv\n\n{about}{kept}\n\n{column_table(specs(kind))}"
