"""The reminders of dominio.md §4.3 for calls and observers; administration tunes them afterwards."""

from django.db import migrations

URGENTE, RESUMEN = "urgente", "resumen"
QUIEN, DIRECCION = "responsable", "direccion"
DIAS, HORAS = "dias", "horas"
# clave, fuente, nombre, antes, unidad, destino, correo
REGLAS = [
    ("convocatoria-cierra-15", "observacion.cierre", "Convocatoria: cierra en 15 días", 15, DIAS, QUIEN, RESUMEN),
    ("convocatoria-cierra-5", "observacion.cierre", "Convocatoria: cierra en 5 días", 5, DIAS, QUIEN, RESUMEN),
    ("convocatoria-cierra-1", "observacion.cierre", "Convocatoria: cierra en 1 día", 1, DIAS, QUIEN, URGENTE),
    ("observacion-prevencion-24", "observacion.prevencion", "Prevención de observación: vence en 24 horas", 24, HORAS, QUIEN, URGENTE),
    ("observacion-prevencion-vencida", "observacion.prevencion", "Prevención de observación vencida", 0, HORAS, QUIEN, URGENTE),
    ("observacion-informe-15", "observacion.informe", "Informes de observación: el plazo vence en 15 días", 15, DIAS, QUIEN, RESUMEN),
    ("observacion-informe-5", "observacion.informe", "Informes de observación: el plazo vence en 5 días", 5, DIAS, QUIEN, RESUMEN),
    ("observacion-informe-0", "observacion.informe", "Informes de observación: el plazo vence hoy", 0, DIAS, QUIEN, URGENTE),
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
        ("convenios", "0003_reglas_de_aviso"),
        ("acompanamiento", "0002_search_indexes"),
        ("indicadores", "0003_search_trigrams"),
        ("observacion", "0002_search_indexes"),
    ]
    operations = [migrations.RunPython(cargar, migrations.RunPython.noop)]
