"""`verksign verify`: is this PDF ours and unchanged? Needs no installation, only the file and the root."""

from pathlib import Path

from verksign.cli.arguments import Parser
from verksign.documents.certificates import fingerprint
from verksign.documents.verdict import Enclosed, Seal, Verdict, VerdictKind
from verksign.documents.verify_apart import verify_in_process
from verksign.domain.canonical import from_utc_text
from verksign.domain.dates import long_time

CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
VERDICTS = {
    VerdictKind.IDENTICAL: "Äkta och oförändrad: filen är identisk med den i arkivet.",
    VerdictKind.UNCHANGED: "Äkta och oförändrad: filen är förseglad här och ingen har ändrat den.",
    VerdictKind.CHANGED: "Filen har ändrats: den är förseglad här men ändrad efteråt. "
    "Lita inte på innehållet.",
    VerdictKind.SOMEONE_ELSE: "Förseglad av någon annan: ingen försegling i filen leder till roten.",
    VerdictKind.NOT_SEALED: "Inte förseglad: det går inte att säga om filen är äkta.",
    VerdictKind.UNREADABLE: "Går inte att läsa: filen är ingen PDF, den är trasig, "
    "större än 18 MB eller för tung.",
}
DISAGREES = (
    "Förseglingen håller, men det som är bifogat stämmer inte överens. "
    "Lita inte på innehållet och kontakta verkstaden."
)


def run(argv: list[str]) -> int:
    parser = Parser("verify", "Kontrollera att en PDF är förseglad här och oförändrad.")
    parser.add_argument("file", metavar="FIL", nargs="?", type=Path, help="PDF:en")
    parser.add_argument(
        "--root",
        metavar="ROOT.PEM",
        type=Path,
        action="append",
        default=[],
        help="installationens rotcertifikat, från adressen /verify/root.pem; får anges flera gånger",
    )
    options = parser.read(argv)
    if options.file is None or not options.root:
        parser.error("ange både PDF:en och --root ROOT.PEM")
    try:
        pdf = options.file.read_bytes()
        roots = [path.read_bytes() for path in options.root]
    except OSError as error:
        parser.error(f"kan inte läsa {error.filename}")
    if not all(CERTIFICATE in root for root in roots):
        parser.error("--root ska vara ett certifikat i PEM-format")
    verdict = verify_in_process(pdf, roots, archive_hit=False)
    print(told(verdict))
    for root in roots:
        print(_fact("Rot", f"SHA-256 {fingerprint(root)}"))
    return 0 if verdict.holds else 1


def told(verdict: Verdict) -> str:
    """Return the verdict in words, with everything that is known."""
    genuine = verdict.kind in {VerdictKind.IDENTICAL, VerdictKind.UNCHANGED}
    lines = [DISAGREES if genuine and not verdict.holds else VERDICTS[verdict.kind]]
    facts = [
        *(_about_seal(verdict.seal) if verdict.seal else ()),
        *(_about_enclosed(verdict.enclosed) if verdict.enclosed else ()),
        ("SHA-256", verdict.sha256),
    ]
    return "\n".join(lines + [_fact(name, value) for name, value in facts])


def _fact(name: str, value: str) -> str:
    return f"  {name + ':':<16} {value}"


def _about_seal(seal: Seal) -> list[tuple[str, str]]:
    who = f"{seal.organisation}, {seal.org_number}" if seal.org_number else seal.organisation
    at = seal.sealed_at
    return [
        ("Förseglad av", who),
        ("Förseglad", f"{long_time(at)} (enligt förseglingen själv)" if at else "uppgift saknas"),
        ("Nivå", seal.level),
    ]


def _about_enclosed(enclosed: Enclosed) -> list[tuple[str, str]]:
    shown = {
        True: "samma som kontrollsumman i svaret",
        False: "en annan än kontrollsumman i svaret",
        None: "ingen, svaret gavs muntligt",
    }
    return [
        ("Dokument", f"{enclosed.document_id}, version {enclosed.version}"),
        ("Besvarat", long_time(from_utc_text(enclosed.answered_at))),
        ("Visad offert", shown[enclosed.shown_matches]),
        ("Innehåll", "stämmer" if enclosed.content_matches else "stämmer inte"),
        (
            "Belopp",
            "omräknade, alla stämmer" if enclosed.amounts_agree else "omräknade, stämmer inte",
        ),
    ]
