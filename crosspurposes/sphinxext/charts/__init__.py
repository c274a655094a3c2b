"""Charts that are in the page before any script runs, and come alive when a reader reaches for them.

A notebook's cell returns an object with the MIME type `MIME`: its figures (Plotly's JSON, one for a
page and one for a phone), its words and its rows. The page gets the kept pictures as inline SVG, the
table, the words and a citation; Plotly and the figure are files of the book that load on first reach.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from crosspurposes.sphinxext.charts import assets, html
from crosspurposes.sphinxext.charts.nodes import chart

__version__ = "1.0.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the extension: three settings, one node, the pictures before writing and the files after it."""
    app.add_config_value("charts_pictures", "pictures", "env", types=[str])
    app.add_config_value("charts_data", "data", "html", types=[str])
    app.add_config_value("charts_address", "", "html", types=[str])
    app.add_node(
        chart,
        html=(html.visit, html.depart),
        latex=(html.visit_words, html.depart),
        text=(html.visit_words, html.depart),
        man=(html.visit_words, html.depart),
        texinfo=(html.visit_words, html.depart),
    )
    app.connect("env-updated", assets.draw_stale)  # after all notebooks have run, before any page is written
    app.connect("html-page-context", assets.add_to_page)
    app.connect("build-finished", assets.write)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
