from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("cuentas", "0002_search_indexes")]

    operations = [
        preparar_busqueda(
            "cuentas_usuario",
            "cuentas_area",
            "cuentas_organocolegiado",
        )
    ]
