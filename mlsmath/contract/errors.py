"""The one error of the contract: something it was given cannot be read."""


class ContractError(ValueError):
    """A notebook, a folder or a `concepts.toml` cannot be read; the message is one sentence."""
