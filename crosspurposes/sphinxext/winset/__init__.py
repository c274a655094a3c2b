"""A Sphinx extension that puts a spatial model of veto players into a page, to be moved with pointer or keyboard.

Directive: ``winset``, with the name of a table that has the columns of `table.COLUMNS` and is read with its descriptor
(see `crosspurposes.data`): each row is where one case puts one player, or the status quo. The case ``default`` places
all; every other case moves some. Players, labels, presets and bounds come from the table. Options: ``players``, those
who must agree at first (all if not given), the last named being the newcomer whose effect is told; ``x`` and ``y``, the
two ends of an axis in words, as in "less | more".
The drawing, the read-out and a table of all cases are computed at build time with `crosspurposes.winset`, so they are
there without scripts, on paper and (in words and tables) in other builders; the script takes the drawing over in place.
Setting: ``winset_data`` (folder of the tables). A player's colour is the class ``actor-`` and its name.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import directive, html

__version__ = "1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("winset_data", "data", "env", [str])
    app.add_directive("winset", directive.WinsetDirective)
    html.add_nodes(app)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
