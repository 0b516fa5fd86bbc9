"""A mail server in a process of its own: `python -m tests.faults.smtp LOG`.

It says in which port it listens and writes the Message-ID of what it takes, before saying so.
"""

import os
import signal
import sys
from email import message_from_bytes

from aiosmtpd.controller import Controller


class Taker:
    def __init__(self, path):
        self.log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 aiosmtpd's name
        name = message_from_bytes(envelope.content)["Message-ID"]
        os.write(self.log, f"{name}\n".encode())
        return "250 OK"


class AnyPort(Controller):
    """Listens where the system says."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


if __name__ == "__main__":
    controller = AnyPort(Taker(sys.argv[1]), hostname="127.0.0.1", port=0)
    controller.start()
    sys.stdout.write(f"{controller.port}\n")
    sys.stdout.flush()
    signal.pause()
