from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("cuentas", "0001_initial")]

    operations = [
        preparar_busqueda(
            "cuentas_usuario",
            "cuentas_area",
            "cuentas_organocolegiado",
        )
    ]
