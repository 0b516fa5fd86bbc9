"""The signed receipts that were kept in clear move to the reserved storage."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import migrations, transaction


def cifrar_acuses(apps, schema_editor):
    """Each is written again, encrypted, and its former file goes once the rows say so.

    One whose file is not there stays as it is, for `verificar` to tell of it.
    """
    alias = schema_editor.connection.alias
    claro, reservado = storages["default"], storages["reservado"]
    Adjunto = apps.get_model("core", "Adjunto")
    Historial = apps.get_model("core", "HistoricalAdjunto")
    rows = Adjunto.objects.using(alias).filter(gafetes__isnull=False, reservado=False).distinct()
    for pk, antes in list(rows.values_list("pk", "archivo")):
        if not claro.exists(antes):
            continue
        with claro.open(antes, "rb") as archivo:
            nombre = reservado.save(f"reservados/{antes}", ContentFile(archivo.read()))
        datos = {"archivo": nombre, "reservado": True}
        Adjunto.objects.using(alias).filter(pk=pk).update(**datos)
        Historial.objects.using(alias).filter(id=pk).update(**datos)
        transaction.on_commit(lambda sobra=antes: claro.delete(sobra), using=alias)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_reserved_attachments"),
        ("observacion", "0003_reglas_de_aviso"),
    ]

    operations = [migrations.RunPython(cifrar_acuses, migrations.RunPython.noop)]
