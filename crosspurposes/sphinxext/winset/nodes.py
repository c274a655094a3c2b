"""What the directive leaves in a document.

Each node is a kind of docutils node that every builder can print, so that only HTML needs visitors of its own:
Sphinx falls back to the visitor of the base class.
"""

from __future__ import annotations

from docutils import nodes


class winset_model(nodes.container):
    """The model whole: the drawing, its caption, and the tables."""


class winset_drawing(nodes.paragraph):
    """The drawing; its text says in words what is drawn.

    Attributes: ``model`` (`table.Model`), ``players`` (who must agree), ``newcomer``, ``ends`` (two words for each axis) and
    ``read_out``.
    """


class winset_caption(nodes.paragraph):
    """What the drawing shows, and how its positions are known."""


class winset_table(nodes.container):
    """A table under its name; attributes ``name`` and ``kind``. One that is ``folded`` is opened by its name."""


class winset_name(nodes.rubric):
    """The name of a table."""


OURS = (winset_model, winset_drawing, winset_caption, winset_table, winset_name)
