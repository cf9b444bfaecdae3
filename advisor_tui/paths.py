"""Where the program keeps things. Nothing is created here: asking for a place does not make it."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

APP = "advisor"
HOME_VARIABLE = "ADVISOR_HOME"
"""One folder for everything instead of the platform's four: for tests, portable use and shared machines."""


@dataclass(frozen=True)
class Places:
    """The four folders of one user: settings, records, what may be thrown away, reports of crashes."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        """The user's settings."""
        return self.config / "settings.toml"

    def records_file(self, *, practice: bool) -> Path:
        """Return the database of real calls or, never the same file, of practice calls."""
        return self.data / ("practice.sqlite3" if practice else "calls.sqlite3")

    @property
    def catalogue(self) -> Path:
        """Imported services, a folder for each source, and the desk's notes on services."""
        return self.data / "catalogue"

    @property
    def desks(self) -> Path:
        """A lock file for each open desk: whose call is still being taken, and whose was cut off."""
        return self.data / "desks"

    @property
    def backups(self) -> Path:
        """Copies made before a database changes its shape."""
        return self.data / "backups"

    @property
    def crashes(self) -> Path:
        """Reports of crashes, without anything a caller said."""
        return self.state / "crashes"


def places() -> Places:
    """Return the user's places: under ``ADVISOR_HOME`` when it is set, else where the platform keeps such things."""
    home = os.environ.get(HOME_VARIABLE, "")
    if home:
        root = expanded(home).absolute()
        return Places(config=root, data=root, cache=root / "cache", state=root / "state")
    return _platform_places()


def expanded(name: str) -> Path:
    """Return a path with ``~`` made a home folder, or as it is where there is no such user."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


@cache
def _platform_places() -> Places:
    from platformdirs import PlatformDirs  # noqa: PLC0415 - not needed where ADVISOR_HOME is set

    dirs = PlatformDirs(APP, appauthor=False)
    return Places(
        config=Path(dirs.user_config_dir),
        data=Path(dirs.user_data_dir),
        cache=Path(dirs.user_cache_dir),
        state=Path(dirs.user_state_dir),
    )


def shipped(name: str) -> Path:
    """Return a folder that ships with the program (``catalogue`` or ``data``).

    Inside an installed wheel it lies in the package; in a checkout, at the top of the project.
    """
    package = Path(__file__).parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / name
