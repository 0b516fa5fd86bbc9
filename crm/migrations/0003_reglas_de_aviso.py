"""The reminders of dominio.md §4.3 for what crm owns; administration tunes them afterwards."""

from django.db import migrations

URGENTE, RESUMEN = "urgente", "resumen"
QUIEN, AREA, DIRECCION = "responsable", "area", "direccion"
# clave, fuente, nombre, antes (días), destino, correo
DE_FECHA = [
    ("crm-compromiso-15", "crm.compromiso", "Compromiso: faltan 15 días", 15, QUIEN, RESUMEN),
    ("crm-compromiso-7", "crm.compromiso", "Compromiso: faltan 7 días", 7, QUIEN, RESUMEN),
    ("crm-compromiso-1", "crm.compromiso", "Compromiso: vence mañana", 1, QUIEN, URGENTE),
    ("crm-compromiso-vencido", "crm.compromiso", "Compromiso vencido", -1, QUIEN, RESUMEN),
    (
        "crm-compromiso-escala",
        "crm.compromiso",
        "Compromiso vencido: se avisa a la dirección",
        -10,
        DIRECCION,
        RESUMEN,
    ),
    ("crm-gestion-5", "crm.gestion", "Gestión: faltan 5 días", 5, QUIEN, RESUMEN),
    ("crm-gestion-1", "crm.gestion", "Gestión: vence mañana", 1, QUIEN, URGENTE),
    ("crm-gestion-vencida", "crm.gestion", "Gestión vencida", -1, QUIEN, URGENTE),
    (
        "crm-gestion-escala",
        "crm.gestion",
        "Gestión vencida: se avisa a la dirección",
        -5,
        DIRECCION,
        RESUMEN,
    ),
    ("crm-reunion-1", "crm.reunion", "Reunión: es mañana", 1, QUIEN, RESUMEN),
    ("crm-reunion-0", "crm.reunion", "Reunión: es hoy", 0, QUIEN, RESUMEN),
    ("crm-reunion-pasada", "crm.reunion", "Reunión que pasó sin anotarse", -2, QUIEN, RESUMEN),
    ("crm-minuta-3", "crm.minuta", "Minuta sin terminar", -3, QUIEN, RESUMEN),
    (
        "crm-minuta-escala",
        "crm.minuta",
        "Minuta sin terminar: se avisa a la dirección",
        -10,
        DIRECCION,
        RESUMEN,
    ),
]
AL_OCURRIR = [
    ("crm-gestion-turnada", "crm.turno", "Te turnaron una gestión", AREA, URGENTE),
    ("crm-gestion-limite", "crm.turno", "Cambió la fecha límite de una gestión", QUIEN, RESUMEN),
    ("crm-reunion-invitacion", "crm.invitacion", "Invitación a una reunión", QUIEN, URGENTE),
]

def crear(apps, clave, **datos):
    """A rule as `guardar` would leave it: with its history."""
    regla, historia = (apps.get_model("avisos", n) for n in ("ReglaAviso", "HistoricalReglaAviso"))
    obj, nueva = regla.objects.get_or_create(clave=clave, defaults=datos)
    if not nueva:
        return
    copiados = {
        campo.attname: getattr(obj, campo.attname)
        for campo in historia._meta.concrete_fields
        if hasattr(obj, campo.attname)
    }
    historia.objects.create(
        **copiados,
        history_date=obj.creado_en,
        history_type="+",
        history_change_reason="Regla con que empieza el sistema",
    )


def cargar(apps, schema_editor):
    for clave, fuente, nombre, antes, destino, correo in DE_FECHA:
        datos = {"fuente": fuente, "nombre": nombre, "destino": destino, "correo": correo}
        crear(apps, clave, antes=antes, **datos)
    for clave, fuente, nombre, destino, correo in AL_OCURRIR:
        datos = {"fuente": fuente, "nombre": nombre, "destino": destino, "correo": correo}
        crear(apps, clave, al_ocurrir=True, **datos)


class Migration(migrations.Migration):
    # Rows come last: once models are rendered for them, each later table costs much more.
    dependencies = [
        ("avisos", "0002_regla_detenido"),
        ("core", "0001_initial"),
        ("crm", "0002_search_indexes"),
        ("indicadores", "0002_search_indexes"),
    ]
    operations = [migrations.RunPython(cargar, migrations.RunPython.noop)]
