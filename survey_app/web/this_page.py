"""Where the page that is shown can be asked for again, for a form that leads back to it."""

import re

from flask import request

_OWN = re.compile(r"/(?![/\\])[\w/.~%?=&-]*", re.ASCII)


def this_page(otherwise: str) -> str:
    """Its address; another where it only answers a form."""
    methods = (request.url_rule.methods if request.url_rule else None) or ()
    return request.full_path.rstrip("?") if "GET" in methods else otherwise


def path_here(asked: str) -> str | None:
    """The address if it is one of this site; None for all else, other hosts and tricks with slashes included."""
    return asked if _OWN.fullmatch(asked) else None
