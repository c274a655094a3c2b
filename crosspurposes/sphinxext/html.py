"""What the extensions share in HTML: elements that open and close, and scripts that go where they are needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

Visitor = Callable[["HTML5Translator", nodes.Element], None]


def opens(tag: str, css: str = "", suffix: str = "\n", **attributes: str) -> Visitor:
    """A visitor that opens an element of this class; `suffix` follows the tag."""

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, tag, suffix, CLASS=css, **attributes))

    return visit


def closes(*parts: str) -> Visitor:
    """A visitor that writes what stands at the end of an element."""

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.extend(parts)

    return depart


def add_script(app: Sphinx, path: Path, wanted: Callable[[nodes.document], bool]) -> None:
    """Load a script, deferred, on those pages whose document wants it; Sphinx copies the folder that it lies in."""

    def copy(app: Sphinx) -> None:
        if app.builder.format == "html":
            app.config.html_static_path.append(str(path.parent))

    def load(app: Sphinx, pagename: str, template: str, context: dict, doctree: nodes.document | None) -> None:
        if doctree is not None and wanted(doctree):
            app.add_js_file(path.name, loading_method="defer")

    app.connect("builder-inited", copy)
    app.connect("html-page-context", load)
