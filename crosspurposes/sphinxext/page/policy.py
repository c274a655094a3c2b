"""The Content-Security-Policy of a page: scripts of the book's own, inline ones by their hash, and no other host."""

import base64
import hashlib
import re
from pathlib import Path

from sphinx.application import Sphinx

#: Styles may stand in the page (pictures carry them), and images in the text of a stylesheet; nothing comes from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
_CHARSET = re.compile(r"<meta charset=[^>]*>")
_OURS = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)


def policy(page: str) -> str:
    """The policy that lets exactly this page's inline scripts run."""
    inline = [
        script["body"]
        for script in _SCRIPT.finditer(page)
        if "src=" not in script["attributes"] and "json" not in script["attributes"] and script["body"].strip()
    ]
    hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in dict.fromkeys(inline)]
    return POLICY.format(hashes="".join(f" 'sha256-{digest}'" for digest in hashes))


def with_policy(page: str) -> str:
    """The page with its policy, right after the character set, so that it holds for everything below."""
    page = _OURS.sub("", page)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
    return _CHARSET.sub(lambda charset: charset[0] + meta, page, count=1)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Put its policy into every page, once all of them are whole."""
    if exception or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if (guarded := with_policy(page)) != page:
            path.write_text(guarded, encoding="utf-8")
