"""What is decided when a page is written: links between pages, links to files, and the plain form for other builders."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from .domain import TimelineDomain
from .nodes import downloads, event, event_filter, home_link, jumps


class Resolve(SphinxPostTransform):
    """Fills what depends on other pages and on the builder."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace the placeholders of the page; where there is no script and no file, drop what needs them."""
        builder = self.app.builder
        pages = builder.format == "html" and builder.name != "epub"
        domain = self.env.get_domain(TimelineDomain.name)
        for node in list(self.document.findall(home_link)):
            found = domain.find(node["event_id"])
            if found is None:
                node.parent.remove(node)  # the book shows the table nowhere whole
                continue
            link = make_refnode(builder, self.env.docname, found[0].docname, node["event_id"], list(node.children))
            node.replace_self([nodes.Text(" · "), link])
        for node in list(self.document.findall(downloads)):
            node.replace_self(self.files(node) if pages else [])
        if pages:
            return
        for kind in (event_filter, jumps):
            for node in list(self.document.findall(kind)):
                node.parent.remove(node)
        if builder.format != "html":
            for node in list(self.document.findall(event)):
                if node["ids"]:
                    node[0].insert(0, nodes.target(ids=node["ids"]))  # which every writer prints
                    node["ids"] = []

    def files(self, place: downloads) -> nodes.paragraph:
        """Where the table is as a file."""
        page = self.app.builder.get_target_uri(place["docname"])
        folder = self.config.timeline_data
        links = [
            nodes.reference("", name, refuri=relative_uri(page, f"{folder}/{name}"), internal=True)
            for name in place["files"]
        ]
        parts = [part for link in links for part in (nodes.Text(" · "), link)]
        return nodes.paragraph("", "", nodes.Text("As files: "), *parts[1:], classes=["timeline-files"])
