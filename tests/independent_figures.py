"""Every figure computed a second time: in SQL over the raw tables, from what the figures are said to be.

Nothing of the program is used here, so that a mistake would have to be made twice.
"""

import sqlite3
from collections import Counter
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
Counts = dict[str, dict[str, int]]

CLIENT = """
CREATE TEMP VIEW client AS SELECT *,
    CASE WHEN age IS NULL THEN '' WHEN age < 18 THEN '0-17' WHEN age < 65 THEN '18-64' WHEN age < 75 THEN '65-74'
         WHEN age < 85 THEN '75-84' ELSE '85-' END AS band,
    julianday(local(started_at, 'day')) - julianday(local(continues_from, 'day')) AS days
FROM everyone WHERE non_client = ''
"""
"""Client calls, with the age band of the person, and the days since the contact they continue."""

COUNTED = {
    "kind": "SELECT CASE non_client WHEN '' THEN 'client' ELSE non_client END FROM everyone",
    "hour": "SELECT local(started_at, 'hour') FROM everyone",
    "weekday": "SELECT local(started_at, 'weekday') FROM everyone",
    "outcome": "SELECT outcome FROM client",
    "first_contact": """SELECT CASE outcome WHEN 'A' THEN 'yes' ELSE 'no' END FROM client
        WHERE continues = '' AND continues_from IS NULL""",
    "deadline": """SELECT CASE WHEN f.state = 'open' THEN 'waiting|' || c.deadline_on
        WHEN local(f.ended_at, 'day') <= c.deadline_on THEN 'kept' ELSE 'late' END
        FROM client c JOIN follow_up f ON f.call_id = c.id
        WHERE f.kind = 'assessment_start' AND f.state <> 'dropped' AND c.deadline_on IS NOT NULL""",
    "need": "SELECT area || '|' || band FROM client JOIN need_rating ON call_id = id WHERE level IN ('2', '3')",
    "age": "SELECT band FROM client",
    "municipality": "SELECT municipality FROM client",
    "service": "SELECT service_id || '|' || name FROM client JOIN referral ON call_id = id",
    "service_status": "SELECT r.status FROM client JOIN referral r ON call_id = id",
    "unmet": "SELECT reason || '|' || municipality FROM client JOIN unmet_need ON call_id = id",
    "referral_result": "SELECT result FROM client JOIN referral ON call_id = id WHERE result <> ''",
    "need_met": "SELECT met FROM client JOIN referral ON call_id = id WHERE met <> ''",
    "repeat": """SELECT CASE WHEN days <= 7 THEN '7' WHEN days <= 30 THEN '30' WHEN days <= 180 THEN '180'
        ELSE 'later' END FROM client WHERE days IS NOT NULL""",
    "search_empty": """SELECT 'searches' FROM client JOIN timeline ON call_id = id WHERE code = 'search_empty'
        UNION ALL
        SELECT 'calls' FROM client JOIN timeline ON call_id = id WHERE code = 'search_empty' GROUP BY id""",
    "step_skipped": """SELECT s.column1 FROM client c,
        (VALUES ('contact'), ('advice'), ('assessment'), ('next_step')) s
        WHERE EXISTS (SELECT 1 FROM talked t WHERE t.call_id = c.id AND t.code = 'step_entered')
        AND NOT EXISTS (SELECT 1 FROM talked t WHERE t.call_id = c.id AND t.code = 'step_entered'
                        AND t.subject = s.column1)""",
    "language": "SELECT language FROM client",
    "caller_role": "SELECT caller_role FROM client",
    "channel": "SELECT channel FROM client",
}

TALKED = """
CREATE TEMP VIEW talked AS SELECT * FROM timeline t WHERE NOT EXISTS (
    SELECT 1 FROM timeline e WHERE e.call_id = t.call_id AND e.number < t.number
    AND e.code IN ('talk_ended', 'closed', 'non_client'))
"""
"""The lines of the timeline up to the end of the talk."""

