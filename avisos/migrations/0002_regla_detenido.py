"""The one rule of this app's own: administration is told of what could not be delivered."""

from django.db import migrations


def cargar(apps, schema_editor):
    apps.get_model("avisos", "ReglaAviso").objects.get_or_create(
        clave="avisos-detenido",
        defaults={
            "fuente": "avisos.detenido",
            "nombre": "Un aviso no se pudo entregar",
            "antes": 0,
            "unidad": "horas",
            "destino": "administracion",
            "correo": "no",
        },
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
