from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("indicadores", "0001_initial")]

    operations = [
        preparar_busqueda(
            "indicadores_indicador",
        )
    ]
