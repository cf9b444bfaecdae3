"""``advisor understand``: what the desk would offer for a text of notes, for a terminal and for other programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from advisor_tui import reference
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.words import rung_words
from advisor_tui.cli.output import say, say_json, say_table, tell
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
    found = reference.load(settings, places().cache)
    for notice in found.notices:
        tell(notice)
    understood = reference.make_listener(found).understand(text)
    if as_json:
        say_json(as_data(understood, found.known))
    else:
        _say(understood, found.known)


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
    rows = list(_rows(understood, known))
    if rows:
        say_table((_("What"), _("Understood"), _("By the words")), rows)
    else:
        say(_("Nothing was understood of it."))


def _rows(understood: Understood, known: Known) -> Iterator[tuple[str, str, str]]:
    code, script = current(), known.script
    for raised in understood.flags:
        yield _("Danger"), script.flags[raised.id].label.pick(code), raised.words
    for raised in understood.duties:
        yield _("Duty"), script.urgents[raised.id].label.pick(code), raised.words
    for fact in understood.facts:
        yield _("Fact"), fact_label(fact, known) + ("" if fact.sure else "?"), fact.words
    for each in understood.services:
        yield _("Service"), f"{each.service.names.pick(code)} ({rung_words(each.service)})", each.words
    for area in understood.areas:
        yield _("Worth asking"), script.areas[area.id].label.pick(code), area.words
    if understood.question:
        yield _("Ask next"), understood.question.ask.pick(code), ""
