"""A short form reads as Werkzeug reads it, whatever somebody sends."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Request
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.test import EnvironBuilder

from survey_app.web.short_form import ShortFormRequest

PLAIN = "application/x-www-form-urlencoded"


def sent(body: bytes, kind: str = PLAIN, length: str | None = None) -> dict[str, Any]:  # as WSGI has it
    """What a server hands on."""
    environ = EnvironBuilder("/", method="POST", data=body, content_type=kind).get_environ()
    return environ if length is None else {**environ, "CONTENT_LENGTH": length}


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text("abcé&=+%;0F\x00\ud800", max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )
)
def test_any_body_gives_the_fields_that_werkzeug_gives(body: bytes) -> None:
    assert ShortFormRequest(sent(body)).form == Request(sent(body)).form


@pytest.mark.parametrize("length", [0, 65_535, 65_536, 65_537, 400_000])
def test_a_form_of_any_length_is_read_whole(length: int) -> None:
    body = b"a=1&b=".ljust(length, b"x") if length else b""

    assert ShortFormRequest(sent(body)).form == Request(sent(body)).form


@pytest.mark.parametrize("kind", [PLAIN + "; charset=utf-8", "text/plain", "", "application/json"])
def test_another_kind_of_content_is_for_werkzeug(kind: str) -> None:
    assert ShortFormRequest(sent(b"a=1", kind)).form == Request(sent(b"a=1", kind)).form


@pytest.mark.parametrize("length", ["", "-3", "drie", "٣", "0x3"])
def test_a_length_that_is_none_is_for_werkzeug(length: str) -> None:
    environ = sent(b"a=1", length=length)

    assert ShortFormRequest(environ).form == Request(sent(b"a=1", length=length)).form


def test_a_browser_that_goes_away_halfway_sent_no_form() -> None:
    with pytest.raises(ClientDisconnected):
        _ = ShortFormRequest(sent(b"a=1", length="50")).form


def test_no_more_is_read_than_was_announced() -> None:
    environ = sent(b"a=1&b=2", length="3")

    assert ShortFormRequest(environ).form.to_dict() == {"a": "1"}
    assert environ["wsgi.input"].read() == b"&b=2"


def test_more_than_is_allowed_is_refused_as_before() -> None:
    request = ShortFormRequest(sent(b"", length="2000000"))
    request.max_content_length = 1_000_000

    with pytest.raises(RequestEntityTooLarge):
        _ = request.form


def test_after_the_form_nothing_is_left_to_read_and_no_file_was_sent() -> None:
    request = ShortFormRequest(sent(b"a=1"))

    assert request.form["a"] == "1"
    assert request.stream.read() == b""
    assert not request.files
    assert isinstance(request.stream, BytesIO)
