from io import BytesIO

import pytest
from PIL import Image, ImageCms

from tests.kit import files
from verksign.documents import files_apart
from verksign.documents.files import LARGEST_FILE, Fault, FileRefused, Photo, Picture, kind_of
from verksign.documents.files_apart import burn_in, take_in
from verksign.documents.photos import LARGE, PAGE, SMALL, read_photo
from verksign.domain.marks import Mark, MarkKind


def read(data: bytes) -> Photo:
    return read_photo(data, kind_of(data))


def opened(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.jpeg))


def refused(data: bytes) -> Fault:
    with pytest.raises(FileRefused) as error:
        read(data)
    return error.value.fault


def colour_at(picture: Picture, x: float, y: float) -> tuple[int, ...]:
    image = opened(picture).convert("RGB")
    found = image.getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    assert isinstance(found, tuple)
    return found


def is_near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 40) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)


class TestAPhotoComesOutInThreeSizes:
    def test_each_within_its_budget_and_as_large_as_it_says(self) -> None:
        photo = read(files.jpeg(4000, 3000))
        for picture, size in ((photo.large, LARGE), (photo.page, PAGE), (photo.small, SMALL)):
            assert (picture.width, picture.height) == (size.pixels, size.pixels * 3 // 4)
            assert opened(picture).size == (picture.width, picture.height)
            assert len(picture.jpeg) <= size.bytes

    def test_noise_keeps_the_budget_by_fewer_pixels(self) -> None:
        noise = Image.effect_noise((2400, 1800), 120).convert("RGB")
        photo = read(files.saved(noise, quality=95))
        assert len(photo.page.jpeg) <= PAGE.bytes
        assert len(photo.small.jpeg) <= SMALL.bytes
        assert photo.page.width < PAGE.pixels
        assert abs(photo.page.width / photo.page.height - 4 / 3) < 0.01

    def test_a_small_picture_is_not_made_larger(self) -> None:
        photo = read(files.jpeg(300, 200))
        assert [(each.width, each.height) for each in (photo.large, photo.page, photo.small)] == [
            (300, 200)
        ] * 3


class TestEveryKindBecomesAPlainJpeg:
    @pytest.mark.parametrize(
        "data",
        [
            files.jpeg(),
            files.saved(files.picture(mode="CMYK")),
            files.saved(files.picture(mode="L")),
            files.saved(files.picture(), "PNG"),
            files.saved(files.picture(mode="P"), "PNG"),
            files.saved(files.picture(mode="RGBA"), "PNG"),
            files.saved(files.picture(mode="L").convert("I;16"), "PNG"),
            files.saved(files.picture(), "WEBP"),
            files.saved(files.picture(mode="P"), "GIF"),
            files.heic(),
        ],
        ids=["jpeg", "cmyk", "grey", "png", "palette", "alpha", "16 bits", "webp", "gif", "heic"],
    )
    def test_in_rgb_with_nothing_but_pixels(self, data: bytes) -> None:
        photo = read(data)
        for picture in (photo.large, photo.page, photo.small):
            image = opened(picture)
            assert (image.format, image.mode) == ("JPEG", "RGB")
            assert not image.getexif()
            assert "icc_profile" not in image.info

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
    def test_the_colours_stay(self, kind: str) -> None:
        data = files.heic() if kind == "HEIC" else files.saved(files.picture(), kind)
        photo = read(data)
        assert is_near(colour_at(photo.page, 0.1, 0.5), RED)
        assert is_near(colour_at(photo.page, 0.9, 0.5), BLUE)

    def test_a_cmyk_jpeg_keeps_its_colours_too(self) -> None:
        photo = read(files.saved(files.picture(mode="CMYK")))
        assert is_near(colour_at(photo.page, 0.1, 0.5), RED)

    def test_sixteen_bits_are_scaled_not_cut(self) -> None:
        grey = Image.new("I;16", (400, 300), 32768)
        assert is_near(colour_at(read(files.saved(grey, "PNG")).page, 0.5, 0.5), (128,) * 3, 2)

    def test_what_is_transparent_is_white(self) -> None:
        clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
        assert colour_at(read(files.saved(clear, "PNG")).page, 0.5, 0.5) == WHITE

    def test_of_a_film_the_first_picture(self) -> None:
        first, second = Image.new("RGB", (64, 48), RED), Image.new("RGB", (64, 48), BLUE)
        film = files.saved(first, "GIF", save_all=True, append_images=[second])
        assert is_near(colour_at(read(film).page, 0.5, 0.5), RED, 10)

    def test_a_colour_profile_is_carried_out(self) -> None:
        """The file says that its first number is blue and its last is red: so it is seen."""
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        swapped = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ")
        swapped = swapped.replace(b"????", b"bXYZ")
        data = files.saved(Image.new("RGB", (64, 48), RED), icc_profile=swapped)
        assert is_near(colour_at(read(data).page, 0.5, 0.5), (30, 30, 200))

    def test_a_profile_that_cannot_be_read_says_nothing(self) -> None:
        data = files.saved(Image.new("RGB", (64, 48), RED), icc_profile=b"no profile")
        assert is_near(colour_at(read(data).page, 0.5, 0.5), RED, 10)


class TestWhatACameraAddsIsGone:
    def test_the_place_and_the_phone(self) -> None:
        data = files.jpeg_with_place()
        assert b"Phonemaker" in data
        photo = read(data)
        for picture in (photo.large, photo.page, photo.small):
            assert b"Phonemaker" not in picture.jpeg
            assert b"Exif" not in picture.jpeg
            assert not opened(picture).getexif().get_ifd(files.GPS)

    @pytest.mark.parametrize(
        ("orientation", "size", "red_at"),
        [
            (1, (960, 720), (0.1, 0.5)),
            (3, (960, 720), (0.9, 0.5)),
            (6, (720, 960), (0.5, 0.1)),
            (8, (720, 960), (0.5, 0.9)),
        ],
    )
    def test_it_is_turned_the_way_it_was_held(
        self, orientation: int, size: tuple[int, int], red_at: tuple[float, float]
    ) -> None:
        page = read(files.jpeg_with_place(orientation)).page
        assert (page.width, page.height) == size
        assert is_near(colour_at(page, *red_at), RED)

    def test_exif_that_cannot_be_read_refuses_nothing(self) -> None:
        assert read(files.jpeg(exif=b"Exif\0\0nonsense")).page.width == 960


class TestTwoFilesInOne:
    def test_a_jpeg_that_is_a_web_page_too_comes_out_a_picture_alone(self) -> None:
        data = files.jpeg(comment=b"<html><script>alert(1)</script>") + b"<script>alert(2)</script>"
        photo = read(data)
        for picture in (photo.large, photo.page, photo.small):
            assert b"script" not in picture.jpeg

    def test_a_gif_that_is_a_script_too_comes_out_a_picture_alone(self) -> None:
        data = files.saved(files.picture(64, 48, "P"), "GIF") + b"*/=1;alert(1)//"
        assert b"alert" not in read(data).large.jpeg

    def test_a_script_that_only_begins_like_a_gif(self) -> None:
        assert refused(b"GIF89a=1;alert(document.cookie);//") is Fault.BROKEN

    def test_a_jpeg_with_a_zip_behind_it_loses_the_zip(self) -> None:
        assert b"PK\x03\x04" not in read(files.jpeg() + b"PK\x03\x04secret").large.jpeg


class TestRefused:
    def test_nothing_at_all(self) -> None:
        assert refused(b"") is Fault.EMPTY

    def test_more_bytes_than_any_camera_makes(self) -> None:
        assert refused(files.jpeg(64, 48) + bytes(LARGEST_FILE)) is Fault.TOO_LARGE

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', Fault.SVG),
            (b"<SVG onload=alert(1)>", Fault.SVG),
            (files.saved(files.picture(64, 48), "TIFF"), Fault.TIFF),
            (files.saved(files.picture(64, 48), "BMP"), Fault.UNKNOWN),
            (b"MZ\x90\x00 a program called photo.jpg", Fault.UNKNOWN),
            (b"<html><body>photo.png</body></html>", Fault.UNKNOWN),
            (b"PK\x03\x04 \n%PDF-1.7", Fault.PDF_TWO_IN_ONE),
        ],
    )
    def test_what_is_no_photo_whatever_it_is_called(self, data: bytes, fault: Fault) -> None:
        assert refused(data) is fault

    @pytest.mark.parametrize(
        "data", [files.jpeg(), files.saved(files.picture(), "PNG"), files.heic()]
    )
    def test_half_a_file(self, data: bytes) -> None:
        assert refused(data[: len(data) // 2]) is Fault.BROKEN
        assert refused(data[:60]) is Fault.BROKEN

    @pytest.mark.parametrize("size", [(10_001, 10_000), (60_000, 60_000)])
    def test_too_many_pixels_are_refused_by_the_header(self, size: tuple[int, int]) -> None:
        assert refused(files.png_head(*size)) is Fault.TOO_MANY_PIXELS


class TestInAProcessOfItsOwn:
    def test_a_photo_goes_through(self) -> None:
        photo = take_in(files.jpeg_with_place(6))
        assert isinstance(photo, Photo)
        assert (photo.page.width, photo.page.height) == (720, 960)

    def test_a_refusal_comes_back_as_one(self) -> None:
        with pytest.raises(FileRefused) as error:
            take_in(files.jpeg()[:2000])
        assert error.value.fault is Fault.BROKEN

    def test_a_hundred_million_pixels_are_read(self) -> None:
        """As large as is let in: a bomb of that size swells inside its own process, and only so far."""
        bomb = files.png_that_says(10_000, 10_000)
        assert len(bomb) < 200_000
        photo = take_in(bomb)
        assert isinstance(photo, Photo)
        assert (photo.large.width, photo.large.height) == (1920, 1920)

    def test_one_that_takes_too_long_is_refused(self) -> None:
        with pytest.raises(FileRefused) as error:
            take_in(files.jpeg(), seconds=0.001)
        assert error.value.fault is Fault.TOO_HEAVY


class TestManyAtOnce:
    def test_one_that_would_wait_too_long_is_asked_to_come_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files_apart, "PATIENCE", 0.01)
        files_apart._one_at_a_time.acquire()
        try:
            with pytest.raises(FileRefused) as error:
                take_in(files.jpeg(64, 48))
        finally:
            files_apart._one_at_a_time.release()
        assert error.value.fault is Fault.BUSY

    def test_only_so_many_wait(self) -> None:
        for _ in range(files_apart.MOST_WAITING):
            files_apart._places.acquire()
        try:
            with pytest.raises(FileRefused) as error:
                take_in(files.jpeg(64, 48))
        finally:
            files_apart._places.release(files_apart.MOST_WAITING)
        assert error.value.fault is Fault.BUSY


class TestMarks:
    def test_a_ring_and_an_arrow_are_burnt_in(self) -> None:
        plain = read(files.saved(Image.new("RGB", (1600, 1200), (90, 90, 90))))
        ring = Mark(MarkKind.RING, 0.25, 0.25, 0.75, 0.75)
        arrow = Mark(MarkKind.ARROW, 0.95, 0.95, 0.6, 0.5)
        marked = burn_in(plain.large.jpeg, [ring, arrow])
        assert is_near(colour_at(marked.large, 0.25, 0.5), (179, 38, 30))
        assert is_near(colour_at(marked.large, 0.775, 0.725), (179, 38, 30))
        assert is_near(colour_at(marked.large, 0.4, 0.4), (90, 90, 90), 10)
        assert len(marked.page.jpeg) <= PAGE.bytes
        assert (marked.page.width, marked.page.height) == (plain.page.width, plain.page.height)
