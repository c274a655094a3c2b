"""What lies beside the pages: of the files of theme and extensions, only those that a page needs."""

from pathlib import Path

from sphinx.application import Sphinx

#: Files that can name others.
NAMING = {".css", ".js", ".svg"}


def unnamed(outdir: Path) -> set[Path]:
    """The files in ``_static`` that no page names, nor any file that a page names.

    A name counts wherever it stands, so that a file which a script loads later is kept.
    """
    left = {path for path in (outdir / "_static").rglob("*") if path.is_file()}
    texts = [path.read_text(encoding="utf-8") for path in outdir.rglob("*.html")]
    while texts:
        named = {path for path in left if any(path.name in text for text in texts)}
        left -= named
        texts = [path.read_text(encoding="utf-8") for path in named if path.suffix in NAMING]
    return left


def sweep(app: Sphinx, exception: Exception | None) -> None:
    """Take out what no page needs; Sphinx copies all of it again at the next build."""
    if exception or app.builder.format != "html":
        return
    for path in unnamed(Path(app.outdir)):
        path.unlink()
