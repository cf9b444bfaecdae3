"""What became of a referral, heard at a follow-up: it is kept in the call, and the follow-up ends or goes on."""

from datetime import date

from msgspec.structs import replace
from sqlalchemy import Engine

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.vocabulary import ASKED_AGAIN, NeedMet, ReferralResult
from advisor_tui.language import _
from advisor_tui.records.follow_ups import StaleFollowUp, change, get, history, in_words
from advisor_tui.records.store import StaleCall, Store


def record_result(
    store: Store, follow_up: FollowUp, service_id: str, heard: tuple[ReferralResult, NeedMet], again_on: date
) -> FollowUp:
    """Keep what became of a referral in its call, and end the follow-up.

    While the result is still waited for, or nobody answered, the follow-up stays open and is asked again on a day.
    Raises what :func:`change` raises, and :class:`AdvisorError` when the referral is gone, somebody else is saving the
    call, or the disk refuses.
    """
    _unless_touched(store.engine, follow_up)
    call = store.load(follow_up.call_id)
    if call is None or call.referral(service_id) is None:
        raise AdvisorError(_("This service is no longer in the call."))
    result, met = heard
    call.record_result(service_id, result, met)
    _save(store, call)
    now = _unless_touched(store.engine, follow_up)
    if result in ASKED_AGAIN:
        return change(store.engine, store.who, now, due_on=again_on)
    return change(store.engine, store.who, now, state="done")


def _save(store: Store, call: Call) -> None:
    try:
        with in_words():
            store.save(call)
    except StaleCall as error:
        told = _("Another desk is changing this call just now; nothing was kept.")
        raise AdvisorError(told, remedy=_("Try again in a moment.")) from error


def _unless_touched(engine: Engine, follow_up: FollowUp) -> FollowUp:
    """Return how a follow-up stands now, after saves of its call, which only mark a doubt.

    Raises :class:`StaleFollowUp` when somebody has done something with it.
    """
    now = get(engine, follow_up.id)
    if now is None or replace(now, doubt="", version=0) != replace(follow_up, doubt="", version=0):
        raise StaleFollowUp(now, history(engine, follow_up.id))
    return now
