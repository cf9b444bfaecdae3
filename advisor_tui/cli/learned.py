"""``advisor learned``: which services were chosen for which words, and forgetting it."""

from advisor_tui.cli.output import say, say_table
from advisor_tui.language import _, ngettext
from advisor_tui.paths import places


def learned(*, reset: bool, practice: bool) -> None:
    """Print what the search has learned from the advisors' choices, or forget it."""
    database = places().records_file(practice=practice)
    if not database.exists():
        say(_("Nothing has been learned yet."))
        return
    from advisor_tui.records import learning  # noqa: PLC0415 - heavy, and not needed to say that there is nothing
    from advisor_tui.records.database import open_database  # noqa: PLC0415

    engine = open_database(database)
    try:
        if reset:
            count = learning.forget(engine)
            say(ngettext("{count} count forgotten.", "{count} counts forgotten.", count).format(count=count))
            return
        found = learning.learned(engine)
    finally:
        engine.dispose()
    rows = [(word, service, str(times)) for word, chosen in sorted(found.items()) for service, times in chosen.items()]
    if rows:
        say_table((_("Word"), _("Service"), _("Times")), rows)
    else:
        say(_("Nothing has been learned yet."))
