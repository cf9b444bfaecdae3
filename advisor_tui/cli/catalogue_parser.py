"""The commands about the service catalogue and their options."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from advisor_tui.cli import exit_codes, usage
from advisor_tui.language import _
from advisor_tui.settings import Settings
from advisor_tui.text import clean_line

SourceKind = Literal["ptv", "hsds", "sheet"]
"""The kinds of source, as :mod:`advisor_tui.cli.catalogue` has them; that module is read only when it is needed."""


def add(commands: typer.Typer, settings: Settings) -> None:
    """Add ``advisor catalogue`` with all that it can do."""
    catalogue = typer.Typer(cls=usage.Group, rich_markup_mode=None, help=_("The service catalogue."))
    commands.add_typer(catalogue, name="catalogue")
    catalogue.callback()(lambda: None)
    _add_check(catalogue, settings)
    _add_import(catalogue, settings)
    _add_update(catalogue, settings)
    _add_export(catalogue, settings)
    _add_sources(catalogue, settings)


def _add_check(catalogue: typer.Typer, settings: Settings) -> None:
    @catalogue.command("check", cls=usage.Command, help=_("Name each fault in the catalogue by file, entry and field."))
    def check_catalogue(
        paths: Annotated[list[Path] | None, typer.Argument(help=_("Files or folders."), metavar=_("PATH"))] = None,
        everything: Annotated[bool, typer.Option("--all", help=_("Print everything that is doubtful."))] = False,
    ) -> int:
        from advisor_tui.cli import checks  # noqa: PLC0415

        sound = checks.catalogue(settings, tuple(paths or ()), everything=everything)
        return exit_codes.DONE if sound else exit_codes.MENDABLE


def _add_import(catalogue: typer.Typer, settings: Settings) -> None:
    @catalogue.command("import", cls=usage.Command, help=_("Import services: PTV, HSDS, or a spreadsheet."))
    def import_catalogue(
        kind: Annotated[SourceKind, typer.Argument(help=_("What kind of source it is."), metavar=_("KIND"))],
        path: Annotated[
            Path, typer.Argument(help=_("File, folder or zip archive."), metavar=_("PATH"), readable=False)
        ],
        name: Annotated[str, typer.Option("--as", help=_("Name of the source; one name, one source."))] = "",
        allow_gone: Annotated[bool, typer.Option("--allow-gone", help=_("Even if many services vanish."))] = False,
        only_try: Annotated[bool, typer.Option("--try", help=_("Only tell what would change."))] = False,
        all_faults: Annotated[bool, typer.Option("--all-faults", help=_("Print every fault."))] = False,
    ) -> int:
        from advisor_tui.cli.catalogue import Wish, import_services  # noqa: PLC0415 - each command pays for itself

        wish = Wish(clean_line(name), allow_gone, only_try, all_faults)
        return exit_codes.DONE if import_services(settings, kind, path, wish) else exit_codes.MENDABLE


def _add_update(catalogue: typer.Typer, settings: Settings) -> None:
    update = typer.Typer(cls=usage.Group, rich_markup_mode=None, help=_("Bring services up to date from the net."))
    catalogue.add_typer(update, name="update")
    update.callback()(lambda: None)

    @update.command("ptv", cls=usage.Command, help=_("Fetch the services of an area from PTV's open interface."))
    def update_ptv(
        county: Annotated[str, typer.Option(help=_("A wellbeing services county, by its name or code."))] = "",
        municipality: Annotated[str, typer.Option(help=_("A municipality, by its name or code."))] = "",
        name: Annotated[str, typer.Option("--as", help=_("Name of the source; one name, one source."))] = "",
        everything: Annotated[
            bool, typer.Option("--everything", help=_("Fetch all, not only what has changed."))
        ] = False,
        allow_gone: Annotated[bool, typer.Option("--allow-gone", help=_("Even if many services vanish."))] = False,
        only_try: Annotated[bool, typer.Option("--try", help=_("Only tell what would change."))] = False,
        all_faults: Annotated[bool, typer.Option("--all-faults", help=_("Print every fault."))] = False,
    ) -> int:
        from advisor_tui.cli import catalogue as run  # noqa: PLC0415 - each command pays for itself

        wish = run.Wish(clean_line(name), allow_gone, only_try, all_faults)
        done = run.update_ptv(settings, run.one_area(county, municipality), wish, everything=everything)
        return exit_codes.DONE if done else exit_codes.MENDABLE


def _add_export(catalogue: typer.Typer, settings: Settings) -> None:
    export = typer.Typer(cls=usage.Group, rich_markup_mode=None, help=_("Hand services on to other systems."))
    catalogue.add_typer(export, name="export")
    export.callback()(lambda: None)

    @export.command("hsds", cls=usage.Command, help=_("Write every service as HSDS 3."))
    def export_hsds(
        path: Annotated[Path, typer.Argument(help=_("The new file, or folder of tables."), metavar=_("PATH"))],
        form: Annotated[Literal["json", "csv"], typer.Option("--format", help=_("Form of the file."))] = "json",
    ) -> None:
        from advisor_tui.cli import catalogue as run  # noqa: PLC0415 - each command pays for itself

        run.export_hsds(settings, path, form)


def _add_sources(catalogue: typer.Typer, settings: Settings) -> None:
    name_help = _("Name of the source.")

    @catalogue.command("sources", cls=usage.Command, help=_("List what has been imported, and when."))
    def sources() -> None:
        from advisor_tui.cli import catalogue as run  # noqa: PLC0415 - each command pays for itself

        run.list_sources(settings)

    @catalogue.command("back", cls=usage.Command, help=_("Take an update of a source back."))
    def back(name: Annotated[str, typer.Argument(help=name_help, metavar=_("NAME"))]) -> None:
        from advisor_tui.cli import catalogue as run  # noqa: PLC0415 - each command pays for itself

        run.go_back(settings, clean_line(name))

    @catalogue.command("remove", cls=usage.Command, help=_("Remove a source with all its services."))
    def remove(name: Annotated[str, typer.Argument(help=name_help, metavar=_("NAME"))]) -> None:
        from advisor_tui.cli import catalogue as run  # noqa: PLC0415 - each command pays for itself

        run.remove(settings, clean_line(name))
