"""Where the links and forms of the respondents' own pages lead while they are shown as a preview."""

from flask import has_request_context, request

PREVIEW = "preview"
"""The blueprint of the preview."""

_OF_RESPONDENTS = frozenset({"entrance", "later", "pages"})


def address_here(endpoint: str) -> str:
    """Within a preview the same view of the preview, so that no page leads out of it; elsewhere the endpoint itself."""
    room, _, view = endpoint.partition(".")
    if room in _OF_RESPONDENTS and has_request_context() and request.blueprint == PREVIEW:
        return f"{PREVIEW}.{view}"
    return endpoint
