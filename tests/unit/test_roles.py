"""Roles of administrators, as text and as a set."""

import pytest

from survey_app.fieldwork.administrators import ALL_ROLES, Role, UnknownRole, roles_from_text, roles_to_text


def test_one_set_of_roles_is_one_text() -> None:
    assert roles_to_text([Role.READER, Role.FIELDWORK]) == "beheerder,lezer"
    assert roles_to_text(ALL_ROLES) == "beheerder,onderzoeker,lezer,contactpersoon"


def test_roles_come_back_from_their_text() -> None:
    assert roles_from_text("onderzoeker, lezer") == {Role.RESEARCH, Role.READER}


@pytest.mark.parametrize("text", ["", "baas", "beheerder,", "beheerder;lezer"])
def test_a_word_that_is_no_role_is_refused_with_those_that_are(text: str) -> None:
    with pytest.raises(UnknownRole, match="beheerder, onderzoeker, lezer, contactpersoon"):
        roles_from_text(text)
