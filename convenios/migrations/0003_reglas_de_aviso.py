"""The reminders of dominio.md §4.3 for agreements; administration tunes them afterwards."""

from django.db import migrations

URGENTE, RESUMEN = "urgente", "resumen"
QUIEN, DIRECCION = "responsable", "direccion"
VENCE = "convenios.vencimiento"
# clave, fuente, nombre, antes (días), destino, correo
DE_FECHA = [
    *(
        (f"convenios-vence-{n}", VENCE, f"Convenio: vence en {n} días", n, QUIEN, RESUMEN)
        for n in (90, 60, 30, 15)
    ),
    ("convenios-vence-7", VENCE, "Convenio: vence en 7 días", 7, QUIEN, URGENTE),
    ("convenios-vencido", VENCE, "Convenio vencido", -1, QUIEN, URGENTE),
    (
        "convenios-vencido-escala",
        VENCE,
        "Convenio vencido sin concluir: se avisa a la dirección",
        -15,
        DIRECCION,
        RESUMEN,
    ),
    (
        "convenios-no-renovar-15",
        "convenios.no_renovacion",
        "Faltan 15 días para avisar que no se renueva",
        15,
        QUIEN,
        URGENTE,
    ),
    ("convenios-etapa", "convenios.etapa", "Etapa de convenio detenida", -1, QUIEN, RESUMEN),
    (
        "convenios-etapa-escala",
        "convenios.etapa",
        "Etapa detenida: se avisa a la dirección",
        -5,
        DIRECCION,
        RESUMEN,
    ),
]
AL_OCURRIR = [
    ("convenios-turno", "convenios.turno", "Un convenio pasó a tus manos", QUIEN, URGENTE),
]
# Working days of dominio 2.2.3 [D]; the order of review is open in the manual [K-media].
PARAMETROS = [
    ("convenios.plazo.solicitud", 5),
    ("convenios.plazo.opinion_pertinencia", 5),
    ("convenios.plazo.validacion_juridica", 10),
    ("convenios.orden_revision", "opinion_primero"),
]


def con_historia(apps, historica, obj, motivo):
    """As `guardar` would leave it."""
    historia = apps.get_model(*historica.split("."))
    copiados = {
        campo.attname: getattr(obj, campo.attname)
        for campo in historia._meta.concrete_fields
        if hasattr(obj, campo.attname)
    }
    historia.objects.create(
        **copiados, history_date=obj.creado_en, history_type="+", history_change_reason=motivo
    )


def crear_regla(apps, clave, **datos):
    regla = apps.get_model("avisos", "ReglaAviso")
    obj, nueva = regla.objects.get_or_create(clave=clave, defaults=datos)
    if nueva:
        motivo = "Regla con que empieza el sistema"
        con_historia(apps, "avisos.HistoricalReglaAviso", obj, motivo)


def cargar(apps, schema_editor):
    for clave, fuente, nombre, antes, destino, correo in DE_FECHA:
        datos = {"fuente": fuente, "nombre": nombre, "destino": destino, "correo": correo}
        crear_regla(apps, clave, antes=antes, **datos)
    for clave, fuente, nombre, destino, correo in AL_OCURRIR:
        datos = {"fuente": fuente, "nombre": nombre, "destino": destino, "correo": correo}
        crear_regla(apps, clave, al_ocurrir=True, **datos)
    parametro = apps.get_model("core", "Parametro")
    for clave, valor in PARAMETROS:
        datos = {"valor": valor, "procedencia": "Valor inicial; lo fija el manual de la oficina."}
        obj, nuevo = parametro.objects.get_or_create(
            clave=clave, desde="1999-01-01", defaults=datos
        )
        if nuevo:
            motivo = "Valor con que empieza el sistema"
            con_historia(apps, "core.HistoricalParametro", obj, motivo)


class Migration(migrations.Migration):
    # Rows come last: once models are rendered for them, each later table costs much more.
    dependencies = [
        ("avisos", "0002_regla_detenido"),
        ("core", "0001_initial"),
        ("crm", "0003_reglas_de_aviso"),
        ("convenios", "0002_search_indexes"),
        ("indicadores", "0003_search_trigrams"),
    ]
    operations = [migrations.RunPython(cargar, migrations.RunPython.noop)]
