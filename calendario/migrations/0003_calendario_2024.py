"""The non-working days of 2024 and the process of 2023-2024, each with its provenance.

The marks are those of the office's paper on the domain (2.12): [P], checked in a public source;
[K-alta] and [K-media], known and not checked. What is not sure says so in its row and is edited
there like anything else: nothing in the code depends on these rows.
"""

import datetime as dt

from django.db import migrations

from core.search import clave_orden, palabras_de, texto_indexado

LFT = "LFT, artículo 74 [K-alta]"
POR_CONFIRMAR = (
    "Institucional [K-media]: confirma con el acuerdo de la autoridad administrativa "
    "y corrige aquí si no se declaró"
)
DIAS = [
    ((2024, 1, 1), "Año Nuevo", "oficial", LFT),
    ((2024, 2, 5), "Día de la Constitución (primer lunes de febrero)", "oficial", LFT),
    ((2024, 3, 18), "Natalicio de Benito Juárez (tercer lunes de marzo)", "oficial", LFT),
    ((2024, 3, 28), "Jueves Santo", "institucional", POR_CONFIRMAR),
    ((2024, 3, 29), "Viernes Santo", "institucional", POR_CONFIRMAR),
    ((2024, 5, 1), "Día del Trabajo", "oficial", LFT),
    ((2024, 6, 2), "Jornada electoral", "jornada", LFT),
    ((2024, 9, 16), "Día de la Independencia", "oficial", LFT),
    ((2024, 10, 1), "Transmisión del Poder Ejecutivo Federal", "oficial", LFT),
    ((2024, 11, 1), "Todos los Santos", "institucional", POR_CONFIRMAR),
    ((2024, 11, 2), "Fieles Difuntos", "institucional", POR_CONFIRMAR),
    ((2024, 11, 18), "Día de la Revolución (tercer lunes de noviembre)", "oficial", LFT),
    ((2024, 12, 25), "Navidad", "oficial", LFT),
]
PELO = {
    "nombre": "Proceso Electoral Local Ordinario 2023-2024",
    "clave": "PELO 2023-2024",
    "inicio": dt.date(2023, 9, 7),
    "jornada": dt.date(2024, 6, 2),
    "nota": (
        "Jornada electoral: 2 de junio de 2024 [P]. Falta capturar el inicio exacto del proceso "
        "local, en la primera semana de septiembre de 2023: se anotó el 7 de septiembre de 2023, "
        "cuando el INE inició el federal [P]. Falta capturar el fin, al resolverse la última "
        "impugnación, en otoño de 2024. Mientras no tenga fin, el proceso cuenta como abierto."
    ),
}


def cargar(apps, schema_editor):
    dias = [
        {"fecha": dt.date(*fecha), "motivo": motivo, "tipo": tipo, "fuente": fuente}
        for fecha, motivo, tipo, fuente in DIAS
    ]
    for valores in dias:
        textos = [valores["motivo"], f"{valores['fecha']:%d/%m/%Y}", valores["fuente"]]
        escribir(apps, "DiaInhabil", valores, valores["motivo"], textos)
    escribir(apps, "ProcesoElectoral", PELO, PELO["nombre"], [PELO["nombre"], PELO["clave"]])


def escribir(apps, nombre, valores, titulo, textos):
    """A row as `guardar` would leave it: found by search, in order, and with its history."""
    modelo = apps.get_model("calendario", nombre)
    historico = apps.get_model("calendario", f"Historical{nombre}")
    busqueda = texto_indexado(textos)
    obj = modelo.objects.create(**valores, busqueda=busqueda, orden=clave_orden(titulo))
    copiados = {
        campo.attname: getattr(obj, campo.attname)
        for campo in historico._meta.concrete_fields
        if hasattr(obj, campo.attname)
    }
    historico.objects.create(
        **copiados,
        history_date=obj.creado_en,
        history_type="+",
        history_change_reason="Calendario con que empieza el sistema",
    )
    palabras = {p for p in palabras_de(busqueda) if 4 <= len(p) <= 40 and not p.isdigit()}
    palabra = apps.get_model("core", "Palabra")
    palabra.objects.bulk_create(
        [palabra(modelo=f"calendario.{nombre.lower()}", texto=p) for p in sorted(palabras)],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    # Rows come last: once models are rendered for them, each later table costs much more.
    dependencies = [
        ("calendario", "0002_search_indexes"),
        ("core", "0001_initial"),
        ("crm", "0002_search_indexes"),
        ("indicadores", "0002_search_indexes"),
    ]

    # The rows go with their tables.
    operations = [migrations.RunPython(cargar, migrations.RunPython.noop)]
