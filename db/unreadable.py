"""What is raised for words that cannot be read, or could be read in several ways."""


class UnreadableError(ValueError):
    """Words that mean nothing, or could mean several things.

    `message` is one sentence for the person who typed them, saying what to type instead; `readings` are the
    canonical texts of what they can mean when they are ambiguous (else empty).
    """

    def __init__(self, message: str, readings: list[str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.readings: list[str] = readings or []
