"""Keep the tables of the README that tell what the program itself knows: its keys and the columns of the log.

python -m tests.tools.readme            writes the tables anew
python -m tests.tools.readme --check    changes nothing; ends with 1 when one is out of date
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from advisor_tui import language
from advisor_tui.command import EVERYWHERE, FREE, Command
from advisor_tui.commands import COMMANDS
from advisor_tui.keymap import display
from advisor_tui.language import _
from advisor_tui.local_keys import LOCAL_KEYS, LocalKey

README = Path(__file__).parents[2] / "README.md"

WHERE = {
    "waiting": "between calls",
    "call": "in a call",
    "log": "in the log",
    "follow_ups": "on the board",
    "figures": "beside the figures",
    "page": "on a page",
}
TOGETHER = {EVERYWHERE: "everywhere", FREE: "wherever no call is open"}
FOCUS = {
    "chips": "a row of choices",
    "line": "a line to write in",
    "notes": "the notes",
    "search": "the search",
    "heard": "what was understood",
    "grid": "the need areas",
    "list": "a list of what was done",
    "reading": "the closing card",
    "calls": "today's calls",
    "idle": "the waiting screen",
    "log_line": "the line of the log",
    "log_list": "the log",
    "log_card": "the card of a call",
    "follow_ups": "the board of follow-ups",
    "figures": "the figures",
    "page": "a page",
}


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _command(command: Command) -> str:
    keys = " or ".join(f"`{display(key)}`" for key in command.keys) or "–"
    menu = f"`^G` `{command.menu}`" if command.menu else "–"
    where = TOGETHER.get(command.places) or " and ".join(WHERE[place] for place in command.places)
    return _row(_(command.label), keys, menu, where, f"`{command.id}`", _(command.help))


def _local(key: LocalKey) -> str:
    return _row(FOCUS[key.focus], f"`{_(key.keys)}`", _(key.help))


def commands() -> Iterator[str]:
    """Yield the lines of the table of commands."""
    yield _row("command", "keys", "menu", "where", "id for `[keys]`", "what it does")
    yield "|---|---|---|---|---|---|"
    yield from map(_command, COMMANDS)


def local_keys() -> Iterator[str]:
    """Yield the lines of the table of keys that belong to what is focused."""
    yield _row("in", "key", "what it does")
    yield "|---|---|---|"
    yield from map(_local, LOCAL_KEYS)


TABLES: dict[str, Callable[[], Iterator[str]]] = {"commands": commands, "local keys": local_keys}


def renewed(text: str) -> str:
    """Return the README with its tables as they should be."""
    for name, lines in TABLES.items():
        table = "\n".join(lines())
        block = re.compile(rf"(<!-- table: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, count = block.subn(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", text)  # type: ignore[misc]
        if count != 1:
            raise ValueError(f"the README has {count} places for the table “{name}”")
    return text


def main(arguments: list[str]) -> int:
    """Write the tables, or check them."""
    language.use("en")
    written = README.read_text(encoding="utf-8")
    wanted = renewed(written)
    if "--check" in arguments:
        print(
            "README.md is up to date" if written == wanted else "README.md is out of date: python -m tests.tools.readme"
        )
        return int(written != wanted)
    README.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
