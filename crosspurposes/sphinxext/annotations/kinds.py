"""The kinds of note, the verdicts that each may carry, and what each must say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

LEMMA_WORDS = range(2, 13)
"""Allowed length of a lemma: shorter cannot be found again, longer copies too much."""


@dataclass(frozen=True)
class Kind:
    """One kind of note: its scale of verdicts, its fields, and its motivation as a Web Annotation."""

    name: str
    motivation: str
    scale: tuple[str, ...] = ()
    required: tuple[str, ...] = ("sources",)
    optional: tuple[str, ...] = ()
    lead: str = "The claim:"
    """What stands before the claim in our words; a term or a context is explained and claims nothing."""


CHECKED = ("then", "now", "counter", "sources")
CLOCKS = ("then", "now")

KINDS = {
    kind.name: kind
    for kind in (
        Kind("fact", "assessing", ("accurate", "imprecise", "contested", "unverifiable", "wrong"), CHECKED),
        Kind("cause", "assessing", ("supported", "plausible", "weak", "untestable"), CHECKED),
        Kind("forecast", "assessing", ("borne out", "partly", "not borne out", "untestable"), CHECKED),
        Kind("judgement", "commenting", required=("for", "against", "sources"), optional=CLOCKS),
        Kind("context", "commenting", optional=CLOCKS, lead="In short:"),
        Kind("term", "identifying", optional=CLOCKS, lead="In short:"),
    )
}


def lead(kind: str) -> str:
    """What stands before the claim of a note; a kind that does not exist has been warned of."""
    return KINDS[kind].lead if kind in KINDS else Kind.lead


def faults(
    *, id: str, lemma: str, kind: str, verdict: str, claim: str, text: bool, fields: Collection[str], cites: bool
) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with one note, as pairs of a warning's subtype and its message with the remedy.

    Parameters
    ----------
    id, lemma, kind, verdict, claim
        As the author wrote them; empty where nothing was written.
    text
        Whether the note says anything beside its fields.
    fields
        Names of the fields, in the author's order; a name may stand twice.
    cites
        Whether the field ``sources`` holds a citation.
    """
    if not id:
        yield "id", "the note has no id: add a line such as ':id: p5-short-name'"
    elif not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id):
        yield "id", f"the id {id!r} is not in kebab-case: use lower-case letters, digits and single hyphens"
    if (words := len(lemma.split())) not in LEMMA_WORDS:
        yield "lemma", f"the lemma has {words} word{'s' * (words != 1)}: quote 2 to 12 words of the article"
    if not claim:
        yield "claim", "the note has no claim: add ':claim:' with what the article says here, in your own words"
    if not text:
        yield "text", "the note says nothing: write at least one paragraph between the options and the fields"
    if kind not in KINDS:
        yield "kind", f"{f'unknown kind {kind!r}' if kind else 'the note has no kind'}: use one of {', '.join(KINDS)}"
        return
    yield from _verdict_faults(KINDS[kind], verdict)
    yield from _field_faults(KINDS[kind], fields, cites)


def _verdict_faults(kind: Kind, verdict: str) -> Iterator[tuple[str, str]]:
    scale = ", ".join(kind.scale)
    if kind.scale and not verdict:
        yield "verdict", f"a note of kind {kind.name} needs a verdict: add ':verdict:' with one of {scale}"
    elif kind.scale and verdict not in kind.scale:
        yield "verdict", f"{verdict!r} is no verdict for a note of kind {kind.name}: use one of {scale}"
    elif verdict and not kind.scale:
        yield "verdict", f"a note of kind {kind.name} takes no verdict: remove ':verdict: {verdict}'"


def _field_faults(kind: Kind, fields: Collection[str], cites: bool) -> Iterator[tuple[str, str]]:
    allowed = kind.required + kind.optional
    for name in dict.fromkeys(fields):
        if name not in allowed:
            yield "field", f"a note of kind {kind.name} has no field {name!r}: use {', '.join(allowed)}"
        elif list(fields).count(name) > 1:
            yield "field", f"the field {name!r} stands twice: join the two"
    for name in kind.required:
        if name not in fields:
            yield (
                "missing",
                f"a note of kind {kind.name} needs the field {name!r}: add a line ':{name}: …' after its text",
            )
    if "sources" in fields and not cites:
        yield "sources", "the sources name no work: cite at least one, as in ':sources: {cite:p}`key`, page 3'"
