"""Where an error came from, without what it says: a message may quote an answer."""

import traceback
from collections.abc import Iterator


def places_of(error: BaseException | None) -> Iterator[str]:
    """Type and places of an error and of those it came from, innermost cause last."""
    while error is not None:
        yield f"{type(error).__module__}.{type(error).__qualname__}\n"
        yield from traceback.format_tb(error.__traceback__)
        error = error.__cause__ or error.__context__