STEP_TIMES = """
WITH pairs AS (
    SELECT call_id, number, at, lead(at) OVER line AS until, lead(code) OVER line AS next_code,
        (SELECT subject FROM talked s WHERE s.call_id = t.call_id AND s.number <= t.number AND s.code = 'step_entered'
         ORDER BY s.number DESC LIMIT 1) AS entered,
        (SELECT code FROM talked s WHERE s.call_id = t.call_id AND s.number <= t.number
         AND s.code IN ('step_entered', 'parked', 'resumed') ORDER BY s.number DESC LIMIT 1) AS last_turn
    FROM talked t WINDOW line AS (PARTITION BY call_id ORDER BY number)
)
SELECT entered, sum(CASE WHEN until IS NULL OR last_turn = 'parked' OR next_code = 'resumed' THEN 0
                 ELSE max(0, micros(until) - micros(at)) END) / 1000000
FROM pairs JOIN client ON id = call_id WHERE entered IS NOT NULL GROUP BY call_id, entered
"""


def _local(text: str | None, part: str) -> str | int | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(HELSINKI)
    return {"day": moment.date().isoformat(), "hour": str(moment.hour), "weekday": str(moment.weekday())}[part]


def _micros(text: str) -> int:
    gone = datetime.fromisoformat(text) - datetime(1970, 1, 1)  # noqa: DTZ001 - both are UTC without saying so
    return (gone.days * 86400 + gone.seconds) * 10**6 + gone.microseconds


def opened(path: Path, first: date, last: date, advisor: str = "") -> sqlite3.Connection:
    """Return a connection in which ``everyone`` are the calls of a span and an advisor, ``client`` those of clients."""
    connection = sqlite3.connect(path)
    connection.create_function("local", 2, _local, deterministic=True)
    connection.create_function("micros", 1, _micros, deterministic=True)
    whose = "" if not advisor else f"AND advisor = '{advisor}'"
    connection.execute(
        f"""CREATE TEMP VIEW everyone AS SELECT * FROM call WHERE state = 'closed' {whose}
        AND local(started_at, 'day') BETWEEN '{first.isoformat()}' AND '{last.isoformat()}'"""  # noqa: S608 - our own
    )
    connection.execute(CLIENT)
    connection.execute(TALKED)
    return connection


def counts(path: Path, first: date, last: date, advisor: str = "") -> Counts:
    """Return every count by figure and key; a figure that counts nothing is left out."""
    with opened(path, first, last, advisor) as connection:
        found = {
            figure: dict(Counter(str(row[0]) for row in connection.execute(query))) for figure, query in COUNTED.items()
        }
    connection.close()
    return {figure: keys for figure, keys in found.items() if keys}


def lengths(path: Path, first: date, last: date, advisor: str = "") -> dict[str, list[int]]:
    """Return every length in seconds, in order of length."""
    found: dict[str, list[int]] = {}
    with opened(path, first, last, advisor) as connection:
        for talk, wrap_up in connection.execute("SELECT talk_seconds, wrap_up_seconds FROM client"):
            found.setdefault("talk", []).append(talk)
            found.setdefault("wrap_up", []).append(wrap_up)
        for step, seconds in connection.execute(STEP_TIMES):
            found.setdefault(f"step:{step}", []).append(seconds)
    connection.close()
    return {name: sorted(each) for name, each in found.items()}


def nearest_rank(values: list[int], percent: int) -> int | None:
    """Return the smallest value that at least so many percent of all do not exceed, found by counting."""
    enough = Fraction(percent, 100) * len(values)
    return min((each for each in values if sum(other <= each for other in values) >= enough), default=None)


def shares(path: Path, first: date, last: date, advisor: str, today: date) -> dict[str, float | None]:
    """Return the percentages of a report by its sections, each by one query."""
    due = """SELECT avg(in_time) * 100 FROM (
        SELECT f.state = 'done' AND local(f.ended_at, 'day') <= c.deadline_on AS in_time
        FROM client c JOIN follow_up f ON f.call_id = c.id
        WHERE f.kind = 'assessment_start' AND c.deadline_on IS NOT NULL
        AND (f.state = 'done' OR f.state = 'open' AND c.deadline_on < :today))"""
    queries = {
        "first_contact": "SELECT avg(outcome = 'A') * 100 FROM client WHERE continues = '' AND continues_from IS NULL",
        "to_assessment": "SELECT avg(outcome = 'B') * 100 FROM client",
        "deadline": due,
        "need_met": "SELECT avg(met = 'met') * 100 FROM client JOIN referral ON call_id = id WHERE met <> ''",
    }
    with opened(path, first, last, advisor) as connection:
        found = {
            name: connection.execute(query, {"today": today.isoformat()}).fetchone()[0]
            for name, query in queries.items()
        }
    connection.close()
    return found
