"""What is loaded when: nothing heavy before the first paint, and no screen or database in the work itself.

The graph of imports that import-linter checks does not see what is imported within functions; a clean interpreter does.
"""

import subprocess
import sys
from pathlib import Path

import pytest

import advisor_tui

PACKAGE = Path(advisor_tui.__file__).parent
PURE = sorted(
    ".".join(("advisor_tui", *path.relative_to(PACKAGE).with_suffix("").parts))
    for floor in ("guidance", "catalogue", "search")
    for path in (PACKAGE / floor).rglob("*.py")
)
DATABASE = ("sqlmodel", "sqlalchemy", "alembic", "pydantic", "sqlite3")
EXPORTERS = ("xlsxwriter", "csv")
ONLY_WHEN_NEEDED = ("xlsxwriter", "openpyxl", "pyproj", "httpx", "stamina", "ijson", "tomlkit")
SCREEN = ("textual", "rich", "typer")
LATER = ("rapidfuzz", "holidays", "filelock", "zoneinfo", "tomllib", "typer")
"""What the desk needs only once it reads services, which it does behind the first paint."""

LOADED = "import sys; print(*sorted(sys.modules))"

AT_FIRST_PAINT = """
import sys
from advisor_tui.app import AdvisorApp
from advisor_tui.paths import places
from advisor_tui.settings import Settings

def painted(app):
    print(*sorted(sys.modules), file=sys.__stdout__, flush=True)
    app.exit()

AdvisorApp._begin_to_read = painted
AdvisorApp(Settings(), places()).run(headless=True)
"""


def loaded_by(code: str) -> set[str]:
    """Return the names of the modules that a clean interpreter has loaded when it prints them."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def among(loaded: set[str], *names: str) -> set[str]:
    """Return those of the packages that have been loaded."""
    return {name for name in names if any(each == name or each.startswith(f"{name}.") for each in loaded)}


def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path) -> None:  # noqa: ARG001 - it is the desk's
    loaded = loaded_by(AT_FIRST_PAINT)
    assert among(loaded, "textual") == {"textual"}
    assert among(loaded, *DATABASE, *EXPORTERS, *ONLY_WHEN_NEEDED, *LATER) == set()
    assert among(loaded, "advisor_tui.records", "advisor_tui.guidance", "advisor_tui.search") == set()


@pytest.mark.parametrize("module", PURE)
def test_the_work_itself_knows_no_screen_and_no_database(module: str) -> None:
    loaded = loaded_by(f"import {module}; {LOADED}")
    assert module in loaded
    assert among(loaded, *SCREEN, *DATABASE, *ONLY_WHEN_NEEDED) == set()


def test_the_version_is_told_without_screen_or_database() -> None:
    code = f"from advisor_tui.cli import run; run(['--version']); {LOADED}"
    loaded = loaded_by(code)
    assert "advisor_tui.cli.parser" in loaded
    assert among(loaded, "textual", "sqlmodel", "sqlalchemy", "alembic", "xlsxwriter") == set()


def test_a_search_from_the_command_line_knows_no_screen_and_no_database() -> None:
    code = f"from advisor_tui.cli import run; run(['search', 'ruoka', '--json', '--limit', '1']); {LOADED}"
    assert among(loaded_by(code), "textual", "sqlmodel", "sqlalchemy", "alembic", "xlsxwriter", "numpy") == set()
