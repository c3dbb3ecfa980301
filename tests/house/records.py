"""What imports cannot show about records: who names whose, and who writes."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import walk

WRITES = frozenset(
    {
        "save",
        "create",
        "get_or_create",
        "update_or_create",
        "bulk_create",
        "bulk_update",
        "delete",
        "asave",
        "acreate",
        "adelete",
        "aupdate",
        "abulk_create",
        "abulk_update",
        "aget_or_create",
        "aupdate_or_create",
        "create_user",
        "create_superuser",
    }
)
_SQL = re.compile(
    r"\s*(INSERT\s+(INTO|OR)|REPLACE\s+INTO|UPDATE\s|DELETE\s+FROM|TRUNCATE\s|MERGE\s+INTO|COPY\s|DROP\s|ALTER\s|CREATE\s)"
)


def package_of(path: str) -> str:
    """Return the domain package that the module at ``path`` (from src/goldenthread) belongs to, or ""."""
    parts = path.split("/")
    return parts[1] if parts[0] == "domain" and len(parts) > 2 else ""


def foreign_models(*, path: str, text: str) -> Iterator[str]:
    """Yield every import of another package's models in a domain package's module."""
    own = package_of(path)
    if not own or own == "migrations":
        return
    for node in walk(text):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in named:
            found = re.match(r"goldenthread\.domain\.(\w+)\.models\b", name)
            if found and found[1] != own:
                yield f"{path}:{node.lineno} imports {name}"


def ways_back(*, path: str, text: str) -> Iterator[str]:
    """Yield every key in a package's models that leads into another package and leaves a way back.

    A key into another package is one that is declared by name; "self" and a class of the same module are its own.
    """
    if not package_of(path) or not path.endswith("/models.py"):
        return
    for node in walk(text):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
            continue
        to = node.args[0] if node.args else next((word.value for word in node.keywords if word.arg == "to"), None)
        by_name = isinstance(to, ast.Attribute) or (isinstance(to, ast.Constant) and to.value != "self")
        back = next((word.value for word in node.keywords if word.arg == "related_name"), None)
        if by_name and not (isinstance(back, ast.Constant) and back.value == "+"):
            yield f"{path}:{node.lineno} lets the other package look back"


def may_write(path: str) -> bool:
    """Say whether writes belong in the module at ``path``: operations, the schema's history, and what guards it."""
    parts = path.removesuffix(".py").split("/")
    return parts[0] == "domain" and ("operations" in parts or "migrations" in parts or parts[-1] == "append_only")


def writes(*, path: str, text: str) -> Iterator[str]:
    """Yield every call or statement in a module outside the operations that changes what is stored.

    ``update`` counts when it is called as a query is (names only): a dictionary's takes another dictionary.
    """
    if may_write(path) or path.startswith("engines/"):
        return
    for node in walk(text):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            as_query = name == "update" and not node.args and node.keywords
            through_the_door = isinstance(node.func.value, ast.Name) and node.func.value.id == "operations"
            if (name in WRITES or as_query or name == "get_model") and not through_the_door:
                yield f"{path}:{node.lineno} calls {name}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.match(node.value):
            yield f"{path}:{node.lineno} has a statement that writes: {node.value.strip()[:40]}"
