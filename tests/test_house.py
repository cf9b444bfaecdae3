"""The rules of the house: small modules that say what they are, one clock, light starts, and no text read as markup."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import advisor_tui
from tests.command_line import surroundings

PACKAGE = Path(advisor_tui.__file__).parent
MODULES = sorted(file for file in PACKAGE.rglob("*.py") if "versions" not in file.parts)
MOST_LINES = 320
"""Lines of a module: what a reader can keep in mind."""

SCREEN = ("textual", "rich", "typer")
DATABASE = ("sqlmodel", "sqlalchemy", "alembic", "sqlite3")
HEAVY = (*SCREEN, *DATABASE, "xlsxwriter")

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def place(file: Path, line: int = 0) -> str:
    """Return where something is, as people say it."""
    name = file.relative_to(PACKAGE).as_posix()
    return f"{name}:{line}" if line else name


@cache
def parsed(file: Path) -> ast.Module:
    """Return a module as the parser sees it."""
    return ast.parse(file.read_text(encoding="utf-8"))


def public(definitions: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield public classes, functions and methods with their names; not what lies inside a function."""
    for each in definitions:
        if isinstance(each, Definition) and not each.name.startswith("_"):
            yield f"{prefix}{each.name}", each
            if isinstance(each, ast.ClassDef):
                yield from public(each.body, f"{prefix}{each.name}.")


@cache
def calls(file: Path) -> list[tuple[str, ast.Call]]:
    """Return the calls of a module with what is called, as it is written there."""
    return [(ast.unparse(node.func), node) for node in ast.walk(parsed(file)) if isinstance(node, ast.Call)]


def loaded_by(statement: str, unwanted: tuple[str, ...]) -> list[str]:
    """Return which of some libraries a fresh interpreter has loaded after a statement."""
    told = f"print(json.dumps(sorted(set({unwanted!r}) & set(sys.modules))), file=sys.stderr)"
    script = f"import json, sys\n{statement}\n{told}"
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, env=surroundings(), capture_output=True, check=True, timeout=60)
    found = json.loads(ended.stderr)
    assert isinstance(found, list)
    return found


def test_every_module_is_short_enough_to_keep_in_mind() -> None:
    lines = {place(file): len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_every_module_says_what_it_is() -> None:
    assert [place(file) for file in MODULES if not ast.get_docstring(parsed(file))] == []


def test_every_public_class_function_and_method_says_what_it_is() -> None:
    every = [(file, name, each) for file in MODULES for name, each in public(parsed(file).body)]
    assert [f"{place(file, each.lineno)} {name}" for file, name, each in every if not ast.get_docstring(each)] == []


@pytest.mark.parametrize("module", ["guidance.conversation", "catalogue.check", "search.engine"])
def test_the_inner_rooms_know_neither_screen_nor_database(module: str) -> None:
    assert loaded_by(f"import advisor_tui.{module}", HEAVY) == []


@pytest.mark.parametrize("arguments", [["--version"], ["search", "ateria"]], ids=" ".join)
def test_a_command_loads_only_what_it_needs(arguments: list[str]) -> None:
    statement = f"from advisor_tui import cli\nassert cli.run({arguments!r}) == 0"
    assert loaded_by(statement, ("textual", "sqlmodel", "sqlalchemy", "alembic", "xlsxwriter")) == []


CLOCKS = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "dt.datetime.now",
    "dt.datetime.today",
    "dt.datetime.utcnow",
    "date.today",
    "datetime.date.today",
    "dt.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.monotonic",
}


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = {file: [name for name, _call in calls(file) if name in CLOCKS] for file in MODULES}
    assert [place(file) for file, asked in asking.items() if asked] == ["clock.py"]


def test_no_clock_is_taken_out_of_its_module_by_name() -> None:
    """It would not be seen where it is called."""
    imports = [(file, node) for file in MODULES for node in ast.walk(parsed(file)) if isinstance(node, ast.ImportFrom)]
    taken = [(file, node) for file, node in imports if node.module == "time"]
    assert [place(file, node.lineno) for file, node in taken] == []


SHOWING = ("Static", "Label", "Button", "OptionList", "Checkbox", "RadioButton", "SelectionList", "notify")
"""What the framework reads as markup unless it is told otherwise."""


@cache
def showing() -> frozenset[str]:
    """Return the names under which text is shown: those of the framework, and of our own kinds of them."""
    names = set(SHOWING)
    classes = [node for file in MODULES for node in ast.walk(parsed(file)) if isinstance(node, ast.ClassDef)]
    for each in classes:
        takes_text = not any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in each.body)
        if takes_text and names & {ast.unparse(base).split("[")[0] for base in each.bases}:
            names.add(each.name)
    return frozenset(names)


def is_plain(call: ast.Call) -> bool:
    """Tell whether text is shown as it is: markup is off, or what is shown is content that was put together."""
    if any(each.arg == "markup" and ast.unparse(each.value) == "False" for each in call.keywords):
        return True
    first = call.args[0] if call.args else None
    if not isinstance(first, ast.Call):
        return False
    made_of = ast.unparse(first.func)
    return made_of in {"Content", "Content.styled", "Content.assemble", "Content.join"}


def test_no_text_is_shown_where_it_could_be_read_as_markup() -> None:
    every = [(file, name, call) for file in MODULES for name, call in calls(file)]
    shown = [(file, name, call) for file, name, call in every if name.rpartition(".")[2] in showing()]
    assert len(shown) > 5
    assert [f"{place(file, call.lineno)} {name}" for file, name, call in shown if not is_plain(call)] == []


def test_no_text_is_made_from_markup_or_escape_sequences() -> None:
    every = [(file, name, call) for file in MODULES for name, call in calls(file)]
    made = [(file, call) for file, name, call in every if name.endswith((".from_markup", ".from_ansi"))]
    assert [place(file, call.lineno) for file, call in made] == []


def test_no_border_carries_text_that_is_not_the_programs_own() -> None:
    assigned = [(file, node) for file in MODULES for node in ast.walk(parsed(file)) if isinstance(node, ast.Assign)]
    borders = [
        place(file, node.lineno)
        for file, node in assigned
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr in {"border_title", "border_subtitle"}
        if not isinstance(node.value, ast.Constant)
    ]
    assert borders == []


def test_the_check_for_markup_sees_what_it_is_meant_to_see() -> None:
    seen = {
        "Static(text)": False,
        "Static(f'{text}')": False,
        "OptionList(id='x')": False,
        "OptionList(id='x', markup=False)": True,
        "Static(Content(text))": True,
        "Label(Content.from_markup(text))": False,
    }
    for written, plain in seen.items():
        (statement,) = ast.parse(written).body
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Call)
        assert is_plain(statement.value) == plain, written
