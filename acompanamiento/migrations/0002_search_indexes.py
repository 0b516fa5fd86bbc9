from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("acompanamiento", "0001_initial")]

    operations = [
        preparar_busqueda("acompanamiento_delegacion"),
        preparar_busqueda("acompanamiento_solicitudvisitante"),
        preparar_busqueda("acompanamiento_programaacompanamiento"),
    ]
