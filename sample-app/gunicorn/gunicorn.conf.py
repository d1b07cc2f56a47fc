"""Leaves an empty file for each worker that is ready, for others to count.

The directory comes from HEALTHCHECK_WORKERS_DIRECTORY, the variable that a Spring
Boot application reads as healthcheck.workers.directory, so that one setting serves
both; without it, it is the directory that gunicorn was started in.

A worker removes its own file and no other. One that is killed with -9 cannot, and
its file stays: whoever counts has to look whether the process is still there.
"""

import contextlib
import os

# Made absolute here: gunicorn may change its directory before a worker starts.
DIRECTORY = os.path.abspath(os.environ.get("HEALTHCHECK_WORKERS_DIRECTORY", os.curdir))


def _file_of(worker):
    return os.path.join(DIRECTORY, f".gunicorn.worker.{worker.pid}")


def post_worker_init(worker):
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.open(_file_of(worker), flags, 0o644)
    try:
        # A file that a dead worker of the same pid left behind is this worker's now.
        os.utime(file)
    finally:
        os.close(file)


def worker_exit(server, worker):
    # gunicorn calls this in its main process too, for a worker that has vanished,
    # and by then the pid may be another's.
    if worker.pid == os.getpid():
        with contextlib.suppress(FileNotFoundError):
            os.unlink(_file_of(worker))
