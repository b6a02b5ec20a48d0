"""A workbook on its way to the disk: whatever happens, also when that is full, no part of it is left lying about."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from xlsxwriter.core import Core
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

ONLY_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
"""What was typed stays what it is: no formula, number or link is made of it."""


LANGUAGE = "language"
"""Among the properties of a workbook: the tag of its language, which XlsxWriter does not know of."""


class _SpokenCore(Core):  # type: ignore[misc]  # XlsxWriter has no types
    """What the file says of itself, with the language of its texts."""

    def _write_cp_category(self) -> None:
        super()._write_cp_category()
        if LANGUAGE in self.properties:
            self._xml_data_element("dc:language", self.properties[LANGUAGE])


class _SpokenPackager(Packager):  # type: ignore[misc]  # XlsxWriter has no types
    def _write_core_file(self) -> None:
        core = _SpokenCore()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class _SpokenWorkbook(Workbook):  # type: ignore[misc]  # XlsxWriter has no types
    def _get_packager(self) -> Packager:
        return _SpokenPackager()


@contextmanager
def workbook_at(target: Path, options: Mapping[str, object] = MappingProxyType({})) -> Iterator[Workbook]:
    """A workbook that is finished when the block ends well; a full disk is an OSError, as for every other file.

    Whatever is written as a text stays one.

    What XlsxWriter has under way (whole sheets, with whatever stands on them) lies beside the target, which is in the
    private folder of `written_whole` until it is finished, and never in /tmp.
    """
    with target.open("wb") as file:
        packed = _Packed(file)
        book = _SpokenWorkbook(packed, {**ONLY_TEXT, **options, "tmpdir": str(target.parent)})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            packed.let_go()
            for worksheet in book.worksheets():
                if worksheet.constant_memory:
                    worksheet._opt_close()  # XlsxWriter itself calls this only when a workbook was finished


def list_on(book: Workbook, name: str, headings: Sequence[str], widths: Sequence[int], rows: int) -> Worksheet:
    """A sheet with one table: headings in the first row, where a mail merge looks for them, then this many rows."""
    worksheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    columns = [{"header": heading, "header_format": bold} for heading in headings]
    options = {"name": name, "columns": columns, "style": "Table Style Light 1"}
    worksheet.add_table(0, 0, max(1, rows), len(headings) - 1, options)
    worksheet.freeze_panes(1, 0)
    for place, width in enumerate(widths):
        worksheet.set_column(place, place, width)
    return worksheet


class _Packed:
    """The file, until it is let go: a zip that was never finished tries to write its end even when it is forgotten."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file

    def let_go(self) -> None:
        self._file = None

    def write(self, content: bytes) -> int:
        return self._file.write(content) if self._file else len(content)

    def tell(self) -> int:
        return self._file.tell() if self._file else 0

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence) if self._file else 0

    def flush(self) -> None:
        if self._file:
            self._file.flush()
