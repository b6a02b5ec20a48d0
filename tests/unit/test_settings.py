"""Settings: what an operator types wrong is told, and a path stays what it was wherever the program goes to work."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.config import BadSetting, Settings, UnknownSetting
from survey_app.fieldwork.printed_address import TrialAddress, check_printed_address, is_for_trials


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("PEILSTOK_BASEURL", "did you mean PEILSTOK_BASE_URL?"),
        ("PEILSTOK_DATABASE", "did you mean PEILSTOK_DATABASE_URL?"),
        ("peilstok_keys", "did you mean PEILSTOK_KEYS?"),
        ("PEILSTOK_ZZZ", "there are PEILSTOK_BASE_URL, DATABASE_URL"),
    ],
)
def test_a_setting_that_is_not_there_is_told_with_the_one_that_was_meant(name: str, right: str) -> None:
    with pytest.raises(UnknownSetting) as refused:
        Settings.from_environment({name: "x"})

    assert str(refused.value).startswith(f"{name}: there is no such setting")
    assert right in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PEILSTOK_BASE_URL", ""),
        ("PEILSTOK_BASE_URL", "vragen.example"),
        ("PEILSTOK_BASE_URL", "https://"),
        ("PEILSTOK_BASE_URL", "https://vragen.example/pad"),
        ("PEILSTOK_BASE_URL", "https://vragen.example?x=1"),
        ("PEILSTOK_BASE_URL", "https://vragen.example:99999"),
        ("PEILSTOK_BASE_URL", "https://jan@vragen.example"),
        ("PEILSTOK_KEYS", ""),
        ("PEILSTOK_INSTANCE", " "),
        ("PEILSTOK_QUESTIONNAIRES", ""),
        ("PEILSTOK_SECURITY_CONTACT", "security@vragen.example"),
        ("PEILSTOK_STAFF_NETWORKS", "10.0.0.0/99"),
        ("PEILSTOK_TRUSTED_PROXIES", "proxy.example"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_what_would_be_right(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name}: .* cannot be used; .+"):
        Settings.from_environment({name: value})


def test_every_path_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    told = {"PEILSTOK_KEYS": "keys", "PEILSTOK_QUESTIONNAIRES": "q", "PEILSTOK_DATABASE_URL": "sqlite:///p.sqlite"}
    made = Settings.from_environment(told)

    assert (made.key_directory, made.questionnaire_directory) == (tmp_path / "keys", tmp_path / "q")
    assert made.database_url == f"sqlite:///{tmp_path}/p.sqlite"
    assert (
        Settings.from_environment({"PEILSTOK_INSTANCE": "i"}).database_url == f"sqlite:///{tmp_path}/i/peilstok.sqlite"
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://vragen.example.nl",
        "https://localhost",
        "https://vragen.localhost",
        "https://127.0.0.1:8000",
        "https://127.8.9.1",
        "https://[::1]",
        "https://0.0.0.0",
        "https://10.1.2.3",
        "https://192.168.1.20:8443",
        "https://[fd00::1]",
        "https://vragen",
        "https://vragen.local",
        "https://vragen.local.",
    ],
)
def test_an_address_that_a_letter_may_not_print_is_for_trials(address: str) -> None:
    assert is_for_trials(address)
    check_printed_address(address, is_trial=True)
    with pytest.raises(TrialAddress, match="--this-is-a-trial"):
        check_printed_address(address, is_trial=False)


@pytest.mark.parametrize("address", ["https://vragen.example.nl", "https://vragen.example.nl:8443", "https://8.8.8.8"])
def test_an_encrypted_address_that_all_can_reach_may_be_printed(address: str) -> None:
    check_printed_address(address, is_trial=False)
