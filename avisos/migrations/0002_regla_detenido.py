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
    dependencies = [("avisos", "0001_initial")]
    operations = [migrations.RunPython(cargar, migrations.RunPython.noop)]
