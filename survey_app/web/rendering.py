"""How templates find what all of them may use."""

from collections.abc import MutableMapping

from flask.templating import Environment


class Templates(Environment):
    """Flask's templates, each with what all may use in one dictionary.

    Jinja compares the names in it whenever a template imports a macro, which takes a fifth of rendering a page when it
    is Jinja's own chain of dictionaries. So nothing can be added once a template was loaded.
    """

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """What all templates may use, and this one besides."""
        return {**self.globals, **(d or {})}
