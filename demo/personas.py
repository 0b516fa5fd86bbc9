"""Invented people. The second surname is always a common word: nobody is called so."""

import random
from itertools import product

from crm.models import Contacto

SEMILLA = 785
CORREO = "example.org"
NOMBRES = """Ana Sofía, Bruno, Citlali, Darío, Elena, Fabián, Graciela, Héctor, Itzel, Joaquín,
Karla, Leonel, María José, Nicolás, Ofelia, Paulo, Quetzalli, Rubén, Silvia, Tomás, Úrsula,
Valeria, Ximena, Yolotzin, Zoé"""
PRIMEROS = """Núñez, Peña, Muñoz, Ibáñez, Güemes, Zúñiga, Ocampo, de la O, Cárdenas, Ñonthe,
Xicoténcatl, Lechuga, Barragán, Quiñones, Álvarez-Luna, von der Nube"""
SEGUNDOS = """Ejemplo, Muestra, Ensayo, Maqueta, Boceto, Prueba, Ficción, Borrador, Simulacro,
Modelo"""
TRATAMIENTOS = ("", "Lic.", "Mtra.", "Mtro.", "Dra.", "Dr.")
NOTA = "Persona inventada para la demostración."
TODAS = 120


def inventar():
    """The same people on every machine, each name once, ready to be written."""
    azar = random.Random(SEMILLA)  # noqa: S311 - invented names, not secrets
    nombres = list(product(_lista(NOMBRES), _lista(PRIMEROS), _lista(SEGUNDOS)))
    return [
        Contacto(
            tratamiento=azar.choice(TRATAMIENTOS),
            nombres=nombre,
            primer_apellido=primero,
            segundo_apellido=segundo,
            correo=f"persona{numero:03}@{CORREO}",
            telefono=f"55 0000 {numero:04}",
            notas=NOTA,
        )
        for numero, (nombre, primero, segundo) in enumerate(azar.sample(nombres, TODAS), 1)
    ]


def _lista(texto):
    return [" ".join(parte.split()) for parte in texto.split(",")]
