"""What is decided when a page is written: the plain form, for books of pages in which no script runs."""

from __future__ import annotations

from typing import Any

from sphinx.transforms.post_transforms import SphinxPostTransform

from .nodes import OURS


class Plain(SphinxPostTransform):
    """Plain lists in an EPUB: its pages are HTML, but have no use for a form."""

    default_priority = 20

    def run(self, **kwargs: Any) -> None:
        """Put the docutils node that each node of ours is a kind of in its place; other writers do so by themselves."""
        if self.app.builder.name != "epub":
            return
        for node in list(self.document.findall(lambda node: isinstance(node, OURS))):
            plain = type(node).__base__("", **node.attributes)
            plain.extend(node.children)
            node.replace_self(plain)
