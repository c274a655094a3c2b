"""The page around the text: Jupyter Book's defaults fitted to the Furo theme, and nothing loaded that no page uses.

Jupyter Book sets options of its own theme and loads, on every page, the scripts and styles of all its
extensions. Here those options go, and of the assets only those stay that the page at hand needs. The first view
draws what stands under the first heading, and the rest follows (``templates/settle.js``). Every page
also depends on the code and the data behind its cells, so that a change of either rebuilds it.
"""

from html import escape
from pathlib import Path

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from crosspurposes.sphinxext.page import assets, card, policy

__version__ = "1.0.0"

#: Assets that Jupyter Book's extensions add to every page, and that no page of ours uses.
UNUSED = {
    "clipboard.min.js", "copybutton.js", "copybutton.css", "copybutton_funcs.js",
    "togglebutton.js", "togglebutton.css", "design-tabs.js", "sphinx-thebe.js", "sphinx-thebe.css",
    "furo-extensions.css", "furo-extensions.js", "sphinx-book-theme.js",
    "furo.js",  # its script follows the scrolling through a table of contents that our pages do not show
}  # fmt: skip
#: Assets that only the search page needs.
SEARCH = {"documentation_options.js", "doctools.js", "sphinx_highlight.js"}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the handlers.

    `page_depends` lists glob patterns of files that every page depends on; `page_footer` is the last line of a page;
    `page_card` is the picture, 1200 by 630 pixels, that goes with the address of a page, and `page_card_alt` its text.
    """
    app.add_config_value("page_depends", [], "env", types=[list])
    app.add_config_value("page_footer", "", "html", types=[str])
    app.add_config_value("page_card", "", "html", types=[str])
    app.add_config_value("page_card_alt", "", "html", types=[str])
    app.connect("config-inited", use_own_template)
    app.add_js_file("page.js", loading_method="defer")
    app.connect("config-inited", drop_options_of_another_theme)
    app.connect("doctree-read", depend_on_code_and_data)
    app.connect("doctree-resolved", drop_launcher, priority=900)  # after sphinx-thebe has put it in
    app.connect("html-page-context", drop_unused_assets, priority=900)  # after every extension has added its own
    app.connect("html-page-context", card.add)
    app.connect("build-finished", card.copy)
    app.connect("build-finished", assets.sweep, priority=850)
    app.connect("build-finished", policy.write, priority=900)  # after every extension has written its files
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden_cell, depart_hidden_cell))
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def drop_options_of_another_theme(app: Sphinx, config: Config) -> None:
    """Keep only options that Furo knows; it needs no edit and view buttons by default."""
    known = {"light_css_variables", "dark_css_variables", "top_of_page_buttons", "footer_icons", "sidebar_hide_name"}
    config.html_theme_options = {name: value for name, value in config.html_theme_options.items() if name in known}
    config.html_theme_options.setdefault("top_of_page_buttons", [])


def use_own_template(app: Sphinx, config: Config) -> None:
    """Put our page around Furo's, with its script."""
    here = Path(__file__).parent
    config.templates_path.append(str(here / "templates"))
    config.html_static_path.append(str(here / "static"))


def depend_on_code_and_data(app: Sphinx, doctree: nodes.document) -> None:
    """Make the page depend on every file that `page_depends` names."""
    for pattern in app.config.page_depends:
        found = list(Path(app.srcdir).glob(pattern))
        # a folder's own time changes with a file that comes or goes
        for path in {*found, *(path.parent for path in found)}:
            app.env.note_dependency(str(path.relative_to(app.srcdir)))


def drop_launcher(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take out the settings of a code launcher that no page of ours offers, which sphinx-thebe writes into every page."""
    for raw in list(doctree.findall(nodes.raw)):
        if "thebe" in raw.astext() or "kernelName" in raw.astext():
            raw.parent.remove(raw)


def drop_unused_assets(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: object) -> None:
    """Leave out the assets that this page does not use, and scripts that another theme wrote into the page."""
    context["page_footer"] = app.config.page_footer
    if "furo_navigation_tree" in context:
        # A heading without a level is none: the captions of the parts are plain text in the navigation.
        context["furo_navigation_tree"] = context["furo_navigation_tree"].replace(' role="heading"', "")
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
