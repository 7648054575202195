"""Whatever a page says is marked for translation, and nothing is translated before it is known for whom."""

import ast

import pytest
from django.utils.translation import gettext, ngettext, override, pgettext

from tests.kit.catalogue import marked
from tests.kit.screen_words import (
    marked_too_early,
    unmarked_in_code,
    unmarked_in_script,
    unmarked_in_template,
)
from tests.rules.source import PACKAGE, parsed, place, python_files

DOORS = ("staff", "portal", "webhooks", "wording")
FILE_NAME = "the name of a file, which is Swedish as what is in it"
TYPED = "what may be typed to find an action"
VARIABLE = "a variable of the workshop's texts"
OWN_NAME = "a language by its own name"
NOT_WORDS = {
    ("staff/centre/actions.py", "åäö"): "letters that are folded",
    ("staff/centre/actions.py", "skapa lägg till new customer"): TYPED,
    ("staff/centre/actions.py", "ny bil skapa lägg till new car vehicle"): TYPED,
    ("staff/centre/actions.py", "godkända undertecknade to order approved signed"): TYPED,
    ("staff/centre/actions.py", "gränser påminnelser texter settings limits reminders"): TYPED,
    ("staff/quotes/reaching.py", "{länk}"): VARIABLE,
    ("staff/quotes/sending.py", "{länk}"): VARIABLE,
    ("staff/orders/sending.py", "{länk}"): VARIABLE,
    ("staff/settings/texts.py", "länk"): VARIABLE,
    ("staff/settings/texts.py", "svara_före"): VARIABLE,
    ("staff/quotes/documents.py", "Offert"): FILE_NAME,
    ("staff/quotes/documents.py", "Avtal"): FILE_NAME,
    ("staff/quotes/documents.py", "Merförsäljning"): FILE_NAME,
    ("staff/quotes/documents.py", "Orderbekräftelse"): FILE_NAME,
    ("staff/quotes/documents.py", "Svar"): FILE_NAME,
    ("staff/quotes/documents.py", "version"): FILE_NAME,
    ("staff/quotes/documents.py", "Muntligt svar"): FILE_NAME,
    ("portal/papers.py", "Offert"): FILE_NAME,
    ("portal/papers.py", "Avtal"): FILE_NAME,
    ("portal/papers.py", "Tillägg"): FILE_NAME,
    ("portal/papers.py", "Orderbekräftelse"): FILE_NAME,
    ("portal/papers.py", "Svar"): FILE_NAME,
    ("portal/papers.py", "version"): FILE_NAME,
    ("portal/asking.py", "Ring"): "what the customer asks for, kept as it was asked",
    ("portal/speech.py", "Svenska"): OWN_NAME,
    ("portal/speech.py", "English"): OWN_NAME,
}


def words_of(marks: set[tuple[str | None, str | tuple[str, ...]]]) -> set[str]:
    return {word for _, words in marks for word in ([words] if isinstance(words, str) else words)}


class TestPages:
    def test_say_nothing_that_is_not_marked(self) -> None:
        found = [
            f"{place(path, line)} {words}"
            for path in sorted(PACKAGE.rglob("*.html"))
            if "mail_templates" not in path.parts
            for line, words in unmarked_in_template(path.read_text(encoding="utf-8"))
        ]

        assert found == []

    @pytest.mark.parametrize(
        ("template", "found"),
        [
            ("<p>Kund</p>", ["Kund"]),
            ("\n<p>{{ n }} jobb</p>", ["· jobb"]),
            ('<a title="Öppna" href="/offerter/">{% icon "pil" %}</a>', ["Öppna"]),
            ('<b data-off="Från" data-kind="rad"></b>', ["Från"]),
            ('{{ model|default:"Okänd modell" }}', ["Okänd modell"]),
            ('{{ model|default:_("Okänd modell") }}{% translate "Kund" %}', []),
            (
                "{% blocktranslate %}Hej {{ name }}{% endblocktranslate %} <kbd>Esc</kbd> Verksign",
                [],
            ),
            ('{% block body_class %} class="Sida"{% endblock %}{# Kund #}', []),
        ],
    )
    def test_are_read_with_open_eyes(self, template: str, found: list[str]) -> None:
        assert [words for _, words in unmarked_in_template(template)] == found


class TestCode:
    def test_says_nothing_that_is_not_marked(self) -> None:
        known = words_of(marked(PACKAGE))
        found = [
            f"{place(path, line)} {words}"
            for path in python_files(*(PACKAGE / door for door in DOORS))
            for line, words in unmarked_in_code(parsed(path), known)
            if (path.relative_to(PACKAGE).as_posix(), words.strip()) not in NOT_WORDS
        ]

        assert found == []

    def test_translates_nothing_while_it_is_imported(self) -> None:
        found = [
            place(path, line)
            for path in python_files(PACKAGE)
            for line in marked_too_early(parsed(path))
        ]

        assert found == []

    def test_calls_the_marks_by_the_names_that_the_catalogue_knows(self) -> None:
        found = [
            f"{place(path, node.lineno)} {name.asname}"
            for path in python_files(PACKAGE)
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for name in node.names
            if name.asname not in {None, "_"}
        ]

        assert found == []

    def test_is_read_with_open_eyes(self) -> None:
        code = ast.parse(
            '"""Först."""\n'
            "from django.utils.translation import gettext as _, gettext_lazy\n"
            'A = "Påminn"\n'
            'B = _("Ångra"), "kund", "Kund"\n'
            'C = gettext_lazy("Återställ")\n'
            'def f(x: str = "Rad"): return _("Är sparad")\n'
        )

        assert list(unmarked_in_code(code, {"Kund", "kund"})) == [(3, "Påminn"), (4, "Kund")]
        assert list(marked_too_early(code)) == [4]


class TestScripts:
    def test_carry_no_words_of_their_own(self) -> None:
        found = [
            f"{place(path, line)} {words}"
            for path in sorted(PACKAGE.rglob("static/**/*.js"))
            for line, words in unmarked_in_script(path.read_text(encoding="utf-8"))
        ]

        assert found == []

    def test_are_read_with_open_eyes(self) -> None:
        script = '/* Åäö\nåäö */\n// på\nsay("Dölj"); // då\nsay("×");'

        assert list(unmarked_in_script(script)) == [(4, 'say("Dölj");')]


class TestSwedish:
    def test_is_the_source_letter_for_letter(self) -> None:
        """Django brings a Swedish catalogue of its own, and it must not reach what we say."""
        with override("sv"):
            for context, words in marked(PACKAGE):
                if not isinstance(words, str):
                    one, many = words
                    assert (ngettext(one, many, 1), ngettext(one, many, 2)) == (one, many)
                elif context:
                    assert pgettext(context, words) == words
                else:
                    assert gettext(words) == words
