"""The initials that stand where a workshop has no logo."""


def monogram(name: str) -> str:
    """Return EB for Ekbackens Bilverkstad and DL for Demoverkstaden i Lund."""
    words = [word for word in name.split() if word[0].isupper() or word[0].isdigit()]
    return "".join(word[0] for word in words[:2]) or name[:1].upper()
