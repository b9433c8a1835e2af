"""The faces of the packages: each export is documented, imported when it is asked for, and hidden by no module."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import gazetteer
import names

ROOT = Path(__file__).parents[2]
FACES = [path.parent for package in ("names", "gazetteer") for path in sorted((ROOT / package).rglob("__init__.py"))]
each_package = pytest.mark.parametrize("package", [names, gazetteer], ids=["names", "gazetteer"])


def typed_imports(package: ModuleType) -> dict[str, str]:
    """The names that a face imports for type checkers alone, each with the module it is from."""
    assert package.__file__ is not None
    tree = ast.parse(Path(package.__file__).read_text(encoding="utf-8"))
    blocks = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module or "" for node in imports for alias in node.names}


@each_package
def test_what_is_imported_late_is_what_type_checkers_see(package: ModuleType) -> None:
    assert typed_imports(package) == {name: f"{package.__name__}.{home}" for name, home in package._HOMES.items()}
    assert list(package._HOMES) == sorted(package._HOMES)
    assert set(package._HOMES) <= set(package.__all__)


def test_all_that_names_exports_is_imported_late() -> None:
    assert set(names._HOMES) == set(names.__all__)


@each_package
def test_exported_names_are_sorted_documented_and_listed(package: ModuleType) -> None:
    assert package.__all__ == sorted(package.__all__, key=lambda name: (not name.isupper(), name))
    assert set(package.__all__) <= set(dir(package))
    for name in package.__all__:
        assert getattr(package, name) is getattr(package, name)
        assert name.isupper() or getattr(package, name).__doc__, name
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        package.nothing  # noqa: B018


@pytest.mark.parametrize("folder", FACES, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_no_module_hides_an_exported_name(folder: Path) -> None:
    """To import a module sets an attribute of its package, which would replace an export of the same name."""
    face = import_module(".".join(folder.relative_to(ROOT).parts))
    modules = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    assert modules.isdisjoint(getattr(face, "__all__", ()))
