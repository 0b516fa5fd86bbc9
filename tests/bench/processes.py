"""What the operating system says of a process: time on the processor, memory."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_ms(pid):
    """Milliseconds on the processor, all threads. Zero when the process is gone."""
    try:
        return sum(
            int(task.joinpath("schedstat").read_text().split()[0]) / 1e6
            for task in Path(f"/proc/{pid}/task").iterdir()
        )
    except (OSError, ValueError):
        return ticks(pid)


def ticks(pid):
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / TICK


def rss_mb(pid):
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 2**20
    except OSError:
        return 0.0


def share_mb(pid):
    """What it has resident, each shared page divided among those that share it."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def peak_mb(pid):
    """The highest resident size since the last `forget_peak`."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def forget_peak(pid):
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def children(pid):
    """Every process below one, itself included."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


def measure(command, cwd, env):
    """Run to the end: (seconds, CPU seconds, peak MB, output)."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        message = f"{' '.join(command)} terminó con {process.returncode}\n{output}"
        raise RuntimeError(message)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


@contextlib.contextmanager
def running(command, cwd, env):
    """A process and its children, ended together."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
