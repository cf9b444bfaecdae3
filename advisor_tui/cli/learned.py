"""``advisor learned``: which services were chosen for which words, and forgetting it."""

from advisor_tui.cli.database import is_there, opened
from advisor_tui.cli.output import say, say_table
from advisor_tui.language import _, ngettext


def learned(*, reset: bool, practice: bool) -> None:
    """Print what the search has learned from the advisors' choices, or forget it."""
    if not is_there(practice=practice):
        say(_("Nothing has been learned yet."))
        return
    from advisor_tui.records import learning  # noqa: PLC0415 - heavy, and not needed to say that there is nothing

    with opened(practice=practice) as engine:
        if reset:
            count = learning.forget(engine)
            say(ngettext("{count} count forgotten.", "{count} counts forgotten.", count).format(count=count))
            return
        found = learning.learned(engine)
    rows = [(word, service, str(times)) for word, chosen in sorted(found.items()) for service, times in chosen.items()]
    if rows:
        say_table((_("Word"), _("Service"), _("Times")), rows)
    else:
        say(_("Nothing has been learned yet."))
