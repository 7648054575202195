"""The status of an order, computed from its jobs."""

from collections.abc import Iterable
from enum import StrEnum


class WorkStatus(StrEnum):
    """Of a job and of an order, the most active first."""

    ONGOING = "ongoing"
    UPCOMING = "upcoming"
    STOPPED = "stopped"
    FINISHED = "finished"


def order_status(jobs: Iterable[WorkStatus]) -> WorkStatus:
    """Return the most active of the jobs' statuses; an order without jobs is upcoming."""
    return min(jobs, key=list(WorkStatus).index, default=WorkStatus.UPCOMING)
