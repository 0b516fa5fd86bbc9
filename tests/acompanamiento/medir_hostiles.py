"""What receiving and looking at each hostile file costs, one process for each. Prints JSON."""

import io
import json
import os
import resource
import sys

import django


def usado(de_quien):
    """Seconds of processor and the most memory held, in MB."""
    uso = resource.getrusage(de_quien)
    return uso.ru_utime + uso.ru_stime, uso.ru_maxrss / 1024


def medir(recibir):
    """Run it in a child; its seconds and its megabytes, over what a process that does nothing has.

    The drawing of a PDF is a child of that child: its limits are its own, and only time is added.
    """
    lee, escribe = os.pipe()
    if not (hijo := os.fork()):
        antes = usado(resource.RUSAGE_SELF)
        recibir()
        despues, nietos = usado(resource.RUSAGE_SELF), usado(resource.RUSAGE_CHILDREN)
        costo = {
            "segundos": round(despues[0] - antes[0] + nietos[0], 2),
            "megas": round(despues[1] - antes[1]),
        }
        os.write(escribe, json.dumps(costo).encode())
        os._exit(0)
    os.close(escribe)
    with os.fdopen(lee) as tubo:
        costo = json.loads(tubo.read())
    os.waitpid(hijo, 0)
    return costo


def main():
    django.setup()
    # Once Django is ready: its models do not load before.
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    from acompanamiento.actions.documentos import preparar  # noqa: PLC0415
    from core.documents.pdf import primera_pagina  # noqa: PLC0415
    from observacion.models import RequisitoConvocatoria  # noqa: PLC0415
    from tests.acompanamiento import hostiles  # noqa: PLC0415

    def recibir(nombre, contenido, tipo, esperado):
        archivo = io.BytesIO(contenido)
        archivo.name, archivo.size = nombre, len(contenido)
        try:
            kept, mime = preparar(RequisitoConvocatoria(clave="pasaporte"), archivo)
            if mime == "application/pdf":
                primera_pagina(kept.read())
        except (ValidationError, ValueError):
            return

    todos = {que: hostiles.archivo(que) for que in hostiles.ARCHIVOS | hostiles.BUENOS}
    medido = {que: medir(lambda uno=uno: recibir(*uno)) for que, uno in todos.items()}
    sys.stdout.write(json.dumps(medido))


if __name__ == "__main__":
    main()
