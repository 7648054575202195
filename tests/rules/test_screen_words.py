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
NOT_WORDS = {
    "åäö": "letters that are folded",
    "skapa lägg till new customer": "what may be typed to find an action",
    "ny bil skapa lägg till new car vehicle": "what may be typed to find an action",
    "godkända undertecknade to order approved signed": "what may be typed to find an action",
    "gränser påminnelser texter settings limits reminders": "what may be typed to find an action",
    "länk": "a variable of the workshop's texts",
    "{länk}": "a variable of the workshop's texts",
    "Avtal": "the name of a file, which is Swedish as what is in it",
    "Svar": "the name of a file, which is Swedish as what is in it",
    "Svenska": "a language by its own name",
    "English": "a language by its own name",
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
            if words not in NOT_WORDS
        ]

        assert found == []

    def test_translates_nothing_while_it_is_imported(self) -> None:
        found = [
            place(path, line)
            for path in python_files(PACKAGE)
            for line in marked_too_early(parsed(path))
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
