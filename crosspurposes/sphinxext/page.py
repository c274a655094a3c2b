"""The page around the text: Jupyter Book's defaults fitted to the Furo theme, and nothing loaded that no page uses.

Jupyter Book sets options of its own theme and loads, on every page, the scripts and styles of all its
extensions. Here those options go, and of the assets only those stay that the page at hand needs. Every page
also depends on the code and the data behind its cells, so that a change of either rebuilds it.
"""

from html import escape
from pathlib import Path

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0"

#: Assets that Jupyter Book's extensions add to every page, and that no page of ours uses.
UNUSED = {
    "clipboard.min.js", "copybutton.js", "copybutton.css", "copybutton_funcs.js",
    "togglebutton.js", "togglebutton.css", "design-tabs.js", "sphinx-thebe.js", "sphinx-thebe.css",
    "furo-extensions.css", "furo-extensions.js", "sphinx-book-theme.js",
}  # fmt: skip
#: Assets that only the search page needs.
SEARCH = {"documentation_options.js", "doctools.js", "sphinx_highlight.js"}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the handlers; `page_depends` lists glob patterns of files that every page depends on."""
    app.add_config_value("page_depends", [], "env", types=[list])
    app.connect("config-inited", drop_options_of_another_theme)
    app.connect("doctree-read", depend_on_code_and_data)
    app.connect("html-page-context", drop_unused_assets, priority=900)  # after every extension has added its own
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden_cell, depart_hidden_cell))
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def drop_options_of_another_theme(app: Sphinx, config: Config) -> None:
    """Keep only options that Furo knows; it needs no edit and view buttons by default."""
    known = {"light_css_variables", "dark_css_variables", "top_of_page_buttons", "footer_icons", "sidebar_hide_name"}
    config.html_theme_options = {name: value for name, value in config.html_theme_options.items() if name in known}
    config.html_theme_options.setdefault("top_of_page_buttons", [])


def depend_on_code_and_data(app: Sphinx, doctree: nodes.document) -> None:
    """Make the page depend on every file that `page_depends` names."""
    for pattern in app.config.page_depends:
        for path in Path(app.srcdir).glob(pattern):
            app.env.note_dependency(str(path.relative_to(app.srcdir)))


def drop_unused_assets(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: object) -> None:
    """Leave out the assets that this page does not use, and scripts that another theme wrote into the page."""
    unused = UNUSED if pagename == "search" else UNUSED | SEARCH
    if not _has_code(doctree):
        unused = unused | {"pygments.css", "mystnb.css"}

    def used(asset: object) -> bool:
        name = str(getattr(asset, "filename", asset) or "").partition("?")[0].rsplit("/", 1)[-1]
        if name.startswith("mystnb."):
            name = "mystnb.css"  # its name carries a hash
        return bool(name) and name not in unused and not name.startswith(("design-style", "sphinx-design"))

    for kind in ("css_files", "script_files"):
        context[kind] = [asset for asset in context[kind] if used(asset)]


def _has_code(doctree: object) -> bool:
    return isinstance(doctree, nodes.document) and any(doctree.findall(nodes.literal_block))


def visit_hidden_cell(self, node: HideCodeCellNode) -> None:
    """Open a cell that is there but folded; its name is what it shows, for eyes and ears alike."""
    self.body.append(
        f'<details class="hide {" ".join(node["classes"])}"><summary>{escape(node["prompt_show"])}</summary>\n'
    )


def depart_hidden_cell(self, node: HideCodeCellNode) -> None:
    """Close it."""
    self.body.append("</details>\n")
