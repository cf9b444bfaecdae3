"""Pages for people who read in a browser or print: self-contained, everything from outside escaped.

The templates lie in ``templates``; they name nothing from elsewhere, no script and no font.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only pages need it

    from advisor_tui.language import _, ngettext  # noqa: PLC0415 - the same

    made = Environment(
        loader=PackageLoader("advisor_tui", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(_=_, ngettext=ngettext)
    return made


def render(template: str, **values: Any) -> str:
    """Return a page made from a template; every value is escaped unless it is ``markupsafe.Markup`` of our own."""
    return _environment().get_template(template).render(**values)
