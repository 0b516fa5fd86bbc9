"""``python -m tests.bench.avalancha [--motor sqlite|postgresql] [--personas 500]``: the last minute.

As many people as asked send their application at the same instant, each with a signed page of one
megabyte, to the server as it is installed, with its worker and its clock; a person of the staff
keeps working meanwhile. Nobody may see an error, be lost or share a folio (G08, F33). What waits
for its folio is counted until all have it.
"""

import argparse
import http.client
import io
import json
import random
import re
import statistics
import subprocess
import sys
import threading
import time
import uuid

from tests.bench.installation import BIN, ROOT, Installation, postgresql_server
from tests.bench.web import Server, free_port

CAMPO = re.compile(r'name="(papel_\d+)"')
SELLO = re.compile(r'name="sello" value="([^"]+)"')
FICHA = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LISTA = "/visitantes/solicitudes-de-visitantes/"
BIEN, SIGUE = 200, 302


class Instalada(Server):
    """gunicorn with the house's own settings."""

    def __init__(self, installation):
        self.installation, self.port = installation, free_port()
        env = installation.environment(GUNICORN_BIND=f"127.0.0.1:{self.port}")
        command = [BIN / "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
        self.log = (installation.var / "servidor.log").open("w+")
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=self.log)


class Procesos:
    """The worker and the clock of the same installation, as `make run` starts them."""

    COMMANDS = (
        ["celery", "-q", "-A", "config", "worker", "-P", "threads", "-c", "2"],
        ["celery", "-q", "-A", "config", "beat", "--pidfile="],
    )

    def __init__(self, installation):
        env = installation.environment()
        self.log = (installation.var / "procesos.log").open("w+")
        where = ["-s", str(installation.var / "beat")]
        self.procesos = [
            subprocess.Popen(
                [BIN / command[0], *command[1:], *(where if "beat" in command else [])],
                cwd=ROOT,
                env=env,
                stderr=self.log,
                stdout=self.log,
            )
            for command in self.COMMANDS
        ]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for proceso in self.procesos:
            proceso.terminate()
        for proceso in self.procesos:
            proceso.wait(30)
        self.log.close()


def hoja_firmada():
    """A photograph of a page, of about one megabyte."""
    from PIL import Image  # noqa: PLC0415

    ruido = Image.effect_noise((400, 300), 60).convert("RGB").resize((4000, 3000))
    for calidad in range(40, 90, 2):
        salida = io.BytesIO()
        ruido.save(salida, "JPEG", quality=calidad)
        if salida.tell() > 1_000_000:
            break
    return salida.getvalue()


