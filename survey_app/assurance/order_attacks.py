"""Attacks on the order of rows: does it tell more than chance which response belongs to which code?"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import pairwise, product
from math import sqrt
from operator import attrgetter
from random import Random

from survey_app.assurance.attempt import Attack
from survey_app.assurance.evidence import Evidence, Lying
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.language.words import Words
from survey_app.rounding import rounded

_DEVIATIONS = 4.5
_ROUNDS = 10_000
_PASSED_BY = 3
_AT_MOST = 1000
"""Of a longer row the first thousand are paired: a road that leads anywhere leads there at once."""

_ENOUGH_FOR_PAGES = 40
_AGAINST_AT_MOST = 1 / 3
"""Measured on PostgreSQL: 5 % at most of forty responses or more that were closed, 45 % or more in no order."""

ORDER = Attack(
    title=Words("De volgorde van de rijen"),
    tried=Words(
        "Van elke gesloten meting gekeken hoe antwoorden, codes en contactgegevens in het bestand liggen, "
        "en in welke transactie ze zijn geschreven. Daarna de rijen in die volgorde naast elkaar gelegd en geteld "
        "hoe vaak de groep gelijk is. Dat is vergeleken met wat willekeurig schudden geeft."
    ),
    if_held=Words("De volgorde zegt niets: de antwoorden liggen op volgorde van hun willekeurige nummer."),
    if_found=Words("Uit de volgorde is misschien af te leiden welk antwoord bij welke code hoort."),
)
_SHUFFLED = {
    "responses": (
        Words("Meting {wave}: de antwoorden liggen niet op volgorde van hun nummer."),
        Words("Meting {wave}: de antwoorden zijn niet in één keer geschreven."),
    ),
    "contacts": (
        Words("Meting {wave}: de contactgegevens liggen niet op volgorde van hun nummer."),
        Words("Meting {wave}: de contactgegevens zijn niet in één keer geschreven."),
    ),
}
"""Of what is written anew at closing: what is wrong when it does not lie in order, and when not at once."""


def telling_order(evidence: Evidence) -> Iterator[Words]:
    """Do the rows of closed waves lie in an order that tells something?"""
    for wave in evidence.waves():
        if wave.state is WaveState.CLOSED:
            yield from _of_wave(evidence, wave)


def open_boxes(waves: Iterable[Wave]) -> Iterator[Words]:
    """What the order of rows tells of waves that are open, as it must."""
    for wave in waves:
        if wave.state is WaveState.OPEN:
            yield Words(
                "Meting {wave} is open: aan de stembus is nu te zien in welke volgorde codes zijn gebruikt, niet wat "
                "er is geantwoord."
            ).filled(wave=wave.id)


def _of_wave(evidence: Evidence, wave: Wave) -> Iterator[Words]:
    lying = {table: evidence.lying(table, wave.id) for table in ("responses", "contacts", "invitations")}
    for table, (not_in_order, not_at_once) in _SHUFFLED.items():
        rows = lying[table]
        if not lies_in_order(rows, evidence.written_anew(table, wave.id)):
            yield not_in_order.filled(wave=wave.id)
        if len({row.written for row in rows}) > 1:
            yield not_at_once.filled(wave=wave.id)
    share, band = best_pairing(lying["responses"], lying["invitations"])
    if share > band:
        yield Words(
            "Meting {wave}: {share} % van de paren heeft dezelfde groep; bij toeval is dat hoogstens {band} %."
        ).filled(wave=wave.id, share=rounded(100 * share), band=rounded(100 * band))


def lies_in_order(rows: Iterable[Lying], written_anew: Sequence[bytes] | None = None) -> bool:
    """Whether the rows lie as they do when they were written in the order of their names, whoever came first.

    `written_anew` are the names as they lie in a table that was written so, for a database that moves rows by itself.
    Otherwise the rows of each page must lie in the order of their names, and the pages too, for the most part: a small
    row may fill a gap on an earlier page.
    """
    by_place = sorted(rows, key=attrgetter("page", "place"))
    if written_anew is not None:
        return [row.name for row in by_place] == list(written_anew)
    on_one_page = ((row, next_) for row, next_ in pairwise(by_place) if row.page == next_.page)
    if any(row.name > next_.name for row, next_ in on_one_page):
        return False
    return len(by_place) < _ENOUGH_FOR_PAGES or _pages_against(by_place) < _AGAINST_AT_MOST


def _pages_against(rows: Sequence[Lying]) -> float:
    """Of all pairs of rows on different pages, the share of which the later name lies on the earlier page."""
    before: list[int] = []
    against = with_ = 0
    for row in sorted(rows, key=attrgetter("name")):
        against += len(before) - bisect_right(before, row.page)
        with_ += bisect_left(before, row.page)
        insort(before, row.page)
    return against / max(against + with_, 1)


def best_pairing(responses: Sequence[Lying], codes: Sequence[Lying]) -> tuple[float, float]:
    """The share of same segments in the order that is furthest above what shuffling reaches, and what that reaches.

    Which codes were used is kept nowhere, so it is sharpest where all of them were.
    """
    if len(codes) < 2 or len(responses) < 2:
        return 0.0, 1.0
    orders = {(tuple(first), tuple(second)) for first, second in product(_orders(responses), _orders(codes))}
    return max((_paired(first, second) for first, second in orders), key=lambda pair: pair[0] - pair[1])


def _paired(first: Sequence[str | None], second: Sequence[str | None]) -> tuple[float, float]:
    """The share, and what shuffling reaches; only where the first is above the usual is there any shuffling."""
    number = min(len(first), len(second))
    share, band = _same(first, second), _usual_at_most(first[:number], second[:number])
    return share, max(band, _shuffled_at_most(first[:number], second[:number])) if share > band else band


def _usual_at_most(first: Sequence[str | None], second: Sequence[str | None]) -> float:
    """The mean over all shufflings and as many standard deviations more as three in a million pass.

    The variance is that of Hoeffding (1951, Annals of Mathematical Statistics 22, 558).
    """
    number, of_first, of_second = len(first), Counter(first), Counter(second)
    mean = sum(of_first[segment] * of_second[segment] for segment in of_first) / number
    variance = sum(
        of_first[left]
        * of_second[right]
        * ((left == right) - of_second[left] / number - of_first[right] / number + mean / number) ** 2
        for left, right in product(of_first, of_second)
    ) / (number - 1)
    return (mean + _DEVIATIONS * sqrt(variance)) / number


def _shuffled_at_most(first: Sequence[str | None], second: Sequence[str | None]) -> float:
    """The share that only three of all shufflings pass: by chance one may put even everybody with their own."""
    random = Random(0)  # noqa: S311 - the same band for the same database, and no secret
    shuffled = list(first)
    shares = []
    for _round in range(_ROUNDS):
        random.shuffle(shuffled)
        shares.append(_same(shuffled, second))
    return nlargest(_PASSED_BY + 1, shares)[-1]


def _orders(rows: Sequence[Lying]) -> list[Sequence[str | None]]:
    """The segments as the rows lie, by name, and by transaction."""
    by_written = sorted(rows, key=lambda row: (int(row.written or 0), row.page, row.place))
    return [_segments(rows), _segments(sorted(rows, key=attrgetter("name"))), _segments(by_written)]


def _segments(rows: Sequence[Lying]) -> Sequence[str | None]:
    return [row.segment for row in rows[:_AT_MOST]]


def _same(first: Sequence[str | None], second: Sequence[str | None]) -> float:
    pairs = list(zip(first, second, strict=False))
    return sum(left == right for left, right in pairs) / len(pairs)
