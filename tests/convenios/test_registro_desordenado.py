"""850 messy rows end in counts, a list of doubts to review, and nothing that the sheet does not say."""

from collections import Counter

import pytest

from convenios.models import Convenio, ParteConvenio
from convenios.queries.registro import nombres_por_identificar
from core.batches import deshacer
from tests.convenios.desorden import CONOCIDAS, DESCONOCIDAS, FILAS, libro, registro
from tests.convenios.registro import cuentas, importar
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.crm import InstitucionFactory

pytestmark = pytest.mark.django_db

# What a spreadsheet like this cannot say, and nobody may fill in for it.
VACIOS = (
    "folio",
    "objeto",
    "padre_id",
    "area_solicitante_id",
    "solicita_id",
    "responsable_id",
    "monto",
    "recursos",
    "fecha_solicitud",
    "fecha_inicio",
    "fecha_conclusion",
    "motivo_conclusion",
    "fecha_terminacion",
    "fecha_evento_fin",
    "fecha_aviso_no_renovacion",
    "requiere_aprobacion",
    "organo_aprobador_id",
    "en_manos_de",
    "turno_desde",
)


@pytest.fixture
def traido(direccion):
    renglones, problemas = registro()
    for nombre in CONOCIDAS:
        InstitucionFactory(nombre=nombre)
    InstitucionFactory(nombre="Universidad Nacional de Ensayo", siglas="UNAM")
    ProcesoElectoralFactory(nombre="Proceso Local 2020-2021", clave="PELO 2020-2021")
    lote = importar(libro(renglones), direccion, nombre="registro.xlsx")
    return renglones, problemas, lote


def plano(texto):
    return " ".join(str(texto).split())


def test_counts_doubts_and_no_invented_fact(traido, direccion):
    renglones, problemas, lote = traido
    buenos = {uno.celdas[0]: uno for uno in renglones if not uno.problema}

    malas = FILAS - problemas[""]
    assert cuentas(lote) == (FILAS, problemas[""], 0, 0, malas)
    assert malas == 50
    assert lote.opciones["fila_encabezado"] == 5
    convenios = list(Convenio.objects.prefetch_related("partes"))
    assert {convenio.numero_registro for convenio in convenios} == set(buenos)
    for convenio in convenios:
        nada_inventado(convenio, buenos[convenio.numero_registro])
    dudas = Counter(nombre for uno in buenos.values() for nombre in uno.dudas)
    listadas = nombres_por_identificar(direccion)
    assert {fila["denominacion"]: fila["cuantos"] for fila in listadas} == dudas
    assert next(iter(listadas))["cuantos"] == max(dudas.values())


def nada_inventado(convenio, uno):
    """Every stored value is in its own row, or there is none."""
    _numero, nombre, contraparte, _firma, _inicio, termino, estatus, _nota = uno.celdas
    assert convenio.denominacion == nombre
    assert plano(convenio.contraparte_texto) == plano(contraparte)
    assert (convenio.fecha_suscripcion, convenio.fecha_fin) == (uno.firma, uno.fin)
    assert convenio.tipo_vigencia == uno.tipo_vigencia
    assert convenio.termino_texto in ("", termino)
    en_palabras = uno.fin is None and termino not in DESCONOCIDAS
    assert bool(convenio.termino_texto) == en_palabras
    vigente = estatus.strip().lower() in ("vigente", "activo")
    assert convenio.estado == ("suscrito" if vigente else "concluido")
    assert (convenio.tipo, convenio.es_historico) == ("otro", True)
    assert [campo for campo in VACIOS if getattr(convenio, campo) not in (None, "")] == []
    for parte in convenio.partes.all():
        if parte.rol == "contraparte":
            assert parte.denominacion in plano(contraparte)
            assert parte.a_traves_de in contraparte
            assert (parte.institucion is None) == (parte.denominacion in uno.dudas)
        assert (parte.representante, parte.cargo, parte.personalidad) == ("", "", "")
        assert parte.firma_fecha is None


def test_again_changes_nothing_and_it_all_goes_away(traido, direccion):
    renglones, problemas, lote = traido

    otra = importar(libro(renglones), direccion, nombre="registro.xlsx")

    assert cuentas(otra) == (FILAS, 0, 0, problemas[""], FILAS - problemas[""])
    cuantos, dejados = deshacer(lote, by=direccion)
    assert (cuantos, dejados) == (problemas[""], [])
    assert not Convenio.objects.vivos().exists()
    assert not ParteConvenio.objects.vivos().exists()
