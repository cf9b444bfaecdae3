"""Reports made by hand, for the tests of what draws them."""

from datetime import date

from advisor_tui.guidance.report import Report, Row, Section

HOURS = (0, 0, 0, 0, 0, 0, 1, 12, 58, 97, 88, 70, 64, 71, 80, 62, 31, 12, 4, 2, 0, 0, 0, 0)


def report(*sections: Section, advisor: str = "") -> Report:
    """Return the report of November so far, with sections of every kind unless some are given."""
    return Report(
        first=date(2026, 11, 1),
        last=date(2026, 11, 23),
        before_first=date(2026, 10, 1),
        before_last=date(2026, 10, 23),
        advisor=advisor,
        contacts=1812,
        sections=sections or every_kind(),
    )


def every_kind() -> tuple[Section, ...]:
    """Return a section of each kind there is, with what can be missing missing."""
    days = zip(["ma", "ti", "ke", "to", "pe", "la", "su"], (190, 160, 150, 140, 120, 30, 22), strict=True)
    return (
        Section(
            "kind",
            "Yhteydenotot",
            "count",
            "bars",
            (Row("Asiakaspuhelut", 1652, 1601), Row("Väärä numero", 71, 80), Row("Hiljainen", 35, 12)),
        ),
        Section(
            "hour",
            "Tunnin mukaan",
            "count",
            "columns",
            tuple(Row(str(hour), number, number // 2) for hour, number in enumerate(HOURS)),
            "Kaikki yhteydenotot alkamistunnin mukaan.",
        ),
        Section("weekday", "Viikonpäivät", "count", "columns", tuple(Row(name, number, 100) for name, number in days)),
        Section("first_contact", "Ensi kontakti", "percent", "none", (Row("Ratkesi ensi kontaktissa", 71.4, 68.0),)),
        Section("talk", "Kestot", "seconds", "none", (Row("Puhelu, mediaani", 402, 380), Row("Jälkityö", 65, None))),
        Section("deadline", "Määräaika", "percent", "none", (Row("Määräaika pidetty", None, None),)),
        Section(
            "unmet",
            "Täyttymättömät tarpeet",
            "count",
            "bars",
            (Row("Ei palvelua – Mallila", 14, 9), Row("Jono – Kuopio", 9, None), Row("Iisalmi", None, None, True)),
        ),
        Section("search_empty", "Tyhjät haut", "count", "bars", ()),
    )
