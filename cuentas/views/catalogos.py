from core.crud import Crud, Panel
from cuentas.models import Acceso, Area, OrganoColegiado


class AccesoCrud(Crud):
    model = Acceso
    operations = ("list",)
    columns = ["cuando", "persona", "resultado", "direccion"]
    filters = ["persona", "resultado"]
    ordering = ["-cuando"]
    icon = "door-open"
    empty_text = "Aquí queda cada vez que alguien entra o intenta entrar."


class AreaCrud(Crud):
    model = Area
    columns = ["nombre", "siglas", "tipo", "padre", "vigente_desde", "vigente_hasta"]
    filters = ["tipo", "padre"]
    fields = ["nombre", "siglas", "clave", "tipo", "padre", "vigente_desde", "vigente_hasta"]
    bulk_fields = ["tipo", "padre", "vigente_hasta"]
    import_keys = ["nombre", "clave"]
    panels = [
        Panel("Personas", "cuentas:usuario_list", "area", "cuentas.view_usuario", "people"),
        Panel("Áreas que dependen de ella", "cuentas:area_list", "padre", "cuentas.view_area"),
    ]
    icon = "diagram-2"


class OrganoColegiadoCrud(Crud):
    model = OrganoColegiado
    columns = ["nombre", "siglas", "tipo", "antecede_a", "vigente_desde", "vigente_hasta"]
    filters = ["tipo"]
    fields = [
        "nombre",
        "siglas",
        "tipo",
        "vigente_desde",
        "vigente_hasta",
        "antecede_a",
        "notas",
    ]
    bulk_fields = ["tipo", "vigente_hasta"]
    import_keys = ["nombre"]
    icon = "bank"
