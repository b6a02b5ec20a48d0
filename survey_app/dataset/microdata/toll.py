"""What a file of microdata costs, counted before it is made: cells that say less than was said, and whose."""

from dataclasses import dataclass

import numpy as np

from survey_app.dataset.microdata.coding import Nothing
from survey_app.dataset.microdata.rows import Microdata


@dataclass(frozen=True)
class Toll:
    """`cells`: traits that are blanked and answers that are withheld, by response; `responses`: of how many."""

    cells: int
    responses: int


def toll_of(data: Microdata) -> Toll:
    """Of this choice."""
    blanked = [data.choice.beside.lost(form) for form in data.choice.forms]
    withheld = [
        data.columns[variable.name] == variable.nothing[Nothing.WITHHELD]
        for variable in data.variables
        if Nothing.WITHHELD in variable.nothing
    ]
    cells = np.zeros(data.number, dtype=np.intp) + sum(marks.astype(np.intp) for marks in (*blanked, *withheld))
    return Toll(int(cells.sum()), int((cells > 0).sum()))
