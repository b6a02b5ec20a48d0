"""What all parts of an instrument share: frozen, strict, and with identifiers that can be typed anywhere."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Frozen(BaseModel):
    """Immutable data that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Identifier = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=1000)]
Prose = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=10_000)]
Whole = Annotated[int, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
