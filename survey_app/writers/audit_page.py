"""The page of an audit: one HTML file that needs nothing else, to read, to print and to keep."""

from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from survey_app.assurance.attempt import Attempt, Outcome
from survey_app.assurance.audit import Audit
from survey_app.fieldwork.wave import WaveState
from survey_app.language.words import Words

_OUTCOMES = {
    Outcome.HELD: Words("Niets gevonden"),
    Outcome.FOUND: Words("Iets gevonden"),
    Outcome.NOT_TRIED: Words("Niet geprobeerd"),
}
_STATES = {
    WaveState.DRAFT: Words("concept"),
    WaveState.OPEN: Words("open"),
    WaveState.CLOSED: Words("gesloten"),
}
_TEXTS = {
    "title": Words("Controle van de anonimiteit"),
    "for_whom": Words(
        "Voor de functionaris gegevensbescherming. Peilstok heeft zijn eigen database aangevallen, zoals "
        "iemand zou doen die haar meeneemt. Hieronder staat wat er is geprobeerd en wat dat opleverde."
    ),
    "made": Words("Gemaakt op"),
    "version": Words("Versie"),
    "database": Words("Database"),
    "waves": Words("Metingen"),
    "no_waves": Words("geen"),
    "result": Words("Uitkomst"),
    "attacks": Words("Wat er is geprobeerd"),
    "tried": Words("Geprobeerd"),
    "found": Words("Gevonden"),
    "seen": Words("Gezien"),
    "meaning": Words("Wat dat betekent"),
    "not_promised": Words("Wat niet is beloofd"),
    "limits": Words(
        "Deze controle vindt alleen wat nu in de database staat, en in de mappen van de database, de sleutels en de "
        "installatie. Reservekopieën en logboeken op een andere plek en het geheugen van de server zijn niet bekeken."
    ),
}
_ALL_HELD = Words("Geen enkele aanval leverde iets op.")
_SOME_FOUND = Words("Aanvallen die iets vonden: {number} van de {total}.")
_SOME_NOT_TRIED = Words("Niet te proberen: {number}.")


def audit_page(audit: Audit, language: str, *, made_at: datetime, version: str, database: str) -> str:
    """The page in `nl` or `en`; when it was made, with what, and on which database."""
    environment = Environment(
        loader=PackageLoader("survey_app.writers"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )

    def say(words: Words) -> str:
        return words.spoken_in(language)

    return environment.get_template("audit.html").render(
        language=language,
        say=say,
        texts={name: say(words) for name, words in _TEXTS.items()},
        verdict=[say(words) for words in verdict(audit)],
        outcomes={outcome: say(words) for outcome, words in _OUTCOMES.items()},
        waves=[f"{wave.label} ({wave.id}, {say(_STATES[wave.state])})" for wave in audit.waves],
        has_found=audit.number(Outcome.FOUND) > 0,
        attempts=_likeliest_read_first(audit.attempts),
        not_promised=audit.not_promised,
        made_at=made_at,
        version=version,
        database=database,
    )


def verdict(audit: Audit) -> list[Words]:
    """The outcome of all attacks in one or two sentences."""
    successful, skipped = audit.number(Outcome.FOUND), audit.number(Outcome.NOT_TRIED)
    first = _SOME_FOUND.filled(number=successful, total=len(audit.attempts)) if successful else _ALL_HELD
    return [first, _SOME_NOT_TRIED.filled(number=skipped)] if skipped else [first]


def _likeliest_read_first(attempts: tuple[Attempt, ...]) -> list[Attempt]:
    """What found something goes before the rest."""
    return sorted(attempts, key=lambda attempt: attempt.outcome is not Outcome.FOUND)
