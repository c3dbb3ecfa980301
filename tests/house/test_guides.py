"""Every setting and every command is in a guide, and the guides name none that is not there."""

import re
from pathlib import Path

from goldenthread.entrypoints.commands.main import COMMANDS
from tests.house.tree import PROJECT, python_files, text_of

SETTINGS_PAGE = Path("docs/guide/settings.md")
_SETTING = re.compile(r"\bGOLDENTHREAD_[A-Z]+(?:_[A-Z]+)*\b")


def _guides() -> dict[str, str]:
    pages = [PROJECT / "README.md", *sorted((PROJECT / "docs" / "guide").glob("*.md"))]
    return {path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8") for path in pages}


def _settings_in_code() -> set[str]:
    texts = [text_of(path) for path in python_files(folders=("src", "scripts"))]
    texts += [
        path.read_text(encoding="utf-8")
        for path in (PROJECT / "scripts").iterdir()
        if not path.suffix and path.is_file()
    ]
    return {name for text in texts for name in _SETTING.findall(text)} - {"GOLDENTHREAD_TEST"}


def test_every_setting_is_explained_and_none_is_invented() -> None:
    assert (
        set(re.findall(r"^\| `(GOLDENTHREAD_\w+)`", text_of(SETTINGS_PAGE), flags=re.MULTILINE)) == _settings_in_code()
    )


def test_every_command_is_in_a_guide() -> None:
    text = "\n".join(_guides().values())
    assert [name for name in COMMANDS if not re.search(rf"goldenthread {name}\b", text)] == []


def test_the_guides_name_no_command_that_is_not_there() -> None:
    unknown = [
        f"{path}: goldenthread {name}"
        for path, text in _guides().items()
        for name in re.findall(r"\bgoldenthread ([a-z][a-z-]+)\b", text)
        if name not in COMMANDS
    ]
    assert unknown == []


def test_every_make_command_in_a_page_is_in_the_makefile() -> None:
    known = set(re.findall(r"^\.PHONY: (.*)$", text_of(Path("Makefile")), flags=re.MULTILINE)[0].split())
    pages = _guides() | {name: text_of(Path(name)) for name in ("CONTRIBUTING.md", "docs/house.md")}
    asked = {name for text in pages.values() for name in re.findall(r"`make ([a-z]+)\b", text)}
    assert asked
    assert asked <= known


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md")]
    pages += sorted((PROJECT / "docs").rglob("*.md"))
    broken = [
        f"{page.relative_to(PROJECT)} -> {link}"
        for page in pages
        for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
