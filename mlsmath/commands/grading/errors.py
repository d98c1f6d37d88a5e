"""What goes wrong before or while a class is graded, said to the instructor in a sentence."""

from mlsmath.commands.errors import CommandError


class GradingError(CommandError):
    """Grading cannot go on; the message says what to do."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
