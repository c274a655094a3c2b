"""A domain that keeps by page what it has read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, ClassVar

from sphinx.domains import Domain, ObjType


class PageDomain(Domain):
    """A domain whose records can be forgotten, or taken over from another process, with the page that they stand on.

    `by_page` names those of its data that are kept so; ``digest`` is another, for `has_changed`.
    """

    by_page: ClassVar[tuple[str, ...]]

    # What get_objects yields must have names that differ from their anchors, and anchors that are there: of an object
    # whose name is its anchor, Sphinx's search forgets the anchor and leads to the printed name instead.

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """What a thing is called in a list of search results."""
        return type.lname.capitalize()

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for kind in self.by_page:
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        for docname in docnames:
            for kind in self.by_page:
                if docname in otherdata[kind]:
                    self.data[kind][docname] = otherdata[kind][docname]

    def has_changed(self, state: object) -> bool:
        """Whether this is not what it was when it was last asked, be it in an earlier build."""
        digest = hashlib.sha256(repr(state).encode()).hexdigest()
        before, self.data["digest"] = self.data["digest"], digest
        return digest != before
