"""The errors of the contract: something it was given cannot be read."""

from mlsmath.commands.errors import CommandError


class ContractError(CommandError, ValueError):
    """A notebook, a folder or a `concepts.toml` cannot be read; the message is one sentence."""


class NoNotebooksError(ContractError):
    """The place that was named is not there, or holds no notebook."""

    status = 2
