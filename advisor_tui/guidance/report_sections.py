"""The sections of a report. What each figure counts is told in ``figures.py``; here it is named and ordered."""

from datetime import date, timedelta
from functools import cached_property

from advisor_tui.catalogue.service import Catalogue
from advisor_tui.guidance.call_words import outcome_words
from advisor_tui.guidance.figures import AGE_BANDS, CLIENT, LATER, OTHER_PLACE, REPEATS
from advisor_tui.guidance.follow_up_board import met_words, result_words
from advisor_tui.guidance.report import Row, Section
from advisor_tui.guidance.report_rows import Both, counted, length, most, row, share
from advisor_tui.guidance.script import Script, labels
from advisor_tui.guidance.vocabulary import STEPS
from advisor_tui.language import _, weekday

MOST = 15
"""Services and places that are named one by one: what fits a page; the others are told together."""

OFFICE_HOURS = (8, 15)
"""The first and last hour that are always shown: a usual line is open then, and a quiet hour is worth seeing."""

MONDAY = date(2024, 1, 1)
"""Any Monday."""


class _Part:
    """What every part of a report stands on."""

    def __init__(self, both: Both, script: Script, code: str) -> None:
        self.both = both
        self.script = script
        self.code = code

    def choices(self, field_id: str) -> dict[str, str]:
        """Return what the choices of a field are called."""
        field = self.script.fields.get(field_id)
        return labels(field.choices, self.code) if field else {}

    def chosen(self, field_id: str) -> list[Row]:
        """Return rows for a field of choices; where nothing was chosen, the script's own choice stood."""
        field = self.script.fields.get(field_id)
        default = field.default if field else ""
        both = self.both.summed(field_id, lambda key: key or default)
        return counted(both, field_id, self.choices(field_id), largest_first=True)


class Volume(_Part):
    """How many called, when, who they were, and what came of it."""

    def contacts(self) -> Section:
        """Contacts, client and other."""
        names = {CLIENT: _("client contacts"), **labels(self.script.non_client, self.code)}
        title, note = _("Contacts"), _("Client contacts, and what else the other calls were.")
        return Section("contacts", title, "count", "bars", tuple(counted(self.both, "kind", names)), note)

    def hours(self) -> Section:
        """All contacts by the hour in which they began."""
        taken = [int(key) for key in self.both.keys("hour")]
        hours = range(min([OFFICE_HOURS[0], *taken]), max([OFFICE_HOURS[1], *taken]) + 1)
        rows = tuple(row(str(hour), self.both.of("hour", str(hour))) for hour in hours)
        return Section("hours", _("By hour"), "count", "columns", rows, _("All contacts, by the hour they began in."))

    def weekdays(self) -> Section:
        """All contacts by weekday."""
        days = [(weekday(MONDAY + timedelta(days=number)), str(number)) for number in range(7)]
        rows = tuple(row(name, self.both.of("weekday", key)) for name, key in days)
        return Section("weekdays", _("By weekday"), "count", "columns", rows, _("All contacts."))

    def outcomes(self) -> Section:
        """What came of client contacts."""
        names: dict[str, str] = {each.id: outcome_words(each.id, self.script) for each in self.script.outcome}
        rows = tuple(counted(self.both, "outcome", names))
        return Section("outcomes", _("Outcomes"), "count", "bars", rows, _("Of client contacts."))

    def first_contact(self) -> Section:
        """The share of new contacts settled by advice."""
        found = share(
            _("resolved at first contact"), self.both.of("first_contact", "yes"), self.both.of("first_contact")
        )
        note = _("Outcome A, of client contacts that continue no earlier one.")
        return Section("first_contact", _("Resolved at first contact"), "percent", "none", (found,), note)

    def to_assessment(self) -> Section:
        """The share of client contacts that went on to a wider assessment."""
        found = share(_("to a wider assessment"), self.both.of("outcome", "B"), self.both.of("outcome"))
        note = _("Outcome B, of client contacts.")
        return Section("to_assessment", _("To a wider assessment"), "percent", "none", (found,), note)

    def repeats(self) -> Section:
        """Contacts that continue an earlier one, by the days between."""
        starts = (0, *(each + 1 for each in REPEATS))
        spans = zip(starts, REPEATS, strict=False)
        names = {str(end): _("within {first}–{last} days").format(first=first, last=end) for first, end in spans}
        names[LATER] = _("later")
        rows = tuple(counted(self.both, "repeat", names))
        note = _("Client contacts that continue an earlier one, where the advisor noted it.")
        return Section("repeats", _("Repeat contacts"), "count", "bars", rows, note)

    def languages(self) -> Section:
        """Client contacts by language."""
        return Section("languages", _("Languages"), "count", "bars", tuple(self.chosen("language")))

    def callers(self) -> Section:
        """Client contacts by who called."""
        return Section("callers", _("Who called"), "count", "bars", tuple(self.chosen("caller_role")))

    def channels(self) -> Section:
        """Client contacts by channel."""
        return Section("channels", _("Channels"), "count", "bars", tuple(self.chosen("channel")))

    def ages(self) -> Section:
        """Client contacts by the age of the person they were about."""
        rows = tuple(counted(self.both, "age", age_names()))
        return Section("ages", _("Ages"), "count", "bars", rows, _("Of the person the contact was about."))

    def places(self) -> Section:
        """Client contacts by home municipality."""
        rows = counted(self.both, "municipality", place_names(), largest_first=True)
        return Section("places", _("Municipalities"), "count", "bars", most(rows, MOST, _("other municipalities")))


