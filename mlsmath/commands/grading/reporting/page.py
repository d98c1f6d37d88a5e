"""The report as one page of HTML: it needs nothing but itself, and says every chart in a table."""

import re
from html import escape
from statistics import mean, median

from mlsmath.commands.grading.record import (
    FAILED,
    GRADED,
    MISSING,
    OUTCOMES,
    PERSON,
    UNKNOWN,
    Record,
)
from mlsmath.commands.grading.reporting.summary import Summary

FEW, MANY = 6, 30
LEGIBLE = 0.12  # the share of a bar in which a mark and a number have room
COLOURS = {
    "right": "#009E73",
    "partly right": "#F0E442",
    "wrong": "#D55E00",
    "not tried": "#BBBBBB",
    "failed": "#CC79A7",
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
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#bbb;--edge:#333;--soft:#f1f1ee;
--bar:#0072B2;--look:#8a3b00;--shade:rgba(0,0,0,.35)}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8e6;--paper:#16181a;--line:#4a4d50;--edge:#9a9da0;
--soft:#25282b;--bar:#56B4E9;--look:#E69F00;--shade:rgba(255,255,255,.4)}}
body{font:1.1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;
max-width:70rem;padding:1.5rem}
h1{font-size:2rem;overflow-wrap:anywhere}h2{font-size:1.5rem;margin-top:2.5rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{text-align:left;padding:.35rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
tbody th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.t{min-width:14rem}td.b{min-width:12rem;width:40%}th.s{width:1%;white-space:nowrap}
td.zero{opacity:.6}ul.why{margin:0;padding-left:1.1rem}
code{background:var(--soft);border-radius:.2rem;padding:0 .25rem;font-size:.92em}
/* At an edge behind which there is more, a shade says so; it goes when one has scrolled there. */
.wide{overflow-x:auto;background:linear-gradient(to right,var(--paper) 40%,transparent) local 0,
linear-gradient(to left,var(--paper) 40%,transparent) local 100%,
linear-gradient(to right,var(--shade),transparent) scroll 0,
linear-gradient(to left,var(--shade),transparent) scroll 100%;background-repeat:no-repeat;
background-size:2.5rem 100%,2.5rem 100%,.9rem 100%,.9rem 100%}
.bar{display:flex;height:1.6rem;min-width:12rem;border:1px solid var(--edge);color:#000}
.bar span{overflow:hidden;white-space:nowrap;text-align:center;font-size:.95rem;line-height:1.6rem}
.len{display:flex;align-items:center;gap:.5rem;white-space:nowrap}
.len i{background:var(--bar);height:1.2rem;min-width:2px;flex:none}
.person{color:var(--look);font-weight:700}
.cards{display:flex;flex-wrap:wrap;gap:.8rem;padding:0;list-style:none}
.cards li{border:2px solid var(--edge);border-radius:.4rem;padding:.4rem 1.1rem}
.cards li.person{border-color:var(--look)}.cards b{display:block;font-size:2rem}
.cue{display:none}
@media(max-width:44rem){body{font-size:1rem;padding:1rem}th,td{padding:.3rem .4rem}
.cards li{padding:.2rem .7rem}.cards b{font-size:1.5rem}.many{min-width:46rem}
.cue{display:block;font-weight:400}.many tbody th{position:sticky;left:0;background:var(--paper);
max-width:9rem;overflow-wrap:break-word}td.t{min-width:0}
.bar span{font-size:.85rem}}
"""


def page(summary: Summary) -> str:
    """Return the report of a class as HTML: what needs a person first, then the class."""
    title = f"Report: {escape(summary.week)}"
    parts = [
        f"<h1>{title}</h1>",
        _overview(summary),
        _troubled(summary),
        _everyone(summary),
        _distribution(summary),
        _exercises(summary),
        _misconceptions(summary),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _overview(summary: Summary) -> str:
    people = len(summary.in_state(PERSON))
    cards = "".join(
        f"<li{' class=person' if state == PERSON and people else ''}>"
        f"<b>{len(summary.in_state(state))}</b>{escape(words)}</li>"
        for state, words in (
            (PERSON, "needs a person" if people == 1 else "need a person"),
            (FAILED, "failed, in part or whole"),
            (MISSING, "missing"),
            (GRADED, "graded"),
        )
    )
    words = ""
    if points := summary.points:
        words = (
            f"<p>Points of {len(points)} submissions: mean {mean(points):.1f}, median "
            f"{median(points):.1f}, from {min(points):g} to {max(points):g} of "
            f"{summary.max_points:g}.</p>"
        )
    if summary.waiting:
        words += f"<p>Handed in and not graded yet: {_names(summary.waiting)}.</p>"
    return f'<ul class="cards">{cards}</ul>{words}'


def _troubled(summary: Summary) -> str:
    found = [one for state in (PERSON, FAILED, MISSING) for one in summary.in_state(state)]
    if not found:
        return ""
    body = "".join(
        f'<tr><th scope="row">{escape(one.student)}</th><td>{_state(one.state)}</td>'
        f'<td class="n">{_points(one)}</td><td class="t">{_reasons(one)}</td></tr>'
        for one in found
    )
    caption = "Submissions that need a person, failed or are missing"
    words = ""
    if summary.in_state(PERSON):
        words = "<p>Formgrader lists the cells that need a person, under Manual Grading.</p>"
    table = _table(caption, ["student", "state", "#points", "why"], body)
    return f"<h2>To look at</h2>{words}{table}"


def _everyone(summary: Summary) -> str:
    """Say where each person stands, as `mlsmath class` does, those who need a person first."""
    if not summary.standings:
        return ""
    mends = {one.student: one.mends for one in summary.records}
    body = ""
    for one in sorted(summary.standings, key=lambda one: (not one.person, one.id)):
        notes = "; ".join(
            [one.notes, *mends.get(one.id, [])] if one.notes else mends.get(one.id, [])
        )
        share = "" if one.points is None else _length(one.points, one.most, one.graded)
        person = f'<td class="person">{escape(one.person)}</td>' if one.person else "<td>–</td>"
        body += (
            f'<tr><th scope="row">{escape(one.id)}</th><td>{escape(one.name)}</td>'
            f"<td>{escape(one.collected) or '–'}</td>"
            f'<td class="b">{share or escape(one.graded) or "–"}</td>'
            f"{person}<td>{escape(one.returned) or '–'}</td><td>{_marked(notes)}</td></tr>"
        )
    heads = ["id", "name", "collected", "graded", "needs a person", "returned", "notes"]
    table = _table("Where everybody stands", heads, body, many=True)
    count = len(summary.standings)
    fold = f"<details{' open' if count <= MANY else ''}><summary>{count} people</summary>"
    return f"<h2>The class</h2>{fold}{table}</details>"


def _distribution(summary: Summary) -> str:
    most, points = summary.max_points, summary.points
    if not points or not most:
        return ""
    counts = [0] * 10
    for value in points:
        counts[min(int(10 * value / most), 9)] += 1
    body = ""
    for number, count in enumerate(counts):
        low, high = most * number / 10, most * (number + 1) / 10
        words = f"{low:g} to {high:g}" if number == 9 else f"{low:g} to &lt; {high:g}"
        bar = _length(count, max(counts))
        body += f'<tr><th scope="row" class="s">{words}</th><td class="b">{bar}</td></tr>'
    caption = "How many submissions earned how much"
    return "<h2>Points</h2>" + _table(caption, ["points", "submissions"], body)


def _exercises(summary: Summary) -> str:
    body = ""
    for count in summary.exercises:
        cells = "".join(
            f'<td class="n{"" if count.outcomes[o] else " zero"}">{count.outcomes[o]}</td>'
            for o in OUTCOMES
        )
        body += (
            f'<tr><th scope="row">{escape(_name(count.grade_id))}</th>'
            f'<td class="b">{_bar(count.outcomes)}</td>'
            f'<td class="n">{count.max_points:g}</td>{cells}</tr>'
        )
    heads = ["exercise", "share", "#points", *(f"#{MARKS[o]} {o}" for o in OUTCOMES)]
    table = _table("How the class did on each exercise", heads, body, many=True)
    return f"<h2>Exercises</h2>{table}"


def _misconceptions(summary: Summary) -> str:
    found = summary.misconceptions
    if not found:
        return "<h2>Misconceptions</h2><p>The checks recognised none.</p>"
    most = max(len(one.students) for one in found)
    body = ""
    for one in found:
        body += (
            f'<tr><th scope="row">{escape(_idea(one.name))}<br>'
            f"<small>{escape(_name(one.exercise))}</small></th>"
            f'<td class="t">{_length(len(one.students), most)}{_marked(one.hint)}'
            f"{_students(one.students)}</td></tr>"
        )
    caption = "What the wrong answers show, the most frequent first"
    heads = ["misconception", "students, and what the check says"]
    return "<h2>Misconceptions</h2>" + _table(caption, heads, body)


def _bar(outcomes: dict[str, int]) -> str:
    """Return the shares of the outcomes, each with its mark and number where there is room."""
    total = sum(outcomes.values()) or 1
    parts = "".join(
        f'<span style="flex:{outcomes[o]} 0 0;background:{COLOURS[o]}">'
        f"{f'{MARKS[o]}{outcomes[o]}' if outcomes[o] / total >= LEGIBLE else ''}</span>"
        for o in OUTCOMES
        if outcomes[o]
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>'


def _length(value: float, most: float, words: str = "") -> str:
    """Return a bar with what it says beside it."""
    share = 55 * value / most if most else 0
    bar = f'<i aria-hidden="true" style="width:{share:.1f}%"></i>' if value else ""
    return f'<div class="len">{bar}{escape(words) or format(value, "g")}</div>'


def _table(caption: str, heads: list[str], body: str, many: bool = False) -> str:
    """Return a table that a narrow screen can scroll; a head that begins with # is of numbers.

    One with `many` columns is wider than a narrow screen, and says there that it can be scrolled.
    """
    cells = "".join(
        f'<th scope="col"{" class=n" if head[:1] == "#" else ""}>{escape(head.lstrip("#"))}</th>'
        for head in heads
    )
    cue = ' <span class="cue">(scroll sideways →)</span>' if many else ""
    return (
        f'<div class="wide" role="region" aria-label="{escape(caption)}" tabindex="0">'
        f"<table{' class=many' if many else ''}><caption>{escape(caption)}{cue}</caption>"
        f"<thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _names(names: list[str]) -> str:
    more = len(names) - MANY
    shown = ", ".join(map(escape, names[:MANY]))
    return shown + (f" and {more} more (see answers.csv)" if more > 0 else "")


def _students(names: list[str]) -> str:
    if len(names) <= FEW:
        return f"<br><small>{_names(names)}</small>"
    return f"<details><summary>Students</summary>{_names(names)}</details>"


def _state(state: str) -> str:
    return f'<span class="person">{escape(state)}</span>' if state == PERSON else escape(state)


def _reasons(one: Record) -> str:
    """Return each reason by itself: they are joined by semicolons in the record."""
    reasons = [reason for reason in one.reason.split("; ") if reason]
    if len(reasons) < 2:
        return _marked(one.reason)
    return f"<ul class=why>{''.join(f'<li>{_marked(reason)}</li>' for reason in reasons)}</ul>"


def _marked(text: str) -> str:
    """Return text as HTML, with code as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _points(one: Record) -> str:
    return "" if one.state == MISSING else f"{one.points:g}"


def _idea(name: str) -> str:
    return "none that is known" if name == UNKNOWN else name.replace("-", " ")


def _name(grade_id: str) -> str:
    return grade_id.removeprefix("test-").replace("-", " ")
