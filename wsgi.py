"""For a WSGI server: `granian --interface wsgi wsgi:application`. `peilstok serve` does it for one machine."""

from survey_app.web.app import application_from_environment

application = application_from_environment()
