from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("crm", "0005_limites")]

    operations = [
        preparar_busqueda(
            "crm_compromiso",
            "crm_gestion",
            "crm_interaccion",
            "crm_reunion",
        )
    ]
