"""The embedded broker (ADR 0012): kombu's folder of messages, which a half-written file cannot stop.

kombu opens a message under its final name and then writes it: a worker that looks in between takes
an empty file, and ends. Here a message appears whole, and one that cannot be read is dropped: it
is only a hint, and what it asked for is in the database.
"""

from __future__ import annotations

import logging
import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Whoever comes first makes the folders: who sends may be up before who works."""
        super().__init__(*args, **kwargs)
        for folder in (self.data_folder_in, self.data_folder_out, self.control_folder):
            Path(folder).mkdir(parents=True, exist_ok=True)

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:
        """Written beside, and given its name once it is whole."""
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}"
        parcial = Path(self.data_folder_out) / f"{name}.parcial"
        try:
            parcial.write_text(dumps(payload), encoding="utf-8")
            parcial.replace(parcial.with_suffix(".msg"))
        except OSError as error:
            message = f"Cannot add {name} to the folder of messages"
            raise ChannelError(message) from error

    def _get(self, queue: str) -> Any:
        """The next one that can be read. Raises Empty when there is none."""
        while True:
            try:
                return super()._get(queue)
            except ValueError:
                logger.warning("A message that cannot be read was dropped")


class Transport(filesystem.Transport):
    Channel = Channel


def instalar() -> None:
    """From here on, ``filesystem://`` is this one."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
