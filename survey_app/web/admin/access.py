"""Who may see what: every address names the roles that may use it, and nothing is open that does not say so."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.administrators import ALL_ROLES, Role, Roles
from survey_app.web.admin.forms import LogInForm
from survey_app.web.admin.held import held_now, own_path
from survey_app.web.admin.language_choice import other_languages, this_page
from survey_app.web.admin.login import end_session, find_end, find_name

EVERYBODY = ALL_ROLES
FIELDWORK: Roles = frozenset({Role.FIELDWORK})
RESEARCH: Roles = frozenset({Role.RESEARCH})
CONTACT: Roles = frozenset({Role.CONTACT})
NO_LOG_IN: Roles = frozenset()


@dataclass(frozen=True)
class Address:
    """One address of the pages: what answers it, by which methods, and for whom (`NO_LOG_IN`: everybody on earth).

    A reader of a study has no other address than those that are `for_study`, whatever readers may use.
    """

    path: str
    view: Callable[..., ResponseReturnValue]
    roles: Roles
    methods: tuple[str, ...] = ("GET",)
    for_study: bool = False

    @property
    def endpoint(self) -> str:
        """The name under which `url_for` knows it."""
        return self.view.__name__


def guard(addresses: Iterable[Address]) -> Callable[[], ResponseReturnValue | None]:
    """What happens before each request: nothing, or the way to the log-in, or a refusal."""
    by_endpoint = {address.endpoint: address for address in addresses}

    def check() -> ResponseReturnValue | None:
        address = by_endpoint[str(request.endpoint).rpartition(".")[2]]
        if address.roles == NO_LOG_IN:
            return None
        if not current_user.is_authenticated:
            return _to_log_in()
        why_over = find_end()
        if why_over:
            return _to_log_in(why_over)
        is_for = address.for_study if current_user.studies else current_user.may(*address.roles)
        return None if is_for else abort(403)

    return check


def who_looks() -> dict[str, object]:
    """For every page of ours: who looks at it, and in which other language that can be done."""
    return {"current_user": current_user, "other_languages": other_languages, "this_page": this_page}


def _to_log_in(why: str | None = None) -> ResponseReturnValue:
    """To the log-in page, and from there back to the page that was asked for, with what was typed there."""
    name, wanted = find_name(), own_path(this_page())
    typed = held_now(name) if name and request.method == "POST" else None
    if name:
        end_session()
    if why:
        flash(why)
    if typed is None:
        return redirect(url_for("admin.log_in", next=wanted))
    form = LogInForm(formdata=None, name=name)
    return render_template("admin/log-in.html", form=form, held=typed, wanted=wanted), 401
