"""The report as one page of HTML: it needs nothing but itself, and says every chart in a table."""

from html import escape
from statistics import mean, median

from mlsmath.grading.record import FAILED, GRADED, MISSING, PERSON
from mlsmath.grading.report import OUTCOMES, UNKNOWN, Summary

MANY = 30
COLOURS = {
    "right": "#009E73",
    "partly right": "#F0E442",
    "wrong": "#D55E00",
    "not tried": "#BBBBBB",
    "failed": "#332288",
    "missing": "#FFFFFF",
}
MARKS = {
    "right": "✔",
    "partly right": "◐",
    "wrong": "✘",
    "not tried": "○",
    "failed": "■",
    "missing": "–",
}
STYLE = """
body{font:1.15rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0 auto;
max-width:70rem;padding:1.5rem}
h1{font-size:2.1rem}h2{font-size:1.6rem;margin-top:2.5rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{text-align:left;padding:.35rem .7rem;border-bottom:1px solid #bbb;vertical-align:top}
tbody th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.t{min-width:14rem}.wide{overflow-x:auto}
.bar{display:flex;height:1.7rem;min-width:14rem;border:1px solid #333}
.bar span{overflow:hidden;text-align:center;font-size:1rem;line-height:1.7rem}
.len{background:#0072B2;height:1.3rem}
.cards{display:flex;flex-wrap:wrap;gap:1rem;padding:0;list-style:none}
.cards li{border:2px solid #333;border-radius:.4rem;padding:.5rem 1.2rem}
.cards b{display:block;font-size:2.2rem}
@media(max-width:40rem){body{font-size:1rem;padding:1rem}th,td{padding:.3rem .4rem}}
"""


