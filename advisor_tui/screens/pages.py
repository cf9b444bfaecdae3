"""How pages come about: what is read for them, what is asked, and that the access log hears of it."""

from typing import TYPE_CHECKING, Any

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.handover import handover_page
from advisor_tui.guidance.known import line_of
from advisor_tui.guidance.packet import Wish, packet
from advisor_tui.language import _
from advisor_tui.records.export.period import so_far
from advisor_tui.screens.base import AdvisorScreen
from advisor_tui.screens.hand_off_box import HandOffBox
from advisor_tui.screens.page import PageScreen

if TYPE_CHECKING:
    from advisor_tui.app import AdvisorApp
    from advisor_tui.office import Office


async def show_handover(office: "Office", app: "AdvisorApp") -> None:
    """Show the handover of the shift so far."""
    asking, today, period = app.screen, clock.today(), so_far(app.settings.shifts, clock.now())
    away = office.known.follow_ups.away_after_days

    def read(engine: Any) -> Any:
        from advisor_tui.records import handover  # noqa: PLC0415 - in the thread that reads, not before the paint

        return handover.read(engine, period, today, away)

    def note(store: Any) -> None:
        from advisor_tui.records import handover  # noqa: PLC0415 - likewise

        handover.note_handover(store.engine, office.who, period)

    found = await office.read_apart(read)
    await office.ask(note)
    if app.screen is asking:
        app.push_screen(PageScreen(handover_page(found, office.known, today), stem("handover")))


async def show_hand_off(office: "Office", app: "AdvisorApp", call_id: str) -> None:
    """Ask what is to be made of a call, and show the page."""
    asking = app.screen
    call: Call | None = await office.ask(lambda store: store.load(call_id))
    if call is None:
        _tell(asking, _("This call is no longer in the database."))
    elif call.non_client:
        _tell(asking, _("This was not a client call: there is nothing to hand off."))
    elif app.screen is asking:

        def chosen(wish: Wish | None) -> None:
            if wish:
                app.run_worker(_make(office, app, call, wish), exit_on_error=False, group="handing off")

        app.push_screen(HandOffBox(call, office.known), chosen)


async def _make(office: "Office", app: "AdvisorApp", call: Call, wish: Wish) -> None:
    """Show the page once the access log has heard of it."""

    def note(store: Any) -> None:
        from advisor_tui.records import handover  # noqa: PLC0415 - in the thread that writes

        handover.note_handed_off(store.engine, office.who, call.id, wish.kind)

    await office.ask(note)
    page = packet(call, office.known, line_of(app.settings), wish)
    app.push_screen(PageScreen(page, stem("hand-off")))


def stem(kind: str) -> str:
    """Return a name for a file that tells its kind and the moment, and nobody's name."""
    return f"advisor-{kind}-{clock.stamp()}"


def _tell(screen: Any, text: str) -> None:
    if isinstance(screen, AdvisorScreen):
        screen.tell(text, danger=True)
