"""Five hundred badges in one PDF, against what the bare composer takes for the same sheets.

``python -m tests.bench.gafetes [500]`` prints both times in seconds and their ratio.
"""

import datetime as dt
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

if __name__ == "__main__":
    django.setup()

import typst
from PIL import Image

MAX_RATIO, MAX_SECONDS = 2.0, 3.0
NAMES = (
    "José Núñez Peña",
    "Maximiliane Alexandra von Württemberg-Hohenzollern de la Rosa",
    "محمد عبد الرحمن الهاشمي",
    "王小明",
    "Александр Петров",
    "Ana Li",
)


def photographs(count):
    """As many different pictures, of the size that a badge keeps."""
    rng = random.Random(20260502)  # noqa: S311 invented pictures, not a secret
    for _ in range(count):
        ground = tuple(rng.randrange(120, 240) for _ in range(3))
        picture = Image.new("RGB", (360, 432), ground)
        noise = Image.effect_noise((360, 432), rng.randrange(10, 30)).convert("RGB")
        written = io.BytesIO()
        Image.blend(picture, noise, 0.25).save(written, "JPEG", quality=88)
        yield written.getvalue()


def badges(count):
    """Badges in memory, with everything that one prints."""
    proceso = SimpleNamespace(nombre="Proceso Electoral Local Ordinario 2023-2024")
    for number, photograph in enumerate(photographs(count)):
        yield SimpleNamespace(
            tipo=("visitante", "observacion", "staff", "acompanante")[number % 4],
            nombre=NAMES[number % len(NAMES)],
            organizacion="Organización de los Estados Americanos, Misión de Observación",
            pais="Bosnia y Herzegovina",
            folio=f"VE-2024-{number:04d}",
            generacion=1,
            desde=dt.date(2024, 5, 20),
            hasta=dt.date(2024, 6, 8),
            proceso=proceso,
            codigo=f"AbCdEfGhIjKlMnOpQr{number:04d}",
            foto=SimpleNamespace(open=lambda _mode, kept=photograph: io.BytesIO(kept)),
        )


def ours(found):
    from observacion.queries.gafetes import pdf  # noqa: PLC0415 only where settings are ready

    started = time.perf_counter()
    pdf(found)
    return time.perf_counter() - started


def bare(found):
    """The composer alone: the same sheets, with their pictures and codes already on the disk."""
    from core.documents.pdf import RAIZ  # noqa: PLC0415
    from core.qr import svg  # noqa: PLC0415
    from observacion.queries.gafetes import CASA, PLANTILLA, datos_de  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        for number, badge in enumerate(found):
            Path(folder, f"foto-{number}.jpg").write_bytes(badge.foto.open("rb").read())
            Path(folder, f"qr-{number}.svg").write_text(svg(f"https://x.mx/{badge.codigo}/"))
        sheet = Path(folder, "hoja.typ")
        sheet.write_bytes((RAIZ / PLANTILLA).read_bytes())
        said = [datos_de(badge, number) for number, badge in enumerate(found)]
        data = json.dumps({"casa": CASA, "formato": "carta", "gafetes": said})
        started = time.perf_counter()
        typst.compile(str(sheet), root=folder, sys_inputs={"datos": data})
        return time.perf_counter() - started


def alone(what, count):
    """Seconds of one of both, in a process of its own: the composer remembers what it drew."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.gafetes", str(count), what],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def main(count=500):
    took, floor = alone("ours", count), alone("bare", count)
    fine = took <= MAX_SECONDS and took <= floor * MAX_RATIO
    print(f"{count} gafetes: {took:.2f} s (tope {MAX_SECONDS:.0f} s)")
    print(f"sólo el compositor: {floor:.2f} s; proporción {took / floor:.2f} (tope {MAX_RATIO})")
    return 0 if fine else 1


def one(count, what):
    found = list(badges(count))
    print(ours(found) if what == "ours" else bare(found))


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    if len(sys.argv) > 2:
        one(number, sys.argv[2])
    else:
        sys.exit(main(number))
