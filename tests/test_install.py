"""What is installed works by itself: the wheel in a fresh environment, from a folder that is not the project's."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import advisor_tui

PROJECT = Path(advisor_tui.__file__).parent.parent


def run(*command: str | Path, cwd: Path, home: Path) -> str:
    """Run a command that has to succeed, without the environment of the tests' own interpreter."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, "ADVISOR_HOME": str(home), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_works_in_a_fresh_environment_from_any_folder(tmp_path: Path, home: Path) -> None:
    wheels, place, elsewhere = tmp_path / "wheels", tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", wheels, PROJECT, cwd=elsewhere, home=home)
    (wheel,) = wheels.glob("advisor_tui-*.whl")
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=elsewhere, home=home)
    advisor = programs / "advisor"
    assert run(advisor, "--version", cwd=elsewhere, home=home).strip() == f"advisor {advisor_tui.__version__}"
    hits = json.loads(run(advisor, "search", "turvapuhelin", "--json", cwd=elsewhere, home=home))
    assert hits[0]["type"] == "turvapuhelin"
    assert "Ei vikoja" in run(advisor, "script", "check", cwd=elsewhere, home=home)
    used = run(advisor, "where", cwd=elsewhere, home=home)
    assert str(place.resolve()) in used
    assert str(PROJECT / "catalogue") not in used
    desk = (
        "from advisor_tui.app import AdvisorApp; from advisor_tui import reference; from advisor_tui.settings import *"
    )
    loaded = f"{desk}; print(len(reference.load(Settings()).known.catalogue))"
    assert int(run(programs / "python", "-c", loaded, cwd=elsewhere, home=home)) >= 150
    templates = "from advisor_tui.html import _environment as made; print(*made().list_templates())"
    assert run(programs / "python", "-c", templates, cwd=elsewhere, home=home).split() == ["page.html", "report.html"]
    assert list(elsewhere.iterdir()) == []
