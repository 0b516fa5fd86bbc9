"""What people and seats say of each other, kept on both so that lists read one table.

Derived from occupations, so it makes no new version. Runs below every writer, bulk ones included.
"""

from collections import defaultdict

from core.models.palabra import registrar_palabras
from crm.enums import TipoPuesto
from crm.models.contacto import Contacto
from crm.models.puesto import Puesto

PRIMERO: dict[str, int] = {TipoPuesto.TITULAR: 0, TipoPuesto.ENLACE: 1}
LOTE = 400


def reflejar(rows, contactos, puestos):
    """Copy who holds what now onto these people and seats. ``rows`` are all occupations."""
    contactos, puestos = sorted(set(contactos)), sorted(set(puestos))
    for inicio in range(0, len(contactos), LOTE):
        reflejar_contactos(rows, contactos[inicio : inicio + LOTE])
    for inicio in range(0, len(puestos), LOTE):
        reflejar_puestos(rows, puestos[inicio : inicio + LOTE])


def reflejar_contactos(rows, claves):
    textos = defaultdict(list)
    vigentes = rows.en_funciones().filter(contacto__in=claves)
    for ocupacion in vigentes.select_related("puesto__institucion"):
        institucion = ocupacion.puesto.institucion
        texto = f"{ocupacion.puesto.cargo}, {institucion.siglas or institucion.nombre}"
        textos[ocupacion.contacto_id].append((PRIMERO.get(ocupacion.puesto.tipo, 2), texto))
    cambiados = []
    for contacto in Contacto.objects.filter(pk__in=claves):
        puesto_actual = "; ".join(texto for _, texto in sorted(textos[contacto.pk]))[:500]
        if contacto.puesto_actual != puesto_actual:
            contacto.puesto_actual = puesto_actual
            contacto.refrescar_derivados()
            cambiados.append(contacto)
    Contacto.objects.bulk_update(cambiados, ["puesto_actual", "busqueda"], batch_size=LOTE)
    registrar_palabras(Contacto, [contacto.busqueda for contacto in cambiados])


def reflejar_puestos(rows, claves):
    vigentes = rows.en_funciones().filter(puesto__in=claves)
    personas = dict(vigentes.values_list("puesto", "contacto__nombre_para_mostrar"))
    cambiados = []
    for puesto in Puesto.objects.filter(pk__in=claves):
        ocupante = personas.get(puesto.pk, "")
        if puesto.ocupante != ocupante:
            puesto.ocupante = ocupante
            cambiados.append(puesto)
    Puesto.objects.bulk_update(cambiados, ["ocupante"], batch_size=LOTE)
