"""Background work: the job manager, the worker process and one file per job."""

from app.jobs.job import Job
from app.jobs.manager import JobManager
from app.jobs.worker import Worker

__all__ = ["Job", "JobManager", "Worker"]
