"""What is refused, and told to people as it stands; any other exception is a fault of ours and keeps its traceback."""


class Refusal(Exception):
    """One line that says what is wrong, where, and what would be right."""
