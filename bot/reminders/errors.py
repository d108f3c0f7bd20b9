"""What is refused to somebody who asks for reminders; ``str()`` is the sentence to show."""


class RefusedError(Exception):
    """What was asked cannot be done, or not by this person; the sentence says what to do instead."""
