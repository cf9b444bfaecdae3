"""What the importer itself puts into words beside what the source says, in the language of the text it stands in.

It is kept with the service, so it does not follow the language of whoever runs the import.
"""

from advisor_tui.language import Words

SOURCE = "Palvelutietovaranto (PTV)"
"""Where an imported service comes from, by the name its users know."""

SMS = Words("Tekstiviesti", "Textmeddelande", "Text message")
"""A number to write to (phone number type ``Sms``)."""

BY_APPOINTMENT = Words("Vain ajanvarauksella", "Endast med tidsbokning", "By appointment only")
"""Hours with ``isReservation``."""

VOUCHERS = Words("Palveluseteli on käytössä.", "Servicesedel används.", "Service vouchers are in use.")
"""``serviceVouchersInUse``; the source names the vouchers only when it wants to."""

FREE = Words("Maksuton", "Avgiftsfri", "Free of charge")
"""``FreeOfCharge``, as PTV itself calls it."""

FEE = Words("Maksullinen", "Avgiftsbelagd", "Chargeable")
"""``Chargeable``, as PTV itself calls it."""


def of_charge(charge: str, language: str) -> str:
    """Return the word for a charge (``free``, ``fee``); empty for any other."""
    words = {"free": FREE, "fee": FEE}.get(charge)
    return words.pick(language) if words else ""


def joined(*parts: str, by: str = " – ") -> str:
    """Return what is said of one thing in one line, nothing of it twice and nothing empty."""
    return by.join(dict.fromkeys(filter(None, parts)))
