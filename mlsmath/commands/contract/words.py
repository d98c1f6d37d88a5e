"""Words that several messages share."""


def count(number: float, thing: str) -> str:
    """Return "1 thing" or "n things"."""
    return f"{number:g} {thing}{'' if number == 1 else 's'}"
