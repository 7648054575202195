"""What a finding is called before anybody has given it a title."""

import re

LONGEST = 60
SENTENCE_END = re.compile(r"[.!?:;\n]")


def title_of(finding: str) -> str:
    """Return the finding's first words: its first sentence, or as many whole words as a list has room for."""
    said = finding.strip()
    first = " ".join(SENTENCE_END.split(said, maxsplit=1)[0].split()) or said
    if len(first) <= LONGEST:
        return first
    words = first[: LONGEST + 1].rpartition(" ")[0] or first[:LONGEST]
    return f"{words.rstrip(',–- ')} …"
