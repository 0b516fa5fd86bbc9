from django.db import migrations, models

TRAMITE = [
    "solicitud",
    "negociacion",
    "proyecto",
    "opinion_pertinencia",
    "validacion_juridica",
    "aprobacion",
    "firma",
]


def estimar(apps, schema_editor):
    """Who holds an instrument depends on its stage: PostgreSQL would multiply both as if not."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE STATISTICS convenios_convenio_manos (mcv) "
            "ON estado, en_manos_de FROM convenios_convenio"
        )


def olvidar(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP STATISTICS IF EXISTS convenios_convenio_manos")


class Migration(migrations.Migration):
    dependencies = [("convenios", "0004_index_in_the_order_of_the_list")]

    operations = [
        migrations.AddIndex(
            model_name="convenio",
            index=models.Index(
                condition=models.Q(("eliminado_en", None), ("estado__in", TRAMITE)),
                fields=["-creado_en", "-id"],
                name="convenios_convenio_tramite",
            ),
        ),
        migrations.RunPython(estimar, olvidar),
    ]