class Lengths(_Part):
    """How long calls took, and steps of the script."""

    def lengths(self) -> Section:
        """Talk and wrap-up of client contacts: the median, and what nine of ten do not exceed."""
        rows = (
            length(_("talk, median"), self.both, "talk", 0.5),
            length(_("talk, 90th percentile"), self.both, "talk", 0.9),
            length(_("wrap-up, median"), self.both, "wrap_up", 0.5),
            length(_("wrap-up, 90th percentile"), self.both, "wrap_up", 0.9),
        )
        return Section("lengths", _("Talk and wrap-up"), "seconds", "none", rows, _("Of client contacts."))

    def steps(self) -> Section:
        """The median time in each step of the script."""
        rows = tuple(length(name, self.both, f"step:{step}", 0.5) for step, name in self._steps.items())
        note = _("Median, of client contacts that were in the step.")
        return Section("steps", _("Time per step"), "seconds", "bars", rows, note)

    def skips(self) -> Section:
        """The share of client contacts in which a step was never entered."""
        rows = []
        for step, name in self._steps.items():
            skipped = self.both.of("step_skipped", step)
            entered = [len(each.lengths.get(f"step:{step}", [])) for each in self.both]
            rows.append(share(name, skipped, (skipped[0] + entered[0], skipped[1] + entered[1])))
        return Section("skips", _("Steps skipped"), "percent", "bars", tuple(rows), _("Of client contacts."))

    @cached_property
    def _steps(self) -> dict[str, str]:
        return {step: self.script.steps[step].name.pick(self.code) for step in STEPS if step in self.script.steps}


