"""What is refused, and told to people as it stands; any other exception is a fault of ours and keeps its traceback."""


class Refusal(Exception):
    """One line that says what is wrong, where, and what would be right."""


class NotThere(Refusal):
    """What was asked for is not there, or has nothing of this kind."""


class Overtaken(Refusal):
    """It was done already, or somebody was just before: what was asked can no longer be done, and nothing changed."""
