"""A table as a schema.org Dataset, for search engines and for those who collect descriptions of data."""

from __future__ import annotations

import json
from typing import Any

from sphinx.application import Sphinx

from .domain import CatalogueDomain
from .table import Table


def address(app: Sphinx, table: Table) -> str:
    """The address of the table's page: whole if ``html_baseurl`` is set, else as seen from the book's root."""
    page = app.builder.get_target_uri(table.docname) if app.builder.format == "html" else table.docname
    return absolute(app, page)


def absolute(app: Sphinx, path: str) -> str:
    """A path in the book as an address."""
    base = app.config.html_baseurl
    return f"{base.rstrip('/')}/{path}" if base else path


def dataset(app: Sphinx, table: Table) -> dict[str, Any]:
    """The table as a Dataset; what its descriptor does not say is left out.

    Without a public address of the book the file is named as seen from the page of the table.
    """
    package = app.env.get_domain(CatalogueDomain.name).package
    file = absolute(app, table.path) if app.config.html_baseurl else table.path.rpartition("/")[2]
    if package.authors:
        creator: Any = [{"@type": "Person", "name": name} for name in package.authors]
    else:
        creator = {"@type": "Organization", "name": app.config.author}
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": table.title,
        "alternateName": table.name,
        "description": table.description,
        "url": address(app, table) if app.config.html_baseurl else None,
        "license": [licence["path"] for licence in table.licences if licence.get("path")],
        "creator": creator,
        "version": app.config.release,
        "inLanguage": app.config.language,
        "isAccessibleForFree": True,
        "temporalCoverage": table.period,
        "variableMeasured": [variable(column) for column in table.columns],
        "distribution": {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file},
        "isBasedOn": [work(source) for source in table.sources],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": package.title},
    }
    return {name: value for name, value in described.items() if value not in (None, "", [])}


def variable(column: Any) -> dict[str, str]:
    """A column as a PropertyValue."""
    said = {"name": column.name, "alternateName": column.title, "description": column.description}
    return {"@type": "PropertyValue", **{k: v for k, v in {**said, "unitText": column.unit}.items() if v}}


def work(source: dict[str, str]) -> dict[str, str]:
    """A source as a CreativeWork."""
    said = {"name": source.get("title"), "url": source.get("path")}
    return {"@type": "CreativeWork", **{name: value for name, value in said.items() if value}}


def script(described: dict[str, Any]) -> str:
    """The description as a script element, in which no text can end the element or begin another."""
    text = json.dumps(described, ensure_ascii=False, sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>'
