"""Reads which modules import which from their source, imports inside functions included."""

import ast
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def modules_of(package: str) -> dict[str, Path]:
    """Dotted name and file of every module below a top-level package."""
    files = sorted((REPOSITORY / package).rglob("*.py"))
    return {_dotted(file.relative_to(REPOSITORY)): file for file in files}


def imports_of(file: Path) -> set[str]:
    """Dotted names that `file` imports; `from a import b` counts as `a.b`."""
    return {name for node in ast.walk(ast.parse(file.read_text("utf-8"))) for name in _imported_by(node)}


def is_within(module: str, package: str) -> bool:
    """Whether `module` is `package` or lies inside it."""
    return module == package or module.startswith(package + ".")


def _dotted(relative: Path) -> str:
    parts = relative.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
