"""What a page shows of itself where somebody posts its address: title, description and one picture for all pages."""

import re
from html import escape
from pathlib import Path
from shutil import copyfile

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

#: Where the picture lies in the built book.
PLACE = "_static/card.png"
_DESCRIPTION = re.compile(r'<meta (?=[^>]*\bname="description")[^>]*\bcontent="(?P<said>[^"]*)"')
_MARKUP = re.compile(r"<[^>]+>")


def add(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: object) -> None:
    """Give the page its Open Graph tags; its address, and a whole one of the picture, if ``html_baseurl`` is set."""
    if "title" not in context:
        return  # the search, which nobody posts
    base = f"{app.config.html_baseurl.rstrip('/')}/" if app.config.html_baseurl else ""
    described = _DESCRIPTION.search(context.get("metatags", ""))
    said = {
        "og:type": "article",
        "og:site_name": escape(app.config.html_title or app.config.project),
        "og:title": _MARKUP.sub("", context.get("title", "")),
        "og:description": described["said"] if described else "",
        "og:url": f"{base}{app.builder.get_target_uri(pagename)}" if base else "",
    }
    if app.config.page_card:
        said |= {
            "og:image": f"{base}{PLACE}" if base else context["pathto"](PLACE, resource=True),
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": escape(app.config.page_card_alt),
        }
        context["metatags"] = context.get("metatags", "") + '\n<meta name="twitter:card" content="summary_large_image">'
    tags = "".join(f'\n<meta property="{name}" content="{value}">' for name, value in said.items() if value)
    context["metatags"] = context.get("metatags", "") + tags


def copy(app: Sphinx, exception: Exception | None) -> None:
    """Put the picture into the built book."""
    if exception or app.builder.format != "html" or not app.config.page_card:
        return
    picture = Path(app.srcdir) / app.config.page_card
    if not picture.is_file():
        raise ExtensionError(f"page_card: there is no {app.config.page_card}; draw it, or leave the setting empty")
    copyfile(picture, Path(app.outdir) / PLACE)
