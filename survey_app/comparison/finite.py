"""A share among precisely the people who were approached, where their number is known (STATISTICS 3)."""

from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.statistics.intervals import Interval, wilson_finite


def agree_of_precisely(estimate: ItemEstimate, approached: int | None) -> Interval | None:
    """The 95% interval of `agree` among precisely `approached` people: Wilson's with n* = n(N - 1)/(N - n).

    None where it may not be shown or has no answers, where nobody knows their number or more answered than there are,
    and where it was put to some of them only: how many those are nobody knows either.
    """
    if not estimate.n_valid or estimate.n_agree is None or estimate.n_not_asked:
        return None
    if approached is None or estimate.n_total > approached:
        return None
    return wilson_finite(estimate.n_agree, estimate.n_valid, approached)
