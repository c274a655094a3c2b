"""A Sphinx extension that shows the meaning of a term beside the word, and leads from the word to the glossary.

Setting: ``terms_page``, the name of the page that is the glossary. Each of its second-level sections is a term; the
meaning is the beginning of the section's first paragraph (see `meaning`).
Role: ``gloss``, with the term's title, the abbreviation in its title, or its id, in any case: ``{gloss}`escalator` ``,
or with words of their own, ``{gloss}`the rule that raises it <escalator>` ``.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import html
from .domain import GlossRole, TermsDomain, collect

__version__ = "1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("terms_page", "", "env", [str])
    app.add_domain(TermsDomain)
    html.add_nodes(app)
    app.add_role("gloss", GlossRole())
    app.connect("doctree-read", collect)
    app.connect("env-updated", lambda app, env: list(env.get_domain(TermsDomain.name).outdated()))
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
