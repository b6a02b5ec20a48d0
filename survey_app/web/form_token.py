"""The token that a form sends back, so that nobody else's page can send it."""

import hmac

from flask import g, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf, same_origin

from survey_app.web.session import FORM_TOKEN

TOKEN_FIELD = "csrf_token"  # noqa: S105 - the name of the field, as Flask-WTF has it


def form_token() -> str:
    """Flask-WTF's token, signed once a session instead of once a page: the cookie that keeps it is encrypted."""
    token: str | None = session.get(FORM_TOKEN)
    if token is None:
        token = session[FORM_TOKEN] = str(generate_csrf())
    return token


class FormProtection(CSRFProtect):  # type: ignore[misc]  # Flask-WTF has no types
    """Flask-WTF's protection, without checking a signature again that this session's cookie vouches for."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002 - as Flask-WTF has it
        """Go on when the form sends back the token of this session; raises CSRFError."""
        ours = session.get(FORM_TOKEN)
        if ours is None or not hmac.compare_digest(request.form.get(TOKEN_FIELD, "").encode(), ours.encode()):
            super().protect(apply_exemptions)
            return
        if request.is_secure and not same_origin(
            request.referrer or "", request.host_url
        ):  # only https tells the referrer
            raise CSRFError("The form comes from another site.")
        g.csrf_valid = True
