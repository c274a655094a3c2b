"""A Sphinx extension to annotate an article that may be quoted only in short phrases.

Directives: ``passage`` (a paragraph in our words), ``annotation`` (a note on a lemma), ``ledger`` (a table of
notes) and ``paragraphs`` (the article as a strip). Roles: ``lemma`` and ``note``, with a note's id.
Settings: ``annotations_article`` (JSON: title, publisher, date, language, url, url_verified, and for each paragraph
its number and the fingerprints of its blocks, see `anchor.fingerprint`), ``annotations_anchors`` (what
``check-article`` records) and ``annotations_base_url`` (public address of the book, for the exports).
Sources are cited by any role that leaves a ``pending_xref`` of the domain ``cite``, as sphinxcontrib-bibtex does.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import directives, html, transforms
from .domain import AnnotationRole, AnnotationsDomain
from .export import write_exports

__version__ = "1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("annotations_article", "article.json", "env", [str])
    app.add_config_value("annotations_anchors", "", "html", [str])
    app.add_config_value("annotations_quotation", "", "env", [str])
    app.add_config_value("annotations_verdicts", "", "env", [str])
    app.add_config_value("annotations_corrections", "", "env", [str])
    app.add_config_value("annotations_base_url", "", "html", [str])
    app.add_domain(AnnotationsDomain)
    html.add_nodes(app)
    app.add_directive("passage", directives.PassageDirective)
    app.add_directive("annotation", directives.AnnotationDirective)
    app.add_directive("ledger", directives.LedgerDirective)
    app.add_directive("paragraphs", directives.ParagraphsDirective)
    app.add_directive("quotation", directives.QuotationDirective)
    app.add_directive("corrections", directives.CorrectionsDirective)
    app.add_role("lemma", AnnotationRole())
    app.add_role("note", AnnotationRole())
    # in the order in which Sphinx comes to them: pages read, pages written, build finished
    app.connect("env-updated", lambda app, env: list(env.get_domain(AnnotationsDomain.name).outdated()))
    app.add_post_transform(transforms.Resolve)
    app.add_post_transform(transforms.Plain)
    app.connect("build-finished", write_exports)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
