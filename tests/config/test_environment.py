"""A wrong variable is one sentence, never a traceback."""

import pytest

from verksign.config.environment import BadEnvironment, number


class TestNumber:
    def test_is_read_or_the_default(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert number("PORT", 8000) == 8000
        monkeypatch.setenv("VERKSIGN_PORT", " 9000 ")
        assert number("PORT", 8000) == 9000

    @pytest.mark.parametrize("text", ["abc", "-1", "8000.5", "\u0669"])
    def test_refuses_what_is_none(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setenv("VERKSIGN_PORT", text)
        with pytest.raises(BadEnvironment, match="VERKSIGN_PORT"):
            number("PORT", 8000)
