"""Work for later: written in the transaction that causes it, done at least once, idempotent by key.

queue      writing, claiming, doing, trying again, letting lapse, forgetting
settling   what a person does about a job that failed or lapsed
measuring  how it fares, in numbers
"""

from articles.jobs.measuring import Measures, measure
from articles.jobs.queue import (
    KEPT,
    KEPT_LAPSED,
    LEASE,
    LONGEST_WAIT,
    LeaseLost,
    Outward,
    Recurring,
    Work,
    claim,
    enqueue,
    enqueue_all,
    forget,
    missing,
    run_next,
)
from articles.jobs.settling import dismiss, retry

__all__ = [
    "KEPT",
    "KEPT_LAPSED",
    "LEASE",
    "LONGEST_WAIT",
    "LeaseLost",
    "Measures",
    "Outward",
    "Recurring",
    "Work",
    "claim",
    "dismiss",
    "enqueue",
    "enqueue_all",
    "forget",
    "measure",
    "missing",
    "retry",
    "run_next",
]
