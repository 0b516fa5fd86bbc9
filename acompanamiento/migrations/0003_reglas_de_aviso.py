"""The reminders of dominio.md §4.3 for visitors; administration tunes them afterwards."""

from django.db import migrations

URGENTE, RESUMEN = "urgente", "resumen"
QUIEN, DIRECCION = "responsable", "direccion"
DIAS, HORAS = "dias", "horas"
# clave, fuente, nombre, antes, unidad, destino, correo
REGLAS = [
    (
        "visitantes-prevencion-24",
        "visitantes.prevencion",
        "Prevención de visitante: vence en 24 horas",
        24,
        HORAS,
        QUIEN,
        URGENTE,
    ),
    (
        "visitantes-prevencion-vencida",
        "visitantes.prevencion",
        "Prevención de visitante vencida",
        0,
        HORAS,
        QUIEN,
        URGENTE,
    ),
    (
        "visitantes-incompleta-5",
        "visitantes.incompleta",
        "Expediente incompleto: la convocatoria cierra en 5 días",
        5,
        DIAS,
        QUIEN,
        RESUMEN,
    ),
    (
        "visitantes-incompleta-1",
        "visitantes.incompleta",
        "Expediente incompleto: la convocatoria cierra en 1 día",
        1,
        DIAS,
        QUIEN,
        URGENTE,
    ),
    (
        "visitantes-pasaporte-30",
        "visitantes.pasaporte",
        "Pasaporte que vence antes de la salida: llega en 30 días",
        30,
        DIAS,
        QUIEN,
        RESUMEN,
    ),
    (
        "visitantes-pasaporte-7",
        "visitantes.pasaporte",
        "Pasaporte que vence antes de la salida: llega en 7 días",
        7,
        DIAS,
        QUIEN,
        URGENTE,
    ),
]


def con_historia(apps, regla):
    """As `guardar` would leave it."""
    historia = apps.get_model("avisos", "HistoricalReglaAviso")
    copiados = {
        campo.attname: getattr(regla, campo.attname)
        for campo in historia._meta.concrete_fields
        if hasattr(regla, campo.attname)
    }
    historia.objects.create(
        **copiados,
        history_date=regla.creado_en,
        history_type="+",
        history_change_reason="Regla con que empieza el sistema",
    )


def cargar(apps, schema_editor):
    modelo = apps.get_model("avisos", "ReglaAviso")
    for clave, fuente, nombre, antes, unidad, destino, correo in REGLAS:
        datos = {
            "fuente": fuente,
            "nombre": nombre,
            "antes": antes,
            "unidad": unidad,
            "destino": destino,
            "correo": correo,
        }
        regla, nueva = modelo.objects.get_or_create(clave=clave, defaults=datos)
        if nueva:
            con_historia(apps, regla)


class Migration(migrations.Migration):
    # Rows come last: once models are rendered for them, each later table costs much more.
    dependencies = [
        ("avisos", "0002_regla_detenido"),
        ("observacion", "0003_reglas_de_aviso"),
        ("acompanamiento", "0002_search_indexes"),
    ]
    operations = [migrations.RunPython(cargar, migrations.RunPython.noop)]
