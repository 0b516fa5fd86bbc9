"""How many times in a row something may be tried, counted in the cache that all processes share.

Fixed windows: each limit is a counter that starts with the first try and forgets on its own.
Nothing here outlives its window, so nobody can lock another person out for good.
"""

import hashlib
import math
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.shortcuts import render

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds, for one subject."""

    tries: int
    seconds: int
    subject: str

    @property
    def key(self) -> str:
        digest = hashlib.sha256(self.subject.encode()).hexdigest()
        return f"throttle:{self.tries}:{self.seconds}:{digest}"


def wait(limits: list[Limit]) -> int:
    """Seconds until one more try is allowed; 0 when it is allowed now."""
    now = time.time()
    pending = [
        ends - now
        for limit in limits
        if (ends := cache.get(f"{limit.key}:ends"))
        and ends > now
        and cache.get(limit.key, 0) >= limit.tries
    ]
    return math.ceil(max(pending, default=0))


def count(limits: list[Limit], by: int = 1) -> None:
    """Add tries (or take them back with ``by=-1``)."""
    now = time.time()
    for limit in limits:
        ends = cache.get(f"{limit.key}:ends")
        if not ends or ends <= now:
            cache.set(f"{limit.key}:ends", now + limit.seconds, limit.seconds)
            cache.set(limit.key, max(by, 0), limit.seconds)
            continue
        try:
            cache.incr(limit.key, by)
        except ValueError:  # it expired between the two reads
            cache.set(limit.key, max(by, 0), limit.seconds)


def in_words(seconds: int) -> str:
    """«2 minutos», «1 hora»: rounded up, never a promise that falls short."""
    if seconds < HOUR:
        minutes = max(1, math.ceil(seconds / MINUTE))
        return "1 minuto" if minutes == 1 else f"{minutes} minutos"
    hours = math.ceil(seconds / HOUR)
    return "1 hora" if hours == 1 else f"{hours} horas"


def too_many(request, seconds: int = MINUTE):
    """The page of 429, with the wait in its header and in words."""
    context = {"title": "Hay muchos intentos seguidos", "espera": in_words(seconds)}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
