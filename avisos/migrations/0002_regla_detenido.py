"""The one rule of this app's own: administration is told of what could not be delivered."""

from django.db import migrations

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
    crear(
        apps,
        "avisos-detenido",
        fuente="avisos.detenido",
        nombre="Un aviso no se pudo entregar",
        antes=0,
        unidad="horas",
        destino="administracion",
        correo="no",
    )


class Migration(migrations.Migration):
    # Rows come last: once models are rendered for them, each later table costs much more.
    dependencies = [
        ("avisos", "0001_initial"),
        ("core", "0001_initial"),
        ("crm", "0002_search_indexes"),
        ("indicadores", "0002_search_indexes"),
    ]
    operations = [migrations.RunPython(cargar, migrations.RunPython.noop)]
