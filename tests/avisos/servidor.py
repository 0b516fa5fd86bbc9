"""A mail server that behaves as it is told, one conversation after another."""

import contextlib
import socket
import struct
import threading
from email import message_from_bytes

CALLA, CORTA = "(says nothing more)", "(resets the connection)"
RESPUESTAS = {
    "saludo": "220 correo.example.org",
    "EHLO": "250-correo.example.org\r\n250 AUTH PLAIN",
    "AUTH": "235 adelante",
    "DATA": "354 sigue",
    "QUIT": "221 hasta luego",
}


class Terminada(Exception):  # noqa: N818 the end of a conversation
    pass


class Servidor:
    """Says what `guion` has for each moment, and otherwise what a good server says."""

    def __init__(self):
        self.guion, self.cartas, self.conversaciones = {}, [], 0
        self.enchufe = socket.create_server(("127.0.0.1", 0))
        self.puerto = self.enchufe.getsockname()[1]
        self.fin = threading.Event()
        threading.Thread(target=self.escuchar, daemon=True).start()

    def cerrar(self):
        self.fin.set()
        self.enchufe.close()

    def escuchar(self):
        with contextlib.suppress(OSError):
            while True:
                conexion, _ = self.enchufe.accept()
                self.conversaciones += 1
                threading.Thread(target=self.conversar, args=[conexion], daemon=True).start()

    def conversar(self, conexion):
        with (
            conexion,
            conexion.makefile("rb") as renglones,
            contextlib.suppress(OSError, Terminada),
        ):
            self.decir(conexion, "saludo")
            for renglon in renglones:
                verbo = renglon.split()[0].decode().upper()
                self.decir(conexion, verbo)
                if verbo == "DATA":
                    # Kept before answering: whatever is said next, it has it.
                    self.cartas.append(message_from_bytes(b"".join(hasta_el_punto(renglones))))
                    self.decir(conexion, "punto")

    def decir(self, conexion, momento):
        dicho = self.guion.get(momento, RESPUESTAS.get(momento, "250 bien"))
        if dicho == CALLA:
            self.fin.wait()
            raise Terminada
        if dicho == CORTA:
            conexion.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise Terminada
        conexion.sendall(f"{dicho}\r\n".encode())
        if dicho.startswith(("421", "221")):
            raise Terminada


def hasta_el_punto(renglones):
    for renglon in renglones:
        if renglon == b".\r\n":
            return
        yield renglon
