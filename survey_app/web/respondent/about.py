"""Pages about this site: privacy, accessibility, and where to report a leak."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from survey_app.web.respondent.scene import contacts
from survey_app.web.stores import installation

about = Blueprint("about", __name__)

_VALID_FOR = timedelta(days=180)


@about.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept, by whom it can be read, and for how long."""
    return render_template("respondent/privacy.html", contacts=contacts())


@about.get("/toegankelijkheid")
def accessibility() -> ResponseReturnValue:
    """How accessible these pages are, and where to complain."""
    return render_template("respondent/accessibility.html", contacts=contacts())


@about.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """RFC 9116; there is none while the installation names no contact (PEILSTOK_SECURITY_CONTACT)."""
    contact = installation().settings.security_contact
    if not contact:
        abort(404)
    expires = (datetime.now(UTC) + _VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
