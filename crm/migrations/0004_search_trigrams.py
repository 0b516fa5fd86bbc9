from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("crm", "0003_reglas_de_aviso")]

    operations = [
        preparar_busqueda(
            "crm_institucion",
            "crm_contacto",
            "crm_puesto",
            "crm_etiqueta",
            "crm_subtipo",
            "crm_compromiso",
            "crm_gestion",
            "crm_interaccion",
            "crm_reunion",
        )
    ]
