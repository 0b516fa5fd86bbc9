from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("programa", "0002_search_indexes")]

    operations = [
        preparar_busqueda(
            "programa_accionpoa",
            "programa_actividadinstitucional",
            "programa_lineaaccion",
            "programa_objetivoplan",
        )
    ]
