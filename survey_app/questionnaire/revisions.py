"""What changed between two questionnaires, item by item: the ground on which waves may be compared (STATISTICS 13)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from survey_app.questionnaire.conditions import items_in
from survey_app.questionnaire.model import (
    ONE,
    AnyItem,
    LikertStatement,
    Option,
    Point,
    Questionnaire,
    Section,
    SingleChoice,
    options_of,
)
from survey_app.questionnaire.normal_form import fold, normalise
from survey_app.questionnaire.same_codes import renamed_codes, with_codes


class Change(StrEnum):
    """One respect in which an item differs."""

    ONLY_EARLIER = "only_earlier"
    ONLY_LATER = "only_later"
    TYPE = "type"
    TEXT = "text"
    HELP = "help"
    RESPONSE_SCALE = "response_scale"
    NOT_APPLICABLE = "not_applicable"
    REQUIRED = "required"
    BOUNDS = "bounds"
    OPTIONS = "options"
    OPTION_ORDER = "option_order"
    EXCLUSIVE = "exclusive"
    ROUTING = "routing"
    SECTION = "section"
    LEAD_IN = "lead_in"
    ORDER = "order"
    FORM = "form"
    PICTURE = "picture"
    TRANSLATION = "translation"


OF_QUESTION = frozenset(
    {
        Change.TYPE,
        Change.TEXT,
        Change.HELP,
        Change.RESPONSE_SCALE,
        Change.NOT_APPLICABLE,
        Change.REQUIRED,
        Change.BOUNDS,
    }
)
"""It is another question: the answers of two waves say different things."""

OF_WORDING = frozenset({Change.TEXT, Change.HELP})
"""What a researcher may find to ask the same thing after all, if only its spelling differs (decision 0095)."""


class Obstacle(StrEnum):
    """Why a researcher may not declare that a changed wording asks the same thing."""

    NOT_IN_BOTH = "not_in_both"
    SAME_WORDING = "same_wording"
    OTHER_WORDS = "other_words"
    OTHER_HELP = "other_help"
    OTHER_QUESTION = "other_question"
    OTHER_ANSWERS = "other_answers"


@dataclass(frozen=True)
class Placed:
    """An item in one version, with the section it stands in and its place among the items both versions have there."""

    item: AnyItem
    section: Section
    place: int | None


@dataclass(frozen=True)
class OptionRevision:
    """Options of one item: those only in the later or the earlier version, and those whose label or words changed."""

    added: tuple[Option, ...] = ()
    removed: tuple[Option, ...] = ()
    relabelled: tuple[tuple[Option, Option], ...] = ()


@dataclass(frozen=True)
class ItemRevision:
    """One item in two versions; None where a version does not have it. `translations`: languages read in otherwise."""

    item_id: str
    earlier: Placed | None
    later: Placed | None
    changes: frozenset[Change]
    options: OptionRevision = OptionRevision()
    translations: tuple[str, ...] = ()

    @property
    def is_in_both(self) -> bool:
        """Whether both versions ask this item."""
        return self.earlier is not None and self.later is not None

    @property
    def is_same_question(self) -> bool:
        """Whether both versions ask it, in the same words and with the same answers to choose from.

        Options of a multiple choice that came or went leave the others comparable (STATISTICS 13), so they do not
        count here.
        """
        return self.is_in_both and not self.changes & OF_QUESTION and not self.has_other_answers

    @property
    def is_editorial(self) -> bool:
        """Whether only the spelling of the question or its help text changed, so that a researcher may accept it."""
        return not self.obstacles

    @property
    def obstacles(self) -> frozenset[Obstacle]:
        """Everything that keeps a researcher from accepting the change as an editorial one; empty when nothing does."""
        if self.earlier is None or self.later is None:
            return frozenset({Obstacle.NOT_IN_BOTH})
        before, after = self.earlier.item, self.later.item
        in_the_way = {
            Obstacle.SAME_WORDING: not self.changes & OF_WORDING,
            Obstacle.OTHER_WORDS: not is_same_spelled(before.text, after.text),
            Obstacle.OTHER_HELP: not is_same_spelled(before.help, after.help),
            Obstacle.OTHER_QUESTION: bool(self.changes & OF_QUESTION - OF_WORDING),
            Obstacle.OTHER_ANSWERS: self.has_other_answers,
        }
        return frozenset(obstacle for obstacle, stands in in_the_way.items() if stands)

    @property
    def has_other_answers(self) -> bool:
        """Whether an option has another label, or one answer was chosen out of other options."""
        return bool(self.options.relabelled) or self.has_other_alternatives

    @property
    def has_other_alternatives(self) -> bool:
        """Whether one answer was chosen out of other options: then what one option wins, the others lose."""
        both = (self.earlier, self.later)
        one_answer = all(placed is not None and isinstance(placed.item, SingleChoice) for placed in both)
        return one_answer and bool(self.options.added or self.options.removed)


def revisions(earlier: Questionnaire, later: Questionnaire) -> Mapping[str, ItemRevision]:
    """Every item of either version by id: in the order of the later, then those that only the earlier has.

    An answer with another code for the same words is the same answer.
    """
    if earlier is later:
        return {id_: ItemRevision(id_, placed, placed, frozenset()) for id_, placed in _placed(later, later).items()}
    earlier = with_codes(earlier, renamed_codes(earlier, later))
    before, after = _placed(earlier, later), _placed(later, earlier)
    revised: dict[str, ItemRevision] = {}
    for item_id in dict.fromkeys((*after, *before)):
        item = _revision(item_id, before.get(item_id), after.get(item_id), earlier, later)
        asks_others = _asks_others(item, revised)
        revised[item_id] = replace(item, changes=item.changes | {Change.ROUTING}) if asks_others else item
    return revised


def _asks_others(revision: ItemRevision, earlier_items: Mapping[str, ItemRevision]) -> bool:
    """Whether the same condition lets other people in, because a question that it looks at is another one now.

    Conditions look back, so that what they look at was revised before, and whom that was put to too.
    """
    if not revision.is_in_both:
        return False
    looked_at = [earlier_items[item] for item in _looked_at(revision) if item in earlier_items]
    return any(not item.is_same_question or Change.ROUTING in item.changes for item in looked_at)


def _looked_at(revision: ItemRevision) -> Iterator[str]:
    for placed in (revision.earlier, revision.later):
        for condition in (placed.section.when, placed.item.when) if placed else ():
            yield from items_in(condition) if condition else ()


def is_same_text(text: str | None, other: str | None) -> bool:
    """Equal after Unicode NFC and with every run of blanks (U+202F too) as one; case and punctuation count."""
    return text == other or fold(text) == fold(other)


def is_same_spelled(text: str | None, other: str | None) -> bool:
    """Equal but for case, punctuation and blanks: the same letters and figures in the same order.

    Signs that are read aloud (% & / and the like) count, and so does what stands between figures or makes one negative:
    "1,5" is not "15".
    """
    return _spelled(text) == _spelled(other)


_BETWEEN = re.compile(r"[\W_]+")
_READ_ALOUD = frozenset("%‰&@#*/\\§")
"""What Unicode calls punctuation, and people do not."""


def _spelled(text: str | None) -> str | None:
    folded = fold(text)
    return None if folded is None else _BETWEEN.sub(_that_counts, normalise("NFC", folded.casefold()))


def _that_counts(between: re.Match[str]) -> str:
    """What is left of the signs and blanks between two words."""
    signs, before, after = between.group(), between.string[: between.start()][-1:], between.string[between.end() :][:1]
    if before.isdigit() and after.isdigit():
        return signs
    is_hyphen = before and len(signs) == 1
    is_negative = after.isdigit() and unicodedata.category(signs[-1]) == "Pd" and not is_hyphen
    read = (sign for sign in signs if unicodedata.category(sign)[0] not in "PZ" or sign in _READ_ALOUD)
    return "".join(read) + ("-" if is_negative else "")


def _placed(version: Questionnaire, other: Questionnaire) -> dict[str, Placed]:
    sections = {item.id: section.id for section in other.sections for item in section.asks()}
    placed: dict[str, Placed] = {}
    for section in version.sections:
        shared = [item.id for item in section.asks() if sections.get(item.id) == section.id]
        places = {item_id: place for place, item_id in enumerate(shared)}
        placed |= {item.id: Placed(item, section, places.get(item.id)) for item in section.asks()}
    return placed


def _revision(
    item_id: str, before: Placed | None, after: Placed | None, earlier: Questionnaire, later: Questionnaire
) -> ItemRevision:
    if before is None or after is None:
        only = Change.ONLY_LATER if before is None else Change.ONLY_EARLIER
        return ItemRevision(item_id, before, after, frozenset({only}))
    old, new = before.item, after.item
    conditions = (old.when, before.section.when), (new.when, after.section.when)
    options = _option_revision(old, new)
    changed = {
        Change.TYPE: old.type != new.type,
        Change.TEXT: not is_same_text(old.text, new.text),
        Change.HELP: not is_same_text(old.help, new.help),
        Change.REQUIRED: old.required != new.required,
        Change.BOUNDS: old.asked_within != new.asked_within,
        Change.FORM: _form_changed(old, new, earlier.form, later.form),
        **_scale_changes(old, new, earlier, later),
        Change.SECTION: before.section.id != after.section.id,
        Change.LEAD_IN: not is_same_text(before.section.lead_in, after.section.lead_in),
        Change.ORDER: before.place != after.place,
        Change.ROUTING: conditions[0] != conditions[1],
        Change.OPTIONS: options != OptionRevision(),
        Change.OPTION_ORDER: _order_changed(old, new),
        Change.EXCLUSIVE: _exclusive_changed(old, new),
        Change.PICTURE: _picture(old) != _picture(new),
    }
    return ItemRevision(item_id, before, after, frozenset(key for key, differs in changed.items() if differs), options)


def _form_changed(old: AnyItem, new: AnyItem, before: str, after: str) -> bool:
    """Grids and smileys are for statements; one at a time every question stands without those around it."""
    both_statements = isinstance(old, LikertStatement) and isinstance(new, LikertStatement)
    return before != after and (both_statements or ONE in (before, after))


def _picture(item: AnyItem) -> tuple[str, str | None] | None:
    """What is in it and what is said of it; whatever its file is called."""
    return None if item.image is None else (item.image.content, fold(item.image.alt))


def _scale_changes(before: AnyItem, after: AnyItem, earlier: Questionnaire, later: Questionnaire) -> dict[Change, bool]:
    """N.v.t. that came or went is a change of its own; another label for it is one of the scale."""
    if not isinstance(before, LikertStatement) or not isinstance(after, LikertStatement):
        return {}
    old, new = earlier.response_scale_of(before), later.response_scale_of(after)
    offered = (old.not_applicable is not None, new.not_applicable is not None)
    relabelled = all(offered) and not is_same_text(old.not_applicable, new.not_applicable)
    return {
        Change.RESPONSE_SCALE: relabelled or not _are_same_points(old.points, new.points),
        Change.NOT_APPLICABLE: offered[0] != offered[1],
    }


def _are_same_points(old: Sequence[Point], new: Sequence[Point]) -> bool:
    return old == new or [(fold(point.label), point.score) for point in old] == [
        (fold(point.label), point.score) for point in new
    ]


def _option_revision(before: AnyItem, after: AnyItem) -> OptionRevision:
    old = {option.id: option for option in options_of(before)}
    new = {option.id: option for option in options_of(after)}
    pairs = [(old[option_id], new[option_id]) for option_id in new if option_id in old]
    return OptionRevision(
        added=tuple(option for option_id, option in new.items() if option_id not in old),
        removed=tuple(option for option_id, option in old.items() if option_id not in new),
        relabelled=tuple(
            (was, now) for was, now in pairs if not is_same_text(was.label, now.label) or was.other != now.other
        ),
    )


def _order_changed(before: AnyItem, after: AnyItem) -> bool:
    """Whether the options that both versions offer stand in another order."""
    old, new = [option.id for option in options_of(before)], [option.id for option in options_of(after)]
    return [option for option in old if option in new] != [option for option in new if option in old]


def _exclusive_changed(before: AnyItem, after: AnyItem) -> bool:
    """Whether an option that both versions offer went with others in one of them only."""
    old = {option.id: option.exclusive for option in options_of(before)}
    return any(old.get(option.id, option.exclusive) != option.exclusive for option in options_of(after))
