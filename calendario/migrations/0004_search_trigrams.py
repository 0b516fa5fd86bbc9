from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("calendario", "0003_calendario_2024")]

    operations = [
        preparar_busqueda(
            "calendario_diainhabil",
            "calendario_procesoelectoral",
        )
    ]
