"""What the status line and the step tabs say of a call."""

from advisor_tui import clock
from advisor_tui.commands import BY_ID
from advisor_tui.guidance.call_words import person_facts
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.vocabulary import STEPS, StepId
from advisor_tui.keymap import display, keys_of
from advisor_tui.language import _, current, full_day, hours, ngettext
from advisor_tui.saving import SaveState
from advisor_tui.widgets.status_line import Status
from advisor_tui.widgets.step_tabs import Tab

STEP_COMMANDS: dict[StepId, str] = {
    "contact": "step_contact",
    "advice": "step_advice",
    "assessment": "step_assessment",
    "next_step": "step_next",
}


def status_of(talk: Conversation, saving: SaveState, parked: int) -> Status:
    """Return what the status line says of a call."""
    call = talk.call
    state = ""
    if talk.correcting:
        began = clock.local(call.started_at)
        day = "" if began.date() == clock.today() else f"{full_day(began.date())} "
        state = _("Correcting the call of {time}").format(time=f"{day}{hours(began)}")
    elif call.state == "wrap_up":
        state = _("Wrap-up")
    live = call.state == "open" and not talk.correcting
    return Status(
        state=state,
        clock="" if talk.correcting else minutes(talk.seconds),
        live=live,
        facts=tuple(facts(talk)),
        waiting=ngettext("{count} waiting", "{count} waiting", parked).format(count=parked) if parked else "",
        saved=saving.words,
        danger=saving.danger,
        advisor=talk.line.advisor,
        practice=_("PRACTICE") if call.mode == "practice" else "",
    )


def facts(talk: Conversation) -> list[str]:
    """Return what is known of the caller, in few words."""
    call, script = talk.call, talk.known.script
    found = person_facts(call, script)
    if call.caller_language != "fi":
        found.append(script.choice("language", call.caller_language, current()))
    if call.answer("interpreter") == "yes":
        found.append(_("interpreter"))
    return found


def minutes(seconds: int) -> str:
    """Return a duration as a clock shows it (``03:12``, ``1:03:12``)."""
    hours_, rest = divmod(max(0, seconds), 3600)
    text = f"{rest // 60:02}:{rest % 60:02}"
    return f"{hours_}:{text}" if hours_ else text


def tabs_of(talk: Conversation, remapped: dict[str, str]) -> tuple[Tab, ...]:
    """Return the four steps as they are shown."""
    tabs = []
    for step in STEPS:
        spec = talk.known.script.steps[step]
        keys = keys_of(BY_ID[STEP_COMMANDS[step]], remapped)
        key = display(keys[0]) if keys else ""
        tabs.append(Tab(step, key, spec.name.pick(current()), spec.short.pick(current()), is_done(talk, step)))
    return tuple(tabs)


def is_done(talk: Conversation, step: StepId) -> bool:
    """Tell whether something of substance stands in a step."""
    call = talk.call
    return {
        "contact": bool(call.answer("caller_role")),
        "advice": bool(call.referrals or call.unmet_needs),
        "assessment": bool(call.needs),
        "next_step": not talk.nothing_agreed,
    }[step]
