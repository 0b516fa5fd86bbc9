from django.db import migrations

from core.search_index import preparar_busqueda


class Migration(migrations.Migration):
    dependencies = [("observacion", "0001_initial")]

    operations = [
        preparar_busqueda("observacion_convocatoria"),
        preparar_busqueda("observacion_gafete"),
        preparar_busqueda("observacion_integrantered"),
        preparar_busqueda("observacion_curso"),
        preparar_busqueda("observacion_solicitudarco"),
        preparar_busqueda("observacion_solicitudobservacion"),
    ]
