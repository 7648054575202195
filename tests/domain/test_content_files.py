from datetime import date

from tests.domain.samples import NOW, brakes, quote
from verksign.domain.content import digest, freeze
from verksign.domain.content_files import (
    all_files,
    all_photos,
    files_of,
    photos_of,
    picture_digests,
)
from verksign.domain.drafts import FileDraft, PhotoDraft


def photo(name: str = "a", alt: str = "") -> PhotoDraft:
    return PhotoDraft(
        sha256=f"{name}-page",
        large_sha256=f"{name}-large",
        small_sha256=f"{name}-small",
        width=960,
        height=720,
        alt=alt,
        by="Ali",
        added=date(2026, 11, 24),
    )


REPORT = FileDraft(sha256="report", name="Protokoll.pdf", size=1234, pages=2)


class TestFrozenFiles:
    def test_stand_where_they_belong(self) -> None:
        job = brakes(photos=[photo("a", "Djupa spår")], attachments=[REPORT])
        content = freeze(quote(jobs=[job], photos=[photo("b")], attachments=[REPORT]), now=NOW)
        assert photos_of(content["jobs"][0]) == [
            {
                "sha256": "a-page",
                "width": 960,
                "height": 720,
                "alt": "Djupa spår",
                "large_sha256": "a-large",
                "small_sha256": "a-small",
                "by": "Ali",
                "added": "2026-11-24",
            }
        ]
        assert files_of(content["jobs"][0]) == [
            {"sha256": "report", "name": "Protokoll.pdf", "size": 1234, "pages": 2}
        ]
        assert [each["sha256"] for each in all_photos(content)] == ["a-page", "b-page"]
        assert [each["sha256"] for each in all_files(content)] == ["report"]
        assert picture_digests(content) == {
            f"{name}-{size}" for name in "ab" for size in ("page", "large", "small")
        }

    def test_none_is_without_words(self) -> None:
        job = brakes(photos=[photo("a"), photo("b", "Spår")])
        content = freeze(quote(jobs=[job], photos=[photo("c")]), now=NOW)
        assert [each["alt"] for each in all_photos(content)] == [
            "Bild 1 till Byt bromsbelägg fram",
            "Spår",
            "Bild till offert SOF-10482",
        ]

    def test_another_picture_is_another_content(self) -> None:
        one, other = (freeze(quote(photos=[photo(name)]), now=NOW) for name in "ab")
        assert digest(one) != digest(other)

    def test_content_from_before_there_were_photos_has_none(self) -> None:
        content = freeze(quote(), now=NOW)
        for part in (content, *content["jobs"]):
            del part["photos"]
            del part["attachments"]
        assert all_photos(content) == []
        assert all_files(content) == []
        assert picture_digests(content) == set()
