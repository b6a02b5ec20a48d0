"""For a WSGI server: `granian --interface wsgi wsgi:application`. `peilstok serve` does it for one machine."""

import sys
from pathlib import Path

# Such a server lets Python import from the folder that it was started in, before any other.
_OURS, _STARTED_IN = Path(__file__).resolve().parent, Path.cwd()
if _STARTED_IN != _OURS:
    sys.path[:] = [place for place in sys.path if Path(place).resolve() != _STARTED_IN]

from survey_app.web.app import application_from_environment  # noqa: E402 - after that folder is taken out

application = application_from_environment()
