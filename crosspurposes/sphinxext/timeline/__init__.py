"""A Sphinx extension that shows a table of dated events as a list that can be filtered, cited and put in a calendar.

Directive: ``timeline``, with the name of a table; the whole table or, with ``:category:``, ``:from:`` and ``:to:``, a
part of it. Role: ``event``, with an event's id. A table has the columns of `events.COLUMNS` and is read with its
descriptor (see `crosspurposes.data`).
Settings: ``timeline_data`` (folder of the tables), ``timeline_categories`` (words for the keys of categories),
``timeline_confidence`` (words for those letters of confidence that a reader must be told of), ``timeline_marks``
(days to mark in the list, with their words), ``timeline_edition`` (ISO date of the calendar files) and
``timeline_cite_role`` (the role by which the book cites its sources). ``html_baseurl`` gives calendars their links.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from . import directives, html, ics, transforms
from .dates import first_day, precision
from .domain import EventRole, TimelineDomain

__version__ = "1.0"


def check_dates(app: Sphinx, config: Config) -> None:
    """Stop the build if a date in the settings is none."""
    for day in config.timeline_marks:
        check_date("timeline_marks", str(day))
    if config.timeline_edition:
        check_date("timeline_edition", config.timeline_edition)
        if precision(config.timeline_edition) != "day":
            raise ConfigError(
                f"timeline_edition: {config.timeline_edition!r} names no day; give one, such as 2026-05-31"
            )


def check_date(setting: str, iso: str) -> None:
    """Stop the build if the setting's date is none."""
    try:
        first_day(iso)
    except ValueError as error:
        raise ConfigError(f"{setting}: {error}; correct the date") from None


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("timeline_data", "data", "env", [str])
    app.add_config_value("timeline_categories", {}, "env", [dict])
    app.add_config_value("timeline_confidence", {"B": "not independently confirmed"}, "env", [dict])
    app.add_config_value("timeline_marks", {}, "env", [dict])
    app.add_config_value("timeline_edition", "", "html", [str])
    app.add_config_value("timeline_cite_role", "cite:label", "env", [str])
    app.connect("config-inited", check_dates)
    app.add_domain(TimelineDomain)
    html.add_nodes(app)
    app.add_directive("timeline", directives.TimelineDirective)
    app.add_role("event", EventRole())
    app.connect("env-updated", lambda app, env: list(env.get_domain(TimelineDomain.name).outdated()))
    app.add_post_transform(transforms.Resolve)
    app.connect("build-finished", ics.write_files)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
