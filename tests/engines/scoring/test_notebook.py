"""The examples that show an analyst how to begin run, and say what they say they do."""

from __future__ import annotations

import doctest
import importlib
import re
import runpy
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "comparing.md"
MODULES = (
    "comparisons", "forecast", "intervals", "ranking", "reward", "rollup", "rollup_plan", "yearly_trend",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_the_example_of_each_engine(name: str) -> None:
    found = doctest.testmod(importlib.import_module(f"goldenthread.engines.scoring.{name}"))
    assert found.attempted > 0
    assert found.failed == 0


def test_the_guide_s_notebook(tmp_path: Path) -> None:
    [code] = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    notebook = tmp_path / "notebook.py"
    notebook.write_text(code, encoding="utf-8")
    names = runpy.run_path(str(notebook))
    assert names["places"]["rank"].to_list() == [2, 1]
    assert names["ends"]["year_end"].to_list() == [120]
