"""One clear sentence for each file that cannot be attached: what is wrong with it and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.documents.files import Fault

FILES: dict[str, Promise] = {
    Fault.EMPTY: _("Filen är tom. Välj en annan."),
    Fault.TOO_LARGE: _("Filen är större än 20 MB. Ta bilden med lägre upplösning."),
    Fault.PDF_TOO_LARGE: _("PDF:en är större än 5 MB. Spara den mindre, eller dela den."),
    Fault.TOO_MANY_PIXELS: _(
        "Bilden har fler än 100 miljoner bildpunkter. Ta den med lägre upplösning."
    ),
    Fault.TOO_FEW_PIXELS: _(
        "Bilden är för liten. Logotypen måste vara minst 40 bildpunkter hög och bred."
    ),
    Fault.SVG: _("SVG går inte att bifoga. Spara bilden som JPEG eller PNG."),
    Fault.TIFF: _("TIFF går inte att bifoga. Spara bilden som JPEG eller PNG."),
    Fault.UNKNOWN: _("Filen är ingen bild och ingen PDF. Välj en JPEG, PNG, WebP, HEIC eller PDF."),
    Fault.BROKEN: _("Bilden går inte att läsa. Den kan vara avbruten; ta den igen."),
    Fault.TOO_HEAVY: _("Filen tog för lång tid att öppna. Välj en mindre."),
    Fault.BUSY: _("Många filer bearbetas just nu. Vänta en stund och försök igen."),
    Fault.PDF_BROKEN: _("PDF:en går inte att läsa. Spara den på nytt och försök igen."),
    Fault.PDF_ENCRYPTED: _("PDF:en är låst med lösenord. Spara den utan lås."),
    Fault.PDF_ACTIVE: _(
        "PDF:en innehåller skript eller annat som körs när den öppnas. Skriv ut den till en ny PDF."
    ),
    Fault.PDF_ENCLOSES: _("PDF:en har andra filer inuti sig. Skriv ut den till en ny PDF."),
    Fault.PDF_LAYERS: _(
        "PDF:en har lager som kan döljas, så alla ser inte samma sak. Skriv ut den till en ny PDF."
    ),
    Fault.PDF_TOO_MANY_PAGES: _("PDF:en har fler än 50 sidor. Bifoga bara de som behövs."),
    Fault.PDF_TWO_IN_ONE: _("PDF:en är en annan sorts fil också. Skriv ut den till en ny PDF."),
}

NO_ROOM: dict[str, Promise] = {
    "photos": _("Offerten har redan 40 bilder. Ta bort någon först."),
    "pdfs": _("Offerten har redan 10 PDF:er. Ta bort någon först."),
    "pdf_bytes": _("Offertens PDF:er blir tillsammans större än 8 MB. Ta bort eller förminska."),
}

BAD_MARKS = _("Det ritade går inte att spara. Rita högst 20 pilar och ringar, inom bilden.")
