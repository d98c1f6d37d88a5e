"""What a command cannot do, in a sentence that a person can act on."""


class CommandError(Exception):
    """A command cannot go on; `status` is the exit status with which it ends."""

    status = 1
