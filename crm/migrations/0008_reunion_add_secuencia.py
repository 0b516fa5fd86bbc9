from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crm", "0007_gestion_covering_indexes")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="secuencia",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="cambio de la cita"
            ),
        )
        for model in ("historicalreunion", "reunion")
    ]
