"""``advisor understand``: what the desk would offer for a text of notes, for a terminal and for other programs."""

from collections.abc import Iterable
from typing import Any

from advisor_tui import reference
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.words import rung_words
from advisor_tui.cli.output import say, say_json, say_table
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.script import Urgent, label
from advisor_tui.language import Words, _, current
from advisor_tui.listening.dangers import Raised
from advisor_tui.listening.facts import Fact
from advisor_tui.listening.listener import Understood
from advisor_tui.listening.topics import Suggestion
from advisor_tui.paths import places
from advisor_tui.settings import Settings


def understand(settings: Settings, text: str, *, as_json: bool) -> None:
    """Print what is understood of a text: facts, services, need areas, signs of danger, duties, the next question."""
    known = reference.load(settings, places().cache)
    listener = reference.make_listener(settings, known.known, known.search)
    understood = listener.understand(text)
    if as_json:
        say_json(as_data(understood, known.known))
    else:
        _say(understood, known.known)


def as_data(understood: Understood, known: Known) -> dict[str, Any]:
    """Return everything as plain values, with names in the reader's language."""
    question = understood.question
    return {
        "facts": [
            {
                "field": fact.field,
                "value": fact.value,
                "label": fact_label(fact, known),
                "words": fact.words,
                "sure": fact.sure,
            }
            for fact in understood.facts
        ],
        "services": [_service(each) for each in understood.services],
        "areas": [
            {"id": each.id, "label": known.script.areas[each.id].label.pick(current()), "words": each.words}
            for each in understood.areas
        ],
        "flags": [_flag(each, known) for each in understood.flags],
        "duties": [_urgent(each, known.script.urgents[each.id], known) for each in understood.duties],
        "question": {
            "id": question.id,
            "ask": question.ask.pick(current()),
            "field": question.field,
            "area": question.area,
        }
        if question
        else None,
    }


def _service(each: Suggestion) -> dict[str, Any]:
    service = each.service
    return {
        "id": service.id,
        "type": service.type,
        "name": service.names.pick(current()),
        "rung": service.rung,
        "score": round(each.score, 4),
        "why": each.words,
    }


def _flag(raised: Raised, known: Known) -> dict[str, Any]:
    flag = known.script.flags[raised.id]
    area = next(area.id for area in known.script.need_area if flag in area.flags)
    told = _urgent(raised, known.script.urgents[flag.urgent], known)
    return {**told, "id": raised.id, "label": flag.label.pick(current()), "area": area, "urgent": flag.urgent}


def _urgent(raised: Raised, urgent: Urgent, known: Known) -> dict[str, Any]:
    service = known.catalogue.first_of_type(urgent.service_type)
    return {
        "id": raised.id,
        "label": urgent.label.pick(current()),
        "words": raised.words,
        "do": _picked(urgent.do),
        "say": urgent.say.pick(current()),
        "outcome": urgent.outcome,
        "service_type": urgent.service_type,
        "phones": _phones(service),
    }


def _picked(words: Iterable[Words]) -> list[str]:
    return [each.pick(current()) for each in words]


def _phones(service: Service | None) -> list[str]:
    return [phone.number for phone in service.phones] if service else []


def fact_label(fact: Fact, known: Known) -> str:
    """Return a fact as the desk names it: the label of the field and of the answer."""
    field = known.script.fields.get(fact.field)
    if field is None:
        return fact.value
    value = label(field.choices, fact.value, current()) if field.choices else fact.value
    return f"{field.label.pick(current())}: {value}"


def _say(understood: Understood, known: Known) -> None:
    rows: list[tuple[str, str, str]] = []
    code = current()
    for each in understood.flags:
        rows.append((_("Danger"), known.script.flags[each.id].label.pick(code), each.words))
    for each in understood.duties:
        rows.append((_("Duty"), known.script.urgents[each.id].label.pick(code), each.words))
    for fact in understood.facts:
        doubt = "" if fact.sure else "?"
        rows.append((_("Fact"), f"{fact_label(fact, known)}{doubt}", fact.words))
    for suggestion in understood.services:
        name = f"{suggestion.service.names.pick(code)} ({rung_words(suggestion.service)})"
        rows.append((_("Service"), name, suggestion.words))
    for area in understood.areas:
        rows.append((_("Worth asking"), known.script.areas[area.id].label.pick(code), area.words))
    if understood.question:
        rows.append((_("Ask next"), understood.question.ask.pick(code), ""))
    if rows:
        say_table((_("What"), _("Understood"), _("By the words")), rows)
    else:
        say(_("Nothing was understood of it."))
