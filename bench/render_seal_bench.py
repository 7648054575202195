"""A quote of six jobs rendered, answered with its evidence, sealed and verified. Median / 95th percentile."""

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.table import Row, median_and_p95, milliseconds, show
from tests.documents import papers
from verksign.documents.certificates import Signer
from verksign.documents.keys import KeyFolder
from verksign.documents.render import render_agreement, render_offer
from verksign.documents.seal import seal
from verksign.documents.verify import verify
from verksign.documents.verify_apart import verify_in_process
from verksign.domain.content import Content

TIMES = 100
ROUNDS_FOR_TWO = 60
FORTY = [replace(papers.WIPERS, id=papers.job_id(number)) for number in range(1, 41)]
numbers = count(1)


def fresh() -> Content:
    """Return a content that was never rendered before: typst remembers what it has laid out."""
    number = next(numbers)
    jobs = [replace(job, title=f"{job.title} {number}") for job in papers.JOBS]
    return papers.content(jobs, customer=f"Karin Holmgren {number}", number=f"SOF-{number}")


def signer() -> tuple[Signer, bytes]:
    keys = KeyFolder(Path(tempfile.mkdtemp(prefix="verksign-bench-")) / "keys")
    sealing = keys.signer_for(
        UUID(int=1), legal_name="Bo AB", org_number="556677-8899", now=papers.ISSUED
    )
    return sealing, keys.root_pem()


def answered(content: Content, shown: bytes, sealing: Signer) -> bytes:
    answer = papers.answer(content, papers.ANSWERS, shown, consents=papers.CONSENTS)
    paper = render_agreement(content, papers.evidence(content, shown, answer), shown, answer)
    return seal(paper, sealing, papers.ANSWERED + timedelta(seconds=1))


def prepared(times: int) -> list[tuple[Content, bytes]]:
    """Offers as the worker finds them when the answer comes, long after they were rendered."""
    contents = [fresh() for _ in range(times)]
    return [(content, render_offer(content)) for content in contents]


def one_process() -> None:
    """What each of two processes does at once; they report how long the work itself took."""
    sealing, _ = signer()
    offers = prepared(ROUNDS_FOR_TWO)
    answered(*offers.pop(), sealing)
    begun = time.perf_counter()
    for content, shown in offers:
        answered(content, shown, sealing)
    print(len(offers) / (time.perf_counter() - begun))


def two_processes() -> float:
    running = [
        subprocess.Popen([sys.executable, __file__, "one"], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    return sum(float(process.communicate()[0]) for process in running)


def main() -> None:
    sealing, root = signer()
    forty = papers.content(FORTY)
    offer = median_and_p95(milliseconds(lambda: render_offer(fresh()), times=TIMES))
    offers = iter(prepared(TIMES + 2))
    agreement = median_and_p95(milliseconds(lambda: answered(*next(offers), sealing), times=TIMES))
    content = fresh()
    sealed = answered(content, render_offer(content), sealing)
    ours = median_and_p95(milliseconds(lambda: verify(sealed, [root]), times=TIMES))
    apart = median_and_p95(
        milliseconds(lambda: verify_in_process(sealed, [root], archive_hit=False), times=10)
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.perf_counter()
    render_offer(forty)
    large = (time.perf_counter() - begun) * 1000
    show(
        "Paper and seal",
        [
            Row("render an offer, six jobs", offer, "–"),
            Row("render an offer, forty jobs", f"{large:.1f} ms", "–"),
            Row("render + evidence + seal B-B", agreement, "80 / 150 ms"),
            Row("the same, two processes", f"{two_processes():.1f}/s", "15/s"),
            Row("verify B-B", ours, "50 ms"),
            Row("verify B-B in its own process", apart, "10 s"),
            Row("memory after all this", f"{memory:.0f} MiB", "180 MiB (a worker)"),
            Row("size of the sealed file", f"{len(sealed) / 1024:.0f} KiB", "–"),
        ],
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["one"]:
        one_process()
    else:
        main()
