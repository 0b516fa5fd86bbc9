from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("indicadores", "0002_search_indexes")]

    operations = [
        preparar_busqueda(
            "indicadores_indicador",
        )
    ]
