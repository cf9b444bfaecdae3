"""A service of HSDS as our own, with nothing but what stands there: no rule is asked, no place is looked up."""

from collections.abc import Iterable
from datetime import date
from typing import get_args

from msgspec import structs

from advisor_tui.catalogue.contact import Term
from advisor_tui.catalogue.hsds import own, reaching
from advisor_tui.catalogue.hsds.hours import Hours
from advisor_tui.catalogue.hsds.objects import Node
from advisor_tui.catalogue.service import NATIONAL, NOT_TRANSLATED, Charge, Service, Status
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import fold

COUNTRY = {"fi", "fin", "finland", "suomi", "national", "nationwide", "koko maa", "koko suomi", "hela landet"}
"""What a service area of the whole country is called, folded."""

WRITTEN_COUNTRY = "Suomi"
"""What the whole country is called in a service area that is written."""

OLDEST = 120
"""Years: a higher age limit lets everybody in, and stands for none."""


def service(node: Node, today: date) -> Service:
    """Return a service as plain HSDS has it. ``today`` stands for a day of assurance that it does not tell.

    What HSDS has no field for is empty; what a source must have and has not, is told.
    """
    hours = Hours()
    hours.take(node)
    rows = node.rows("service_at_locations")
    locations = tuple(place for each in rows if (place := reaching.place(each, hours)))
    organization = node.child("organization")
    costs = node.rows("cost_options")
    found = Service(
        id=node.text("id"),
        type="",
        name=node.text("name"),
        organization=organization.text("name"),
        provider_kind="self",
        rung="0",
        description="",
        service_areas=_areas(node),
        assured_date=node.day("assured_date") or today,
        source="",
        sv=NOT_TRANSLATED,
        en=NOT_TRANSLATED,
        alternate_names=tuple(filter(None, (node.text("alternate_name"),))),
        status=_status(node),
        languages=reaching.languages(node),
        charge=_charge(costs),
        fees_description=_fees(node, costs),
        application_process=_application(node),
        phones=tuple(reaching.phones(node)),
        schedules=tuple(hours.schedules),
        locations=locations,
        url=node.text("url"),
        links=tuple(reaching.links(node)),
        emails=reaching.emails(node),
        alert=node.text("alert", lines=True),
        taxonomy_terms=_terms(node),
        organization_id=organization.text("id") or node.text("organization_id"),
        source_id=node.text("id"),
        last_modified=_last_modified(node),
    )
    return structs.replace(found, description=_description(node, hours), **_eligibility(node))


# ------------------------------------------------------------ texts


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(filter(None, texts)))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _description(node: Node, hours: Hours) -> str:
    others = (node.text(name, lines=True) for name in ("interpretation_services", "wait_time"))
    return _paragraphs((node.text("description", lines=True), *others, *hours.texts))


def _eligibility(node: Node) -> dict[str, object]:
    """Return the fields that tell for whom it is; in 2.0 they stand in a table of their own."""
    rows = node.rows("eligibilities")
    told = _lines((node.text("eligibility_description", lines=True), *(each.text("eligibility") for each in rows)))
    found: dict[str, object] = {"eligibility_description": told}
    for name in ("minimum_age", "maximum_age"):
        found[name] = next((age for each in (node, *rows) if (age := _age(each, name)) is not None), None)
    return found


def _age(node: Node, name: str) -> int | None:
    age = node.number(name)
    if age is None or age > OLDEST:
        return None
    if age < 0:
        node.wrong(name, _("is not an age in years: {value}").format(value=shown(age)))
        return None
    return int(age)


def _application(node: Node) -> str:
    documents = (" ".join(filter(None, (each.text("document"), each.text("uri"))))
                 for each in node.rows("required_documents"))  # fmt: skip
    return _lines((node.text("application_process", lines=True), *documents))


def _charge(costs: list[Node]) -> Charge:
    """Return whether a service costs something, by its prices: free when every one of them is 0."""
    amounts = [amount for each in costs if (amount := each.number("amount")) is not None]
    return "" if not amounts else "fee" if any(amounts) else "free"


def _fees(node: Node, costs: list[Node]) -> str:
    payments = (each.text("payment") for each in node.rows("payments_accepted"))
    prices = map(_price, costs)
    return _lines((node.text("fees_description", lines=True) or _old_fees(node), *prices, *payments))


def _old_fees(node: Node) -> str:
    return node.text("fees", lines=True) if node.shape("fees") == "text" else ""


def _price(cost: Node) -> str:
    """Return a price as a line (``Under 18: 35 GBP per session``)."""
    amount = cost.number("amount")
    told = [f"{amount:g} {cost.text('currency').upper()}".strip()] if amount else []
    told += filter(None, (cost.text("amount_description"), cost.text("fee")))
    return ": ".join(filter(None, (cost.text("option"), " ".join(told))))


def _status(node: Node) -> Status:
    written = node.text("status").lower()
    for status in get_args(Status):
        if written == status:
            found: Status = status
            return found
    if written:
        node.wrong("status", _("unknown state: “{value}”; taken as active").format(value=shown(written)))
    return "active"


def _last_modified(node: Node) -> date | None:
    days = (each.day("last_action_date") for each in node.rows("metadata"))
    return node.day("last_modified") or max(filter(None, days), default=None)


# ------------------------------------------------------------ areas and classes


def _areas(node: Node) -> tuple[str, ...]:
    rows = [*node.rows("service_areas")]
    for each in node.rows("service_at_locations"):
        rows += each.rows("service_areas")
    names = (each.text("name") or each.text("service_area") or each.text("description") for each in rows)
    return tuple(dict.fromkeys(NATIONAL if fold(name) in COUNTRY else name for name in names if name))


def _terms(node: Node) -> tuple[Term, ...]:
    found = [_term(each) for each in node.rows("attributes") if not own.is_own(each)]
    found += map(_term, node.rows("service_taxonomies"))
    program = node.child("program")
    if program.text("name"):
        found.append(Term("hsds:program", program.text("id"), program.text("name")))
    return tuple(dict.fromkeys(term for term in found if term.code))


def _term(attribute: Node) -> Term:
    """Return a term that a service is described by; an attribute without one is described by its own words."""
    node = attribute.child("taxonomy_term")
    if not node and attribute.shape("taxonomy") == "object":  # Open Referral UK 1.0
        node = attribute.child("taxonomy")
    detail = node.child("taxonomy_detail")
    taxonomy = node.text("taxonomy") if node.shape("taxonomy") == "text" else ""
    name = node.text("name") or node.text("term")
    if not node:
        return Term(attribute.text("link_type") or "hsds:attribute", attribute.text("value"), attribute.text("label"))
    code = node.text("code") or name
    return Term(
        taxonomy or detail.text("name") or node.text("vocabulary") or "hsds", code, "" if name == code else name
    )
