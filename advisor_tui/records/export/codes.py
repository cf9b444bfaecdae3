"""The lists of codes that an export speaks in, with their labels in the reader's language."""

from collections.abc import Mapping
from typing import get_args

from advisor_tui.catalogue.kinds import Kinds
from advisor_tui.guidance.follow_up_board import kind_words, met_words, result_words
from advisor_tui.guidance.script import Script, labels
from advisor_tui.guidance.vocabulary import FOLLOW_UP_KINDS, FollowUpState
from advisor_tui.language import _, current
from advisor_tui.records.export.columns import NOT_HEARD

Codes = Mapping[str, Mapping[str, str]]
"""By the name of a list: its codes with their labels."""

NOT_RATED = "-"


def of_script(script: Script, kinds: Kinds) -> Codes:
    """Return every list of codes, those of the script and the kinds of service as they are worded there."""
    code = current()
    areas = labels(script.need_area, code)
    levels = {level: words.pick(code) for level, words in script.scale.items()} | {NOT_RATED: _("not rated")}
    fields = {each.id: labels(each.choices, code) for each in script.field if each.choices}
    return {
        **fields,
        "kind": {"client": _("client call"), "non_client": _("not a client call")},
        "non_client": labels(script.non_client, code),
        "outcome": labels(script.outcome, code),
        "promises": labels(script.promise, code),
        "unmet_reason": labels(script.unmet_reason, code),
        "referral_status": labels(script.referral_status, code),
        "no_next_step": labels(script.no_next_step, code),
        "dismissal": labels(script.dismissal, code),
        "flag": labels(script.flags.values(), code),
        "need_level": {
            f"{area}={level}": f"{name}: {words}" for area, name in areas.items() for level, words in levels.items()
        },
        "service_type": {each.id: each.name.pick(code) for each in kinds.type},
        **_after_the_call(),
    }


def _after_the_call() -> dict[str, dict[str, str]]:
    unheard = {NOT_HEARD: _("not heard yet")}
    states = {"open": _("open"), "done": _("done"), "dropped": _("dropped")}
    return {
        "referral_result": {**result_words(), **unheard},
        "need_met": {**met_words(), **unheard},
        "follow_up_kind": {each: kind_words(each) for each in FOLLOW_UP_KINDS},
        "follow_up_state": {each: states[each] for each in get_args(FollowUpState)},
    }
