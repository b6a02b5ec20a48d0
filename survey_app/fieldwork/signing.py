"""What we hand out to be brought back unchanged: signed with a key of this installation, and kept nowhere here."""

from hashlib import sha256
from typing import Any

from itsdangerous import BadData, URLSafeSerializer


class NotOurs(Exception):
    """It was not signed so here, or was changed since, or its key is gone; says nothing of what it holds."""


def signed(content: object, key: bytes, purpose: str) -> str:
    """The content (of JSON), as a text of letters, digits, dots, hyphens and underscores; long ones are compressed."""
    text = _serializer(key, purpose).dumps(content)
    return text if isinstance(text, str) else text.decode("ascii")


def read_signed(text: str, key: bytes, purpose: str) -> Any:  # of JSON
    """What was signed for this purpose with this key; raises NotOurs."""
    try:
        return _serializer(key, purpose).loads(text)
    except BadData as error:
        raise NotOurs("this was not signed here") from error


def _serializer(key: bytes, purpose: str) -> URLSafeSerializer:
    signing = {"key_derivation": "hmac", "digest_method": sha256}
    return URLSafeSerializer(key, salt=purpose, signer_kwargs=signing)
