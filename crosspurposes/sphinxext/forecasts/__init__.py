"""A Sphinx extension that lets readers set their own probabilities on settled questions and scores them in the page.

Directive: ``forecasts``, with the name of a table that has the columns of `table.COLUMNS` and is read with its
descriptor (see `crosspurposes.data`). An empty outcome stands for a question that cannot be settled: it is not asked.
Without scripts, on paper and in other builders the questions have blanks, and the outcomes follow, complete.
Settings: ``forecasts_data`` (folder of the tables), ``forecasts_link_role`` (domain and role, such as ``std:ref``, by
which a row's id leads to what the book says of it; empty for no link), ``forecasts_cite_role`` (the role by which the
book cites its sources) and ``forecasts_confidence`` (words for those letters of confidence that a reader must be told
of).
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from . import directive, html, transforms

__version__ = "1.0"


def check_link_role(app: Sphinx, config: Config) -> None:
    """Stop the build if links are to be made by the role of a domain that there is not."""
    if name := config.forecasts_link_role:
        domain, colon, role = name.partition(":")
        if not (colon and role and app.registry.has_domain(domain)):
            known = ", ".join(sorted(app.registry.domains))
            raise ConfigError(
                f"forecasts_link_role: {name!r} names no domain and role, such as std:ref; there are the domains {known}"
            )


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("forecasts_data", "data", "env", [str])
    app.add_config_value("forecasts_link_role", "", "env", [str])
    app.add_config_value("forecasts_cite_role", "cite:label", "env", [str])
    app.add_config_value("forecasts_confidence", {"B": "not independently confirmed"}, "env", [dict])
    app.add_directive("forecasts", directive.ForecastsDirective)
    app.add_post_transform(transforms.Plain)
    html.add_nodes(app)
    app.connect("config-inited", check_link_role)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
