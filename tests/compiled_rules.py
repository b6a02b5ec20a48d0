"""Addresses that were compiled for one application of this session are not compiled again for the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

_compile = Rule._compile_builder
_kept: dict[object, Builder] = {}


def compile_once(rule: Rule, append_unknown: bool = True) -> Builder:
    """What builds addresses of this rule, and of every equal one: it takes the rule itself as its first argument."""
    made_of: tuple[Any, ...] = (rule.rule, rule.subdomain, repr(rule.defaults), repr(rule._trace), append_unknown)
    if made_of not in _kept:
        _kept[made_of] = _compile(rule, append_unknown)
    return _kept[made_of]
