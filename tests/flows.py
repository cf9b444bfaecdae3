"""Ways to the screens that are looked at: by the tests of looks, the snapshots and the pictures of the README."""

from collections.abc import Awaitable, Callable
from typing import Any

from advisor_tui.records.store import Store
from advisor_tui.screens.base import WIDE
from advisor_tui.screens.hand_off_box import HandOffBox
from advisor_tui.screens.page import PageScreen
from tests.benchmarks import made_calls
from tests.desk import Desk
from tests.made_calls import keep
from tests.waiting import until

Flow = Callable[[Desk], Awaitable[None]]


async def waiting(desk: Desk) -> None:
    """Between calls, with two calls logged and one that waits."""
    await usual_call(desk)
    await desk.press("ctrl+r", "ctrl+r")
    await desk.until_waiting()
    await desk.press("ctrl+t", "v")
    await desk.until_waiting()
    await desk.press("enter", "i", *"77", "enter", *"näyte", "enter", "ctrl+o")
    await desk.until_waiting()
    await desk.saved()


async def contact(desk: Desk) -> None:
    """Step 1, half filled in."""
    await desk.press("enter", "o", *"82", "enter", *"mallila", "enter", "y")
    await desk.write("äiti 82 asuu yksin, ei jaksa enää kokata, kaatui viime viikolla")
    await desk.saved()


async def listening(desk: Desk) -> None:
    """Notes of a call that has just begun, with what the desk understood of them."""
    await desk.press("enter", "f8")
    await desk.write("äiti 82 kangasalla yksin, unohtaa lääkkeet, hella jäi päälle")
    await desk.saved()


async def advice(desk: Desk) -> None:
    """Step 2 with a service told and another one looked at."""
    await contact(desk)
    await desk.press("f3", "ctrl+f")
    await desk.write("turvapuhelin")
    await desk.press("enter", "k")
    await desk.write("ruoka kotiin")
    await desk.press("ctrl+f")
    await desk.saved()


async def attach(desk: Desk) -> None:
    """A service about to be attached."""
    await advice(desk)
    await desk.press("enter")
    await desk.saved()


async def told(desk: Desk) -> None:
    """Step 2 with the script in view."""
    await advice(desk)
    await desk.press("f3")
    await desk.saved()


async def assessment(desk: Desk) -> None:
    """Step 3 with two areas rated."""
    await told(desk)
    await desk.press("f4", "m", "2", "l", "2")
    await desk.saved()


async def urgent(desk: Desk) -> None:
    """A sign of danger has interrupted the script."""
    await assessment(desk)
    await desk.press("h", "!")
    await desk.drawn()  # what the row of signs scrolls into view stays in sight behind the box
    await desk.press("r")
    await desk.saved()


async def usual_call(desk: Desk) -> None:
    """Step 4 with the proposal accepted."""
    await assessment(desk)
    await desk.press("f5", "enter")
    await desk.write("tilaatte aterian viikonlopuksi")
    await desk.saved()


async def closing_card(desk: Desk) -> None:
    """The closing card."""
    await usual_call(desk)
    await desk.press("f12")
    await desk.saved()


async def unmet(desk: Desk) -> None:
    """A need about to be noted as unmet."""
    await advice(desk)
    await desk.press("enter", "n")


async def non_client(desk: Desk) -> None:
    """A call about to be logged as none."""
    await contact(desk)
    await desk.press("ctrl+t")


async def nothing_agreed(desk: Desk) -> None:
    """A call about to end without an agreed next step."""
    await contact(desk)
    await desk.press("ctrl+r")


async def help_page(desk: Desk) -> None:
    """F1 in the grid of need areas."""
    await assessment(desk)
    await desk.press("f1")


async def menu(desk: Desk) -> None:
    """Every command by one letter."""
    await contact(desk)
    await desk.press("ctrl+g")


async def wrap_up(desk: Desk) -> None:
    """After the caller has hung up."""
    await usual_call(desk)
    await desk.press("ctrl+r")
    await desk.saved()


async def _free_meals(desk: Desk) -> None:
    """What is free of the meals for somebody in Näytejärvi is listed."""
    await desk.press("enter", "o", "8", "2", "enter", *"näytejärvi", "enter", "ctrl+f")
    await desk.write("ateria")
    await desk.press("ctrl+e", "down", "m")
    await desk.drawn()


async def limits(desk: Desk) -> None:
    """What the search is limited to."""
    await _free_meals(desk)


async def hidden(desk: Desk) -> None:
    """What facts and limits hide, shown all the same."""
    await _free_meals(desk)
    await desk.press("escape", "ctrl+y")
    await desk.drawn()


async def correct(desk: Desk) -> None:
    """A service about to be corrected."""
    await hidden(desk)
    await desk.press("ctrl+k")
    await desk.drawn()


# ------------------------------------------------------------ after the call

WEEKS = 35
"""Days of calls that are kept: this month and the end of the one before."""


async def _kept(desk: Desk) -> None:
    """Keep the calls of some weeks, as if this desk had been in use for them."""
    made = list(made_calls.made(160, known=desk.app.shift.office.known, span=WEEKS))
    calls, follow_ups = [each.call for each in made], [due for each in made for due in each.follow_ups]
    await desk.app.shift.office.ask(lambda store: keep(Store(store.engine, who="MK"), calls, follow_ups))
    desk.app.shift.refresh_calls()


async def _entered(desk: Desk, key: str, has_read: Callable[[Any], bool]) -> None:
    """Go to a screen beside the call and wait until it shows what it reads."""
    await _kept(desk)
    await desk.press(key)
    screen = desk.app.waiting
    await until(desk.pilot, lambda: desk.app.screen is not screen, "the screen is in front")
    await until(desk.pilot, lambda: has_read(desk.app.screen), "it has read")
    await desk.drawn()


async def log(desk: Desk) -> None:
    """The log of all calls with a word that was sought."""
    await _entered(desk, "f3", lambda screen: bool(screen.list.rows))
    await desk.write("kotihoidon")
    await until(desk.pilot, lambda: "sanat" in desk.text, "it is sought")
    await desk.press("down")
    await until(desk.pilot, lambda: desk.app.size.width < WIDE or "Neuvoja" in desk.text, "the card is read")
    await desk.drawn()


async def follow_ups(desk: Desk) -> None:
    """The board of follow-ups."""
    await _entered(desk, "f4", lambda screen: bool(screen.has_read))


async def handover(desk: Desk) -> None:
    """What the next shift has to know."""
    await _entered(desk, "f8", lambda screen: isinstance(screen, PageScreen))


async def hand_off(desk: Desk) -> None:
    """A page of one call about to be made."""
    await log(desk)
    await desk.press("f8")
    await until(desk.pilot, lambda: isinstance(desk.app.screen, HandOffBox), "the box is in front")
    await desk.drawn()


async def figures(desk: Desk) -> None:
    """What flows through the line."""
    await _entered(desk, "f6", lambda screen: screen.report is not None)
    await desk.press("down")
    await desk.drawn()


FLOWS: dict[str, Flow] = {
    flow.__name__: flow
    for flow in (
        waiting,
        contact,
        listening,
        advice,
        attach,
        told,
        assessment,
        urgent,
        usual_call,
        closing_card,
        unmet,
        non_client,
        nothing_agreed,
        help_page,
        menu,
        wrap_up,
        limits,
        hidden,
        correct,
        log,
        follow_ups,
        handover,
        hand_off,
        figures,
    )
}