def page(summary: Summary) -> str:
    """Return the report of a class as HTML."""
    title = f"Report: {escape(summary.week)}"
    parts = [
        f"<h1>{title}</h1>",
        _overview(summary),
        _distribution(summary),
        _exercises(summary),
        _misconceptions(summary),
        _troubled(summary),
        _students(summary),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _overview(summary: Summary) -> str:
    cards = "".join(
        f"<li><b>{len(summary.in_state(state))}</b>{escape(words)}</li>"
        for state, words in (
            (GRADED, "graded"),
            (FAILED, "failed, in part or whole"),
            (MISSING, "missing"),
            (PERSON, "need a person"),
        )
    )
    points = [one.points for one in summary.records if one.state != MISSING]
    words = ""
    if points:
        words = (
            f"<p>Points of {len(points)} submissions: mean {mean(points):.1f}, median "
            f"{median(points):.1f}, from {min(points):g} to {max(points):g} of "
            f"{summary.max_points:g}, before any penalty for lateness.</p>"
        )
    return f'<ul class="cards">{cards}</ul>{words}'


def _distribution(summary: Summary) -> str:
    most = summary.max_points
    points = [one.points for one in summary.records if one.state != MISSING]
    if not points or not most:
        return ""
    counts = [0] * 10
    for value in points:
        counts[min(int(10 * value / most), 9)] += 1
    rows = []
    for number, count in enumerate(counts):
        low, high = most * number / 10, most * (number + 1) / 10
        words = f"{low:g} to {high:g}" if number == 9 else f"{low:g} to < {high:g}"
        rows.append((words, count))
    return "<h2>Points</h2>" + _lengths("How many submissions earned how much", "points", rows)


def _lengths(caption: str, what: str, rows: list[tuple[str, int]]) -> str:
    most = max((count for _, count in rows), default=1) or 1
    body = "".join(
        f'<tr><th scope="row">{escape(words)}</th><td class="n">{count}</td>'
        f'<td style="width:60%"><div class="len" aria-hidden="true" '
        f'style="width:{100 * count / most:.1f}%"></div></td></tr>'
        for words, count in rows
    )
    return _table(caption, [what, "#submissions", ""], body)


def _exercises(summary: Summary) -> str:
    body = ""
    for count in summary.exercises:
        cells = "".join(f'<td class="n">{count.outcomes[outcome]}</td>' for outcome in OUTCOMES)
        body += (
            f'<tr><th scope="row">{escape(_name(count.grade_id))}</th>'
            f'<td class="n">{count.max_points:g}</td>{cells}<td>{_bar(count.outcomes)}</td></tr>'
        )
    heads = ["exercise", "#points", *(f"#{MARKS[o]} {o}" for o in OUTCOMES), "share"]
    return "<h2>Exercises</h2>" + _table("How the class did on each exercise", heads, body)


def _bar(outcomes: dict[str, int]) -> str:
    total = sum(outcomes.values()) or 1
    parts = "".join(
        f'<span style="width:{100 * outcomes[o] / total:.2f}%;background:{COLOURS[o]};'
        f'color:{"#fff" if o == "failed" else "#000"}">{MARKS[o]}</span>'
        for o in OUTCOMES
        if outcomes[o]
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>'


def _misconceptions(summary: Summary) -> str:
    found = summary.misconceptions
    if not found:
        return "<h2>Misconceptions</h2><p>The checks recognised none.</p>"
    most = max(len(one.students) for one in found)
    body = ""
    for one in found:
        names = ", ".join(map(escape, one.students[:MANY]))
        more = len(one.students) - MANY
        names += f" and {more} more (see answers.csv)" if more > 0 else ""
        body += (
            f'<tr><th scope="row">{escape(_idea(one.name))}<br>'
            f"<small>{escape(_name(one.exercise))}</small></th>"
            f'<td class="n">{len(one.students)}</td>'
            f'<td class="t"><div class="len" aria-hidden="true" '
            f'style="width:{100 * len(one.students) / most:.1f}%"></div>{escape(one.hint)}'
            f"<details><summary>Students</summary>{names}</details></td></tr>"
        )
    caption = "What the wrong answers show, the most frequent first"
    heads = ["misconception", "#students", "what the check says"]
    return "<h2>Misconceptions</h2>" + _table(caption, heads, body)


def _troubled(summary: Summary) -> str:
    found = [one for state in (PERSON, FAILED, MISSING) for one in summary.in_state(state)]
    if not found:
        return ""
    body = "".join(
        f'<tr><th scope="row">{escape(one.student)}</th><td>{escape(one.state)}</td>'
        f'<td class="n">{_points(one)}</td><td class="t">{escape(one.reason)}</td></tr>'
        for one in found
    )
    caption = "Submissions that failed, are missing or need a person"
    return "<h2>To look at</h2>" + _table(caption, ["student", "state", "#points", "why"], body)


def _students(summary: Summary) -> str:
    body = "".join(
        f'<tr><th scope="row">{escape(one.student)}</th><td>{escape(one.state)}</td>'
        f'<td class="n">{_points(one)}</td><td>{escape("; ".join(one.mends))}</td></tr>'
        for one in summary.records
    )
    caption = "Points and what was mended, by student"
    table = _table(caption, ["student", "state", "#points", "mended"], body)
    count = len(summary.records)
    return f"<h2>Everyone</h2><details><summary>{count} students</summary>{table}</details>"


def _table(caption: str, heads: list[str], body: str) -> str:
    """Return a table that a narrow screen can scroll; a head that begins with # is of numbers."""
    cells = "".join(
        f'<th scope="col"{" class=n" if head[:1] == "#" else ""}>{escape(head.lstrip("#"))}</th>'
        if head
        else "<td></td>"
        for head in heads
    )
    return (
        f'<div class="wide" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _points(one: object) -> str:
    return "" if one.state == MISSING else f"{one.points:g}"


def _idea(name: str) -> str:
    return "none that is known" if name == UNKNOWN else name.replace("-", " ")


def _name(grade_id: str) -> str:
    return grade_id.removeprefix("test-").replace("-", " ")
