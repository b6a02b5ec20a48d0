"""Pictures and recordings of studies: served from here, kept by browsers, for an address is made of the content.

An address says nothing of a wave, a study or a respondent; who asks for one tells no more than the page it stands on.
"""

from flask import Blueprint, Response, abort, request

from survey_app.questionnaire.media import PICTURES, RECORDINGS
from survey_app.questionnaire.media_files import StudyFiles, shown_picture
from survey_app.web.stores import kept

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; sandbox"
_POLICIES = {".svg": f"{_POLICY}; style-src 'unsafe-inline'"}
"""For what somebody opens by itself: nothing in it runs, and nothing is fetched; a drawing has its colours."""
_KINDS = {**PICTURES, **RECORDINGS}

media = Blueprint("media", __name__)


@media.get("/media/<name>")
def medium(name: str) -> Response:
    """A picture, cleaned, or a recording, of which a browser may ask for a part."""
    path = kept(StudyFiles).find(name)
    if path is None:
        abort(404)
    is_picture = path.suffix in PICTURES
    content = shown_picture(path).content if is_picture else path.read_bytes()
    response = Response(content, mimetype=_KINDS[path.suffix])
    response.cache_control.public = True
    response.cache_control.max_age = 31_536_000
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = _POLICIES.get(path.suffix, _POLICY)
    response.set_etag(name)
    response.make_conditional(request, accept_ranges=not is_picture, complete_length=len(content))
    return response
