"""What the directive leaves in a document.

Each node is a kind of docutils node that every builder can print, so that only HTML needs visitors of its own:
Sphinx falls back to the visitor of the base class.
"""

from __future__ import annotations

from docutils import nodes


class event_list(nodes.bullet_list):
    """Events in the order of their dates."""


class event(nodes.list_item):
    """An event. Attributes: ``event_id``, and ``data``, which names what a script may filter by."""


class mark(nodes.list_item):
    """A day between the events that is none of them, such as that of the text under study."""


class when(nodes.inline):
    """A date in words; attribute ``datetime``, the same in ISO."""


class category(nodes.inline):
    """A category in words; attribute ``shape``, the number of the sign that goes with it."""


class decade(nodes.section):
    """Ten years of a timeline; attribute ``name``."""


class event_filter(nodes.General, nodes.Element):
    """Where the filter stands. Attributes: ``categories`` (key, label and shape of each), ``years``, ``total``."""


class jumps(nodes.General, nodes.Element):
    """Links to the decades; attribute ``items`` (id and label of each)."""


class downloads(nodes.General, nodes.Element):
    """Where the links to the table's files are printed. Attributes: ``files``, ``docname``."""


class home_link(nodes.inline):
    """Where an event of an excerpt links to the same event in the whole timeline; attribute ``event_id``."""
