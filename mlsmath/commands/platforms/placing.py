"""Whose a file is: from what its name claims to a person of the roster, or the reason why not."""

from mlsmath.commands.platforms.forms import Claim
from mlsmath.commands.platforms.roster import Person, Roster, same_name, slug, why_unfit


def place(claim: Claim, roster: Roster | None) -> Person | str:
    """Return the person whom a claim means, or in a sentence why nobody is meant."""
    return _made_up(claim) if roster is None else _in_roster(claim, roster)


def _in_roster(claim: Claim, roster: Roster) -> Person | str:
    shown = _shown(claim)
    if claim.key and (one := roster.by_key(*claim.key)):
        name = claim.names[0] if claim.names else ""
        # While names are hidden, Moodle writes one word for everybody.
        hidden = claim.form == "Moodle" and " " not in name.strip()
        if name and one.name and not hidden and not same_name(name, one.name):
            return (
                f"the number {claim.key[1]} is {one.name}'s in the roster, but the file is "
                f"{name}'s. Is the roster from another assignment?"
            )
        return one
    # The end of a login, as of ben_1, may be somebody's id: of such ends the longest counts.
    logins = claim.logins if claim.loose else sorted(claim.logins, key=len, reverse=True)
    for texts, find in ((logins, roster.by_login), (claim.names, roster.by_name)):
        for text in texts:
            found = find(text)
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(one.id for one in found)
                return f"{len(found)} people may be meant by {shown} ({ids})"
    return f"nobody in the roster is {shown}"


def _made_up(claim: Claim) -> Person | str:
    """Make a person of a claim, where there is no roster."""
    name = claim.names[0] if claim.names else ""
    if claim.loose:
        return "it lies in no folder of a learner, and there is no roster to look for a name in"
    ids = [*claim.logins[:1], slug(name)] if claim.form != "Canvas" else [slug(name)]
    for id in ids:
        if id and not why_unfit(id):
            return Person(
                id, "" if id == name else name, "", dict([claim.key] if claim.key else [])
            )
    return f"{_shown(claim)} cannot be an id: {why_unfit(ids[0] if ids else '')}"


def _shown(claim: Claim) -> str:
    texts = claim.names[-1:] or claim.logins[:1]
    text = (texts[0] if texts else "").strip() or "without a name"
    number = f" (number {claim.key[1]})" if claim.key else ""
    return (text if len(text) <= 60 else text[:57] + "...") + number
