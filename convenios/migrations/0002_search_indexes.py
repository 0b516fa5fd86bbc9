from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("convenios", "0001_initial")]

    operations = [preparar_busqueda("convenios_convenio")]