class Matters(_Part):
    """What people needed, what they were offered, and whether it helped."""

    def __init__(self, both: Both, script: Script, code: str, catalogue: Catalogue, today: date) -> None:
        super().__init__(both, script, code)
        self.catalogue = catalogue
        self.today = today.isoformat()
        self._due = both.summed("deadline", self._state_of)

    def _state_of(self, key: str) -> str:
        """Return how a start stands today: one still open is missed when its last day is over."""
        state, _bar, last_day = key.partition("|")
        return "missed" if state == "waiting" and last_day < self.today else state

    def deadline(self) -> Section:
        """The share of assessments that began within the time that the law gives."""
        kept, over = self._due.of("deadline", "kept"), self._due.of("deadline", "kept", "late", "missed")
        note = _("Of statutory time limits that have been kept or are over.")
        rows = (share(_("time limit kept"), kept, over),)
        return Section("deadline", _("Time limit kept"), "percent", "none", rows, note)

    def deadlines(self) -> Section:
        """How many assessments began in time, late, not at all, or still have time."""
        names = {
            "kept": _("begun in time"),
            "late": _("begun late"),
            "missed": _("over and not begun"),
            "waiting": _("still running"),
        }
        rows = tuple(
            row(name, self._due.of("deadline", key), group="running" if key == "waiting" else "over")
            for key, name in names.items()
        )
        note = _("Statutory time limits, by the day of the contact.")
        return Section("deadlines", _("Time limits of assessments"), "count", "bars", rows, note)

    @cached_property
    def _areas(self) -> dict[str, str]:
        return labels(self.script.need_area, self.code)

    @cached_property
    def _area_ids(self) -> list[str]:
        """The areas of the script in their order, and those that it had once."""
        counted_ones = {key.partition("|")[0] for key in self.both.keys("need")}
        return [*self._areas, *sorted(counted_ones - self._areas.keys())]

    def needs(self) -> Section:
        """Need areas rated as a need."""
        by_area = self.both.summed("need", lambda key: key.partition("|")[0])
        counts = {area: by_area.of("need", area) for area in self._area_ids if area in by_area.keys("need")}
        largest_first = sorted(counts.items(), key=lambda each: -each[1][0])
        rows = tuple(row(self._areas.get(area, area), both, group=area) for area, both in largest_first)
        return Section("needs", _("Needs by area"), "count", "bars", rows, self._rated())

    def needs_by_age(self) -> Section:
        """Need areas rated as a need, by the age of the person. Areas add up to what the section before tells."""
        keys = self.both.keys("need")
        rows = tuple(
            row(f"{self._areas.get(area, area)}, {name}", self.both.of("need", f"{area}|{band}"), group=area)
            for area in self._area_ids
            for band, name in age_names().items()
            if f"{area}|{band}" in keys
        )
        return Section("needs_by_age", _("Needs by area and age"), "count", "bars", rows, self._rated())

    def _rated(self) -> str:
        levels = [self.script.scale[level].pick(self.code) for level in ("2", "3") if level in self.script.scale]
        return _("Areas rated as: {levels}.").format(levels=", ".join(levels))

    def services(self) -> Section:
        """Services that callers were guided to, under the name they have now, or had last."""
        both = self.both.summed("service", lambda key: key.partition("|")[0])
        rows = counted(both, "service", self._services(both), largest_first=True)
        return Section("services", _("Services told of"), "count", "bars", most(rows, MOST, _("other services")))

    def _services(self, both: Both) -> dict[str, str]:
        """Return names by id: the catalogue's, or for a service that is gone the one it was told of by most often."""
        kept: dict[str, dict[str, int]] = {}
        for key in self.both.keys("service"):
            service_id, _bar, name = key.partition("|")
            kept.setdefault(service_id, {})[name] = sum(self.both.of("service", key))
        names = {}
        for service_id in sorted(both.keys("service")):
            service = self.catalogue.get(service_id)
            told = min(kept[service_id].items(), key=lambda each: (-each[1], each[0]))[0]
            names[service_id] = service.names.pick(self.code) if service else told or service_id
        return names

    def statuses(self) -> Section:
        """What was done about the services."""
        rows = tuple(counted(self.both, "service_status", labels(self.script.referral_status, self.code)))
        return Section("statuses", _("What was done"), "count", "bars", rows, _("Of services told of."))

    def unmet(self) -> Section:
        """Needs that no service answered, by the reason."""
        by_reason = self.both.summed("unmet", lambda key: key.partition("|")[0])
        rows = counted(by_reason, "unmet", labels(self.script.unmet_reason, self.code), largest_first=True)
        return Section("unmet", _("Unmet needs by reason"), "count", "bars", tuple(rows))

    def unmet_places(self) -> Section:
        """Needs that no service answered, by home municipality."""
        by_place = self.both.summed("unmet", lambda key: key.partition("|")[2])
        rows = most(counted(by_place, "unmet", place_names(), largest_first=True), MOST, _("other municipalities"))
        return Section("unmet_places", _("Unmet needs by municipality"), "count", "bars", rows)

    def searches(self) -> Section:
        """Searches that found nothing, and the client contacts they were made in."""
        rows = (
            row(_("searches that found nothing"), self.both.of("search_empty", "searches")),
            row(_("contacts with such a search"), self.both.of("search_empty", "calls")),
        )
        return Section("searches", _("Searches that found nothing"), "count", "none", rows)

    def results(self) -> Section:
        """What became of referrals, as far as somebody asked."""
        rows = tuple(counted(self.both, "referral_result", result_words()))
        note = _("As far as a follow-up has told.")
        return Section("results", _("Results of referrals"), "count", "bars", rows, note)

    def need_met(self) -> Section:
        """The share of referrals that met the need, of those of which it is known."""
        rows = (share(_("need met"), self.both.of("need_met", "met"), self.both.of("need_met")),)
        return Section("need_met", _("Need met"), "percent", "none", rows, _("Of referrals whose end is known."))

    def needs_met(self) -> Section:
        """How many referrals met the need wholly, partly or not."""
        rows = tuple(counted(self.both, "need_met", met_words()))
        return Section("needs_met", _("Needs met by referrals"), "count", "bars", rows)


def age_names() -> dict[str, str]:
    """Return what the age bands are called."""
    names = {band: band.replace("-", "–") for band, _last in AGE_BANDS}
    return {**names, "": _("age not recorded")}


def place_names() -> dict[str, str]:
    """Return what stands for places that are not municipalities; those are called what they are."""
    return {OTHER_PLACE: _("another place")}
