"""What was found in a file, in plain words."""

# ruff: noqa: E501 - tables read better with long lines

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.provenance.inspection import Done, Inspection, Record, State
from studio.ui.widgets.words import marked, words

Rows = list[tuple[str, str]]

SOURCES = {
    "compositeWithTrainedAlgorithmicMedia": marked("Made or changed by AI, from a picture that somebody drew or photographed."),
    "trainedAlgorithmicMedia": marked("Created by AI."),
    "compositeSynthetic": marked("Put together from pictures of which some were generated."),
    "algorithmicMedia": marked("Made by a program, without AI."),
    "algorithmicallyEnhanced": marked("Enhanced by a program."),
    "digitalCreation": marked("Made by a person with digital tools, without generative AI."),
    "digitalArt": marked("Made by a person with digital tools, without generative AI."),
    "humanEdits": marked("Changed by a person, without generative AI."),
    "minorHumanEdits": marked("Changed a little by a person, without generative AI."),
    "composite": marked("Put together from several pictures."),
    "compositeCapture": marked("Put together from several photos."),
    "digitalCapture": marked("Taken with a digital camera."),
    "computationalCapture": marked("Taken with a camera that computes one photo from several shots."),
    "negativeFilm": marked("Scanned from film."),
    "positiveFilm": marked("Scanned from film."),
    "print": marked("Scanned from paper."),
    "screenCapture": marked("A picture of a screen."),
    "virtualRecording": marked("Recorded in a virtual world."),
    "dataDrivenMedia": marked("Drawn from data by a program."),
}  # fmt: skip
"""The terms of the IPTC's vocabulary."""
ACTIONS = {
    "c2pa.created": marked("Begun"),
    "c2pa.opened": marked("Opened"),
    "c2pa.edited": marked("Changed"),
    "c2pa.edited.metadata": marked("Data changed"),
    "c2pa.placed": marked("Another picture put in"),
    "c2pa.cropped": marked("Cropped"),
    "c2pa.resized": marked("Resized"),
    "c2pa.orientation": marked("Turned"),
    "c2pa.filtered": marked("Filtered"),
    "c2pa.color_adjustments": marked("Colours changed"),
    "c2pa.drawing": marked("Drawn upon"),
    "c2pa.converted": marked("Converted"),
    "c2pa.transcoded": marked("Converted"),
    "c2pa.repackaged": marked("Converted"),
    "c2pa.published": marked("Published"),
    "c2pa.removed": marked("Something taken out"),
}
"""What a record says was done."""
PROBLEMS = {
    "assertion.dataHash.mismatch": marked("The file is not, byte by byte, the one that was signed."),
    "assertion.bmffHash.mismatch": marked("The file is not, byte by byte, the one that was signed."),
    "assertion.hashedURI.mismatch": marked("The history was changed after it was signed."),
    "assertion.missing": marked("A part of the history is missing."),
    "claimSignature.mismatch": marked("The signature does not belong to this history."),
    "signingCredential.invalid": marked("The certificate is not one that may sign pictures."),
    "signingCredential.expired": marked("The certificate was not valid any more when it signed."),
    "claimSignature.outsideValidity": marked("The certificate was not valid any more when it signed."),
    "signingCredential.ocsp.revoked": marked("The certificate was revoked."),
}
"""The most usual faults, by the codes of the specification."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Verify", text)


def headline(found: Inspection) -> str:
    """The one sentence to read first."""
    record, claims = found.record, found.claims
    if record is not None and record.state is State.CHANGED:
        return _tr("The picture, or its history, was changed after it was signed; do not rely on what it says.")
    if record is not None and record.state is State.UNREADABLE:
        return _tr("There is a signed history in this file, but it cannot be read.")
    if record is not None and record.state is State.OURS:
        return _tr("Signed by you, with the certificate of this computer or your own, and unchanged since.")
    if record is not None:
        return _tr("Signed, and unchanged since.")
    if claims.source or claims.system:
        return _tr("The file says how the picture was made, but nobody signed that.")
    return _tr("The file does not say how the picture was made.")


def caution(found: Inspection) -> str:
    """What the headline does not prove."""
    record, claims = found.record, found.claims
    if record is not None and record.state is State.INTACT:
        return _tr(
            "The program is not online, so it cannot check whether the signer is who the certificate says; anybody can"
            " make a certificate of their own."
        )
    if record is not None and record.state is State.OURS:
        return _tr("Others see that nothing was changed; who you are they can only check by a certificate they know.")
    if record is not None:
        return _tr("A damaged copy looks like this, too; ask for the original file.")
    if claims.source or claims.system:
        return _tr("Anybody can write or remove such a label.")
    return _tr("That proves nothing: most pictures say nothing, and labels are easily lost on the way.")


def label_rows(found: Inspection) -> Rows:
    """What the label (XMP) says."""
    claims = found.claims
    version = f"{claims.system} {claims.version}".strip()
    rows = [
        (_tr("Kind"), source_words(claims.source)), (_tr("AI system"), version), (_tr("Models"), claims.models),
        (_tr("Program"), claims.tool), (_tr("Title"), claims.title), (_tr("Creator"), claims.creator),
        (_tr("Rights"), claims.rights), (_tr("Recipe"), claims.recipe),
        (_tr("Signed history on the web, not looked at"), claims.remote),
    ]  # fmt: skip
    return [(name, text) for name, text in rows if text]


def record_rows(record: Record) -> Rows:
    """What the signed history says."""
    signer = " · ".join(dict.fromkeys(filter(None, (record.signer, record.issuer))))
    rows = [(_tr("Signed by"), signer), (_tr("When"), record.when), (_tr("Program"), record.program)]
    for used in record.used:
        form = _tr("{}, which has a signed history itself") if used.signed else "{}"
        if not used.sound:
            form = _tr("{}, whose own signed history was broken already")
        rows.append((_tr("Made from") if used.parent else _tr("With"), form.format(used.name or _tr("a picture"))))
    rows += [(_tr("Step {}").format(number), done_words(done)) for number, done in enumerate(record.done, 1)]
    rows.append((_tr("Problem"), problem_words(record.problem)))
    return [(name, text) for name, text in rows if text]


def source_words(source: str) -> str:
    """A term in words; one that is not known as it stands."""
    if not source:
        return ""
    return words(SOURCES[source]) if source in SOURCES else source


def problem_words(codes: str) -> str:
    """What is wrong; codes that are not known as they stand."""
    return " ".join(dict.fromkeys(words(PROBLEMS[code]) if code in PROBLEMS else code for code in codes.split(", ")))


def done_words(done: Done) -> str:
    """One action."""
    what = words(ACTIONS[done.action]) if done.action in ACTIONS else done.action
    agent = _tr("by {}").format(done.agent) if done.agent else ""
    model = f"({done.model})" if done.model else ""
    return ": ".join(filter(None, (" ".join(filter(None, (what, agent, model))), source_words(done.source))))
