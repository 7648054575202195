"""The process that reads a stranger's PDF: JSON in, a verdict out, little memory and no files."""

import base64
import json
import resource
import sys

from verksign.documents.verify import verify

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 10


def main() -> None:
    if sys.platform == "linux":  # macOS refuses this limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    question = json.load(sys.stdin)
    archive_hit = bool(question["archive_hit"])
    verdict = verify(
        base64.b64decode(question["pdf"]),
        [root.encode() for root in question["roots"]],
        lambda _: archive_hit,
    )
    json.dump(verdict.as_json(), sys.stdout)


if __name__ == "__main__":
    main()