class Persona(threading.Thread):
    """Somebody who opens the last page, waits for the others and sends."""

    def __init__(self, port, token, hoja, salida):
        super().__init__(daemon=True)
        self.port, self.token, self.hoja, self.salida = port, token, hoja, salida
        self.estado, self.segundos, self.folio = 0, 0.0, ""

    def pedir(self, metodo, ruta, cuerpo=None, headers=None):
        conexion = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        conexion.request(metodo, ruta, cuerpo, headers or {})
        respuesta = conexion.getresponse()
        texto = respuesta.read().decode("utf-8", "replace")
        conexion.close()
        return respuesta, texto

    def abrir(self):
        ruta = f"/publico/en/solicitud/{self.token}/revisar/"
        respuesta, texto = self.pedir("GET", ruta)
        galleta = respuesta.headers["Set-Cookie"].partition(";")[0]
        fichas = {"csrfmiddlewaretoken": FICHA.search(texto)[1], "sello": SELLO.search(texto)[1]}
        return ruta, galleta, fichas, CAMPO.search(texto)[1]

    def run(self):
        ruta, galleta, fichas, campo = self.abrir()
        limite = uuid.uuid4().hex
        cuerpo = formulario(limite, fichas | {"normas": "on", "aviso": "on"}, campo, self.hoja)
        headers = {
            "Cookie": galleta,
            "Content-Type": f"multipart/form-data; boundary={limite}",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        self.salida.wait()
        inicio = time.perf_counter()
        try:
            respuesta, _texto = self.pedir("POST", ruta, cuerpo, headers)
        except OSError:
            return
        self.segundos, self.estado = time.perf_counter() - inicio, respuesta.status


def formulario(limite, campos, nombre, archivo):
    partes = [
        f'--{limite}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
        for k, v in campos.items()
    ]
    cabeza = (
        f'--{limite}\r\nContent-Disposition: form-data; name="{nombre}"; filename="firma.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    return "".join([*partes, cabeza]).encode() + archivo + f"\r\n--{limite}--\r\n".encode()


class Personal(threading.Thread):
    """Somebody of the office who keeps opening the list."""

    def __init__(self, server, session):
        super().__init__(daemon=True)
        self.server, self.session, self.tiempos, self.fallas = server, session, [], 0
        self.fin = threading.Event()

    def run(self):
        while not self.fin.wait(0.3):
            estado, _body, segundos = self.server.get(LISTA, self.session)
            self.tiempos.append(segundos)
            self.fallas += estado != BIEN


def medir(engine, personas, server):
    installation = Installation(engine, "avalancha", server)
    installation.drop()
    (installation.var / "hecho.txt").unlink(missing_ok=True)
    entry = installation.build(personas, "tests.bench.avalancha_datos")
    hoja = hoja_firmada()
    salida = threading.Event()
    with Instalada(installation) as producto, Procesos(installation):
        gente = [Persona(producto.port, token, hoja, salida) for token in entry["enlaces"]]
        for persona in gente:
            persona.start()
            time.sleep(0.02)
        time.sleep(15)
        oficina = Personal(producto, entry["sesion"])
        oficina.start()
        inicio = time.perf_counter()
        salida.set()
        for persona in gente:
            persona.join(300)
        total = time.perf_counter() - inicio
        oficina.fin.set()
        oficina.join(60)
        quedo = esperar_folios(installation, personas)
        quedo["segundos"] = time.perf_counter() - inicio
    informe(engine, gente, hoja, total, oficina, quedo)


def esperar_folios(installation, personas):
    """What there is once nobody waits for a folio, or after five minutes."""
    for _ in range(60):
        quedo = json.loads(installation.python("-m", "tests.bench.avalancha_datos", "cuenta"))
        if quedo["recibidas"] == personas:
            break
        time.sleep(3)
    return quedo


def informe(engine, gente, hoja, total, oficina, quedo):
    tiempos = sorted(persona.segundos for persona in gente)
    estados = {e: sum(p.estado == e for p in gente) for e in {p.estado for p in gente}}
    p95 = tiempos[int(len(tiempos) * 0.95)]
    print(f"\n== {engine}: {len(gente)} a la vez, {len(hoja) / 1e6:.2f} MB cada una")
    print(f"  respuestas {estados}; todas en {total:.1f} s")
    print(f"  p50 {statistics.median(tiempos):.1f} s, p95 {p95:.1f} s, máximo {tiempos[-1]:.1f} s")
    print(f"  recibidas {quedo['recibidas']}, folios distintos {quedo['folios']}", end="")
    print(f", hojas guardadas {quedo['hojas']}; todos los folios a los {quedo['segundos']:.0f} s")
    if oficina.tiempos:
        ordenados = sorted(oficina.tiempos)
        p95 = ordenados[int(len(ordenados) * 0.95)]
        print(f"  el personal: {len(ordenados)} páginas, p95 {p95:.2f} s, fallas {oficina.fallas}")


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.avalancha")
    parser.add_argument("--motor", choices=["sqlite", "postgresql"], help="por omisión, ambos")
    parser.add_argument("--personas", type=int, default=500)
    options = parser.parse_args()
    random.seed(88)
    for engine in [options.motor] if options.motor else ["sqlite", "postgresql"]:
        server = postgresql_server() if engine == "postgresql" else ""
        if engine == "postgresql" and not server:
            sys.exit("No hay PostgreSQL a la mano.")
        medir(engine, options.personas, server)


if __name__ == "__main__":
    main()
