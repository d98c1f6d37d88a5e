"""What goes wrong between a learning platform and here, said to the instructor in a sentence."""

from mlsmath.commands.grading.errors import GradingError


class PlatformError(GradingError):
    """Nothing can be collected or returned; the message says what to do."""
