import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.strokes import HEIGHT, WIDTH, NotADrawing, read_strokes

POINTS = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))


class TestReadStrokes:
    def test_reads_where_the_pen_went(self) -> None:
        assert read_strokes("1,2 30,40;999,300") == [((1, 2), (30, 40)), ((999, 300),)]

    def test_nothing_drawn_is_no_stroke(self) -> None:
        assert read_strokes("") == read_strokes(" ; ") == []

    @given(st.lists(st.lists(POINTS, min_size=1, max_size=9), max_size=9))
    def test_gives_back_what_the_page_wrote(self, strokes: list[list[tuple[int, int]]]) -> None:
        text = ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)

        assert read_strokes(text) == [tuple(stroke) for stroke in strokes]

    @pytest.mark.parametrize(
        "text",
        [
            "data:image/png;base64,iVBORw0KGgo=",
            "<svg onload=alert(1)>",
            "1;2",
            "1001,1",
            "1,301",
            "-1,2",
            "1.5,2",
            "٣,٤",
            ";".join(["1,1"] * 101),
            " ".join(["1,1"] * 5001),
            "1,1 " * 20_000,
        ],
    )
    def test_refuses_what_nobody_drew(self, text: str) -> None:
        with pytest.raises(NotADrawing):
            read_strokes(text)

    @given(st.text(max_size=60))
    def test_no_text_does_worse_than_be_refused(self, text: str) -> None:
        try:
            strokes = read_strokes(text)
        except NotADrawing:
            return
        assert all(x <= WIDTH and y <= HEIGHT for stroke in strokes for x, y in stroke)
