"""A server with one worker, and the only client it has."""

import gzip
import http.client
import socket
import statistics
import subprocess
import time
from dataclasses import dataclass, field

from tests.bench import processes
from tests.bench.installation import BIN, ROOT

WARM_UP = 30
ROUNDS = 3
OK = 200


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """gunicorn with one sync worker; ends with the `with` block."""

    def __init__(self, installation, application, **extra):
        self.installation = installation
        self.port = free_port()
        bind = f"127.0.0.1:{self.port}"
        command = [BIN / "gunicorn", "-w", "1", "-k", "sync", "-b", bind, "-t", "120", application]
        env = installation.environment(**extra)
        self.log = (installation.var / "servidor.log").open("w+")
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=self.log)

    def __enter__(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self.get("/no-existe/")
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
            else:
                return self
        self.log.seek(0)
        raise RuntimeError(self.log.read())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()

    @property
    def worker(self):
        return processes.children(self.process.pid)[-1]

    def get(self, path, session="", headers=None):
        """(status, body, seconds) of one request on its own connection."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        cookies = {"Cookie": f"sesion={session}; sessionid={session}"} if session else {}
        connection.request("GET", path, headers=cookies | (headers or {}))
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body, time.perf_counter() - start


@dataclass
class Cost:
    """What one page cost in a run."""

    app: list[float] = field(default_factory=list)  # ms of CPU a request, one a round
    db: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)  # ms, one a request
    size: int = 0
    packed: int = 0

    @property
    def cpu(self):
        return statistics.median(self.app) + statistics.median(self.db)

    @property
    def median(self):
        return statistics.median(self.wall)

    @property
    def p95(self):
        return sorted(self.wall)[int(len(self.wall) * 0.95)]


def round_of(server, paths, session, count, cost, headers=None):
    """``count`` requests in a row, their CPU read before and after."""
    worker = server.worker
    backends = {pid: processes.cpu_ms(pid) for pid in server.installation.backends()}
    before = processes.cpu_ms(worker)
    for number in range(count):
        status, body, seconds = server.get(paths[number % len(paths)], session, headers)
        if status != OK:
            message = f"{paths[number % len(paths)]}: {status}\n{body[:800].decode()}"
            raise RuntimeError(message)
        cost.wall.append(seconds * 1000)
    cost.app.append((processes.cpu_ms(worker) - before) / count)
    spent = sum(
        processes.cpu_ms(pid) - backends.get(pid, 0.0) for pid in server.installation.backends()
    )
    cost.db.append(spent / count)
    cost.size, cost.packed = len(body), len(gzip.compress(body))


def compare(floor, product, count, session):
    """Costs of the two pages in alternating rounds; each is (server, paths, headers)."""
    costs = []
    for server, paths, headers in (floor, product):
        round_of(server, paths, session, WARM_UP, Cost(), headers)
        costs.append(Cost())
    for _ in range(ROUNDS):
        for (server, paths, headers), cost in zip((floor, product), costs, strict=True):
            round_of(server, paths, session, count // ROUNDS, cost, headers)
    return costs
