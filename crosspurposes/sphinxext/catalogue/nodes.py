"""What stands in a document until a page is written, and the parts of a printed table that HTML needs to tell apart."""

from __future__ import annotations

from docutils import nodes


class region(nodes.container):
    """Where a wide table scrolls; attribute ``label``."""


class data_table(nodes.table):
    """A whole table. Sphinx numbers only plain tables, and this one is not a numbered exhibit."""


class data_cell(nodes.entry):
    """A cell: ``scope`` if it heads its row or column, ``label`` of its column, ``number`` if it is one."""


class catalogue_list(nodes.General, nodes.Element):
    """The place of the list of all tables; attribute ``docname``."""


class table_links(nodes.General, nodes.Inline, nodes.Element):
    """The place of the links to a table's files and to the catalogue; attribute ``table``."""


class table_address(nodes.General, nodes.Inline, nodes.Element):
    """The place of a table's own address; attribute ``table``."""


class table_uses(nodes.General, nodes.Element):
    """The place of the list of what uses a table; attribute ``table``."""


class row_uses(nodes.General, nodes.Element):
    """The place, in a cell, of the links to what uses a row; attributes ``table`` and ``row``."""


PLACES = (catalogue_list, table_links, table_address, table_uses, row_uses)
