"""What a file kind's columns are: the one declaration from which checks and documentation are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["text", "decimal", "integer", "date", "period", "choice"]

_MEANS = {
    "text": "text",
    "decimal": "number",
    "integer": "whole number",
    "date": "date",
    "period": "period",
    "choice": "one of a list",
}


@dataclass(frozen=True, kw_only=True)
class ColumnSpec:
    """One column of a file kind.

    ``required`` asks for the column and for a value in every row. ``choices`` belong to the kind "choice" and are
    matched whatever their capitals. ``synonyms`` are other headings that mean this column.
    """

    name: str
    kind: ColumnKind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    description: str = ""
    example: str = ""

    def __post_init__(self) -> None:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError(f"column {self.name}: choices belong to the kind 'choice', and it needs some")


def heading_key(heading: str) -> str:
    """Return what two headings have in common when only capitals, spaces, hyphens and underscores differ."""
    return "_".join(heading.casefold().replace("_", " ").replace("-", " ").split())


def column_table(columns: Sequence[ColumnSpec]) -> str:
    """Return the documentation of a file kind as a Markdown table: column, meaning, kind, required, example."""
    lines = ["| Column | Meaning | Kind | Required | Example |", "|---|---|---|---|---|"]
    for column in columns:
        kind = ", ".join(f"`{choice}`" for choice in column.choices) or _MEANS[column.kind]
        meaning = column.description
        if column.synonyms:
            meaning = f"{meaning} (also read as {', '.join(column.synonyms)})".strip()
        cells = [f"`{column.name}`", meaning, kind, "yes" if column.required else "no"]
        cells.append(f"`{column.example}`" if column.example else "")
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
