"""A Sphinx extension that makes a page of every table of a Frictionless Data Package, with an address for every row.

The CSV files are documents of the book: a file that the descriptor names is read as a page and found by search. Its
page lies beside it: ``data/ferries.csv`` has ``data/ferries.html``, and a row the address ``#`` and its key.
Directive: ``catalogue`` (a list of all tables). A link of the scheme ``row:`` leads to a row, as in
``[14](row:ferries#2019)``; the page of the table leads back.
Settings: ``catalogue_descriptor`` (path of the descriptor), ``catalogue_load`` (how a reader loads a table: code with
``{name}`` in it, by which cells that use a table are known too), and the names of three columns:
``catalogue_sources`` (keys of the bibliography, parted by semicolons), ``catalogue_confidence`` (how sure a row is)
and ``catalogue_note`` (remarks; an empty cell is no unknown there).
Charts: any node with a dictionary ``record`` whose ``data`` names tables counts as using them.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import directive, html, source, transforms, uses
from .domain import CatalogueDomain
from .table import SUFFIX

__version__ = "1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("catalogue_descriptor", "datapackage.json", "env", [str])
    app.add_config_value("catalogue_load", "", "env", [str])
    app.add_config_value("catalogue_sources", "sources", "env", [str])
    app.add_config_value("catalogue_confidence", "confidence", "env", [str])
    app.add_config_value("catalogue_note", "note", "env", [str])
    app.add_domain(CatalogueDomain)
    app.add_source_suffix(SUFFIX, "table")
    app.add_source_parser(source.TableParser)
    app.add_directive("catalogue", directive.CatalogueDirective)
    app.add_post_transform(transforms.Resolve)
    html.add_nodes(app)
    # in the order in which Sphinx comes to them; 950: after a table of contents has excluded what it does not name
    app.connect("config-inited", source.admit, priority=950)
    app.connect("doctree-read", uses.collect)
    app.connect("env-updated", lambda app, env: list(env.get_domain(CatalogueDomain.name).outdated()))
    app.connect("html-page-context", html.describe)
    app.connect("build-finished", html.copy_files)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
