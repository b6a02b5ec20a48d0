"""Waves of a file beside stored ones: what a researcher hands over, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import StopValidation, ValidationError

from survey_app.dataset.from_files.wave_names import month_in
from survey_app.fieldwork.wave import Recruitment
from survey_app.passing import passing_folder_of_pages
from survey_app.questionnaire.faults import Fault
from survey_app.web.admin.comparing_forms import ResultsForm
from survey_app.web.admin.forms import Needed, NewWaveForm
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


@dataclass(frozen=True)
class HandedOver:
    """The files as they lie in a folder that is gone when they were read."""

    responses: Path
    codebook: Path | None
    frame: Path | None


class WithFileForm(ResultsForm):
    """Stored waves of one questionnaire, and files of waves to compare them with."""

    responses = FileField(_l("Bestand met antwoorden"))
    codebook = FileField(_l("Codeboek, als u het heeft"))
    frame = FileField(_l("Aantallen, als u ze heeft"))
    only = StringField(_l("Welke metingen uit het bestand?"))
    months = StringField(_l("Maand van elke meting in het bestand"))
    recruitment = RadioField(
        _l("Hoe zijn deelnemers daar benaderd?"),
        choices=[
            SelectChoice(Recruitment.CODES.value, _l("Met een eigen code")),
            SelectChoice(Recruitment.OPEN_LINK.value, _l("Met een open link")),
            SelectChoice(Recruitment.UNKNOWN.value, _l("Dat weet ik niet")),
        ],
        default=Recruitment.UNKNOWN.value,
    )
    same_population = BooleanField(
        _l("De metingen in het bestand gingen naar dezelfde doelgroep als die van hier"), validators=[Needed()]
    )
    file_faults: tuple[Fault, ...] = ()

    def validate_responses(self, field: FileField) -> None:
        """Is there."""
        if not field.data:
            raise StopValidation(_("Kies het bestand met antwoorden."))

    def validate_months(self, field: StringField) -> None:
        """Each of a wave, and a month."""
        for wave, text in _named(field.data):
            if not wave or month_in(text) is None:
                raise ValidationError(_("Schrijf elke maand zo: 1=2019-06, met komma’s ertussen."))

    def names(self) -> Sequence[str]:
        """The waves of the file that were named; none stands for all."""
        return [name.strip() for name in (self.only.data or "").split(",") if name.strip()]

    def month_of(self) -> Mapping[str, date]:
        """By wave of the file, of those that were told."""
        return {wave: month for wave, text in _named(self.months.data) if (month := month_in(text))}

    @contextmanager
    def handed_over(self) -> Iterator[HandedOver]:
        """The files that were sent; nothing of them stays."""
        with passing_folder_of_pages() as folder:
            responses, *others = (
                _saved(field.data, folder / field.name) if field.data else None
                for field in (self.responses, self.codebook, self.frame)
            )
            assert responses is not None  # noqa: S101 - validate_responses asked for it
            yield HandedOver(responses, *others)

    def refuse_files(self, faults: Sequence[Fault]) -> None:
        """Say everything that is wrong in the files."""
        self.file_faults = tuple(faults)
        self.refuse(_("In de bestanden staan fouten. Lees ze in het kader ‘Fouten in de bestanden’."), self.responses)

    def lacks_months(self) -> bool:
        """Whether a fault names the option of the command that stands for the field of months here."""
        return any("--month" in fault.right for fault in self.file_faults)


class KeepForm(NewWaveForm):
    """The name of a wave of a file, whose counts will be kept; how people came in was told with the file."""

    kept = HiddenField()
    agreed = BooleanField(_l("Ik mag deze tellingen bewaren"), validators=[Needed()])


def _named(text: str | None) -> Iterator[tuple[str, str]]:
    for part in (text or "").split(","):
        if part.strip():
            wave, _sign, month = part.rpartition("=")
            yield wave.strip(), month.strip()


def _saved(sent: FileStorage, folder: Path) -> Path:
    """Under the name that it has with its owner, as far as that can name a file."""
    folder.mkdir()
    named = Path(sent.filename or "")
    suffix = secure_filename(f"x{named.suffix}")[1:]
    path = folder / f"{secure_filename(named.stem) or 'bestand'}{suffix}"
    sent.save(path)
    return path
