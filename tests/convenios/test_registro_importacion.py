"""The former register comes in as it is: what it says, nothing else, and can go away whole."""

import datetime as dt

import pytest
from django.utils import timezone

from convenios.actions.registro import identificar_parte
from convenios.models import Convenio, ParteConvenio
from convenios.queries.informe import vencidos, vigentes
from core.batches import deshacer
from core.importing.run import confirmar, ejecutar
from core.models.lote import Decision
from tests.convenios.registro import (
    ENCABEZADOS,
    archivo,
    cuentas,
    fila,
    importar,
    motivos,
    revisar,
)
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.convenios import ConvenioFactory
from tests.factories.crm import InstitucionFactory, NombreAlternoFactory

pytestmark = pytest.mark.django_db


def contrapartes():
    return list(
        ParteConvenio.objects.filter(rol="contraparte")
        .order_by("pk")
        .values_list("denominacion", "a_traves_de", "institucion__siglas")
    )


def test_row_becomes_an_instrument_with_its_parties(direccion):
    unam = InstitucionFactory(nombre="Universidad Nacional", siglas="UNAM", tipo="academica")
    nombre = "UNIVERSIDAD NACIONAL, a través de la FES Aragón; Fundación Desconocida"

    lote = importar(archivo(fila(1, contraparte=nombre)), direccion)

    assert cuentas(lote) == (1, 1, 0, 0, 0)
    convenio = Convenio.objects.get()
    assert (convenio.estado, convenio.es_historico, convenio.folio) == ("concluido", True, "")
    assert convenio.numero_registro == "IEDF-1"
    assert convenio.contraparte_texto == nombre
    assert convenio.fecha_suscripcion == dt.date(2013, 3, 12)
    assert (convenio.fecha_inicio, convenio.fecha_conclusion) == (None, None)
    assert (convenio.tipo_vigencia, convenio.fecha_fin) == (
        "fecha_determinada",
        dt.date(2015, 12, 31),
    )
    assert (convenio.tipo, convenio.motivo_conclusion) == ("otro", "")
    assert convenio.contrapartes == (
        "UNIVERSIDAD NACIONAL, a través de FES Aragón; Fundación Desconocida"
    )
    assert convenio.categorias == "academica"
    assert contrapartes() == [
        ("UNIVERSIDAD NACIONAL", "FES Aragón", unam.siglas),
        ("Fundación Desconocida", "", None),
    ]
    instituto = ParteConvenio.objects.get(rol="iecm")
    assert (instituto.denominacion, instituto.creado_por) == ("El Instituto", direccion)
    assert convenio.history.count() == instituto.history.count() == 1


def test_preview_says_what_it_will_not_know(direccion):
    sin_tipo = revisar(archivo(fila(1)), direccion)
    con_tipo = revisar(
        archivo([*fila(1), "Convenio marco"], encabezados=[*ENCABEZADOS, "Tipo"]), direccion
    )

    assert any("«Otro instrumento»" in aviso for aviso in sin_tipo.opciones["avisos"])
    assert not any("«Otro instrumento»" in aviso for aviso in con_tipo.opciones["avisos"])
    assert any("por identificar" in aviso for aviso in con_tipo.opciones["avisos"])
    assert not ParteConvenio.objects.exists()


@pytest.mark.parametrize(
    ("nombre", "hallada"),
    [
        ("Instituto Nacional de Prueba", True),
        ("INSTITUTO NACIONAL DE PRUEBA.", True),
        ("Instituto Federal de Prueba", True),  # its former name
        ("INP", False),  # an acronym
        ("IFP", False),  # a former acronym
        ("Instituto Nacional de Pruebas", False),
        ("Comisión Repetida", False),  # two are called so
        ("Instituto Nacional de Prueba y Comisión Repetida", False),
    ],
)
def test_a_name_is_an_institution_only_when_it_is_its_name(direccion, nombre, hallada):
    institucion = InstitucionFactory(nombre="Instituto Nacional de Prueba", siglas="INP")
    NombreAlternoFactory(
        institucion=institucion,
        texto="Instituto Federal de Prueba",
        tipo="denominacion_anterior",
    )
    NombreAlternoFactory(institucion=institucion, texto="IFP", tipo="siglas")
    InstitucionFactory(nombre="Comisión Repetida", entidad="Jalisco")
    InstitucionFactory(nombre="Comisión Repetida", entidad="Puebla")

    importar(archivo(fila(1, contraparte=nombre)), direccion)

    parte = ParteConvenio.objects.get(rol="contraparte")
    assert parte.institucion == (institucion if hallada else None)
    assert parte.denominacion == nombre


def test_the_institute_is_no_counterpart_of_itself(direccion):
    nombre = "Instituto Electoral del Distrito Federal; IECM; Fundación Uno"

    importar(archivo(fila(1, contraparte=nombre)), direccion)

    assert contrapartes() == [("Fundación Uno", "", None)]


def test_one_institution_under_two_names_is_one_party(direccion):
    institucion = InstitucionFactory(nombre="Instituto Nuevo")
    NombreAlternoFactory(institucion=institucion, texto="Instituto Viejo", tipo="traduccion")

    lote = importar(archivo(fila(1, contraparte="Instituto Nuevo; Instituto Viejo")), direccion)

    assert cuentas(lote) == (1, 1, 0, 0, 0)
    assert [nombre for nombre, _u, _i in contrapartes()] == ["Instituto Nuevo"]


@pytest.mark.parametrize(
    ("termino", "esperado"),
    [
        ("Indefinida", ("indefinida", None, "Indefinida", False)),
        ("Hasta el 31/12/2014", ("fecha_determinada", dt.date(2014, 12, 31), "", False)),
        ("Al término del PELO 2020-2021", ("por_proceso_electoral", None, None, True)),
        ("Al término del proceso", ("por_condicion", None, None, False)),
        ("3 años", ("", None, None, False)),
        ("s/f", ("", None, "", False)),
        ("", ("", None, "", False)),
    ],
)
def test_end_is_kept_as_it_is_told(direccion, termino, esperado):
    ProcesoElectoralFactory(nombre="Proceso Local 2020-2021", clave="PELO 2020-2021")
    tipo, fin, texto, con_proceso = esperado

    importar(archivo(fila(1, termino=termino)), direccion)

    convenio = Convenio.objects.get()
    assert (convenio.tipo_vigencia, convenio.fecha_fin) == (tipo, fin)
    assert convenio.termino_texto == (termino if texto is None else texto)
    assert (convenio.proceso is not None) == con_proceso


@pytest.mark.parametrize(
    ("estatus", "estado"),
    [
        ("Vigente", "suscrito"),
        ("ACTIVO", "suscrito"),
        ("Terminado", "concluido"),
        ("Vencido", "concluido"),
        ("Concluido", "concluido"),
    ],
)
def test_state_is_said_in_many_words(direccion, estatus, estado):
    importar(archivo(fila(1, estatus=estatus)), direccion)

    assert Convenio.objects.get().estado == estado


@pytest.mark.parametrize(
    ("cambios", "motivo"),
    [
        ({"estatus": "En trámite"}, "lo que está en trámite se registra con «Registrar convenio»"),
        ({"estatus": "Solicitud"}, "lo que está en trámite se registra con «Registrar convenio»"),
        ({"estatus": "Desistido"}, "sólo entran los suscritos y los concluidos"),
        ({"estatus": ""}, "columna «Etapa»: está vacía"),
        ({"estatus": "Quién sabe"}, "«Quién sabe» no está en la lista"),
        ({"numero": ""}, "columna «No.»: está vacía, y es la que identifica"),
        ({"nombre": ""}, "columna «Denominación»: está vacía"),
        ({"firma": "31/02/2013"}, "columna «Fecha de firma»: 31/02/2013 no existe"),
        ({"firma": "12/03/2113"}, "12/03/2113 no ha llegado: revisa el año"),
        ({"firma": "12/03/1913"}, "12/03/1913 es anterior al Instituto"),
        ({"termino": "31/12/2012"}, "31/12/2012 es anterior al inicio, el 12/03/2013"),
        ({"inicio": "01/01/2016"}, "31/12/2015 es anterior al inicio, el 01/01/2016"),
        ({"contraparte": "Colegio " * 45}, "pasa de 300 caracteres"),
    ],
)
def test_what_cannot_be_comes_back_with_its_reason(direccion, cambios, motivo):
    lote = importar(archivo(fila(1, **cambios), fila(2)), direccion)

    assert cuentas(lote) == (2, 1, 0, 0, 1)
    assert motivo in " ".join(motivos(lote))
    assert Convenio.objects.get().numero_registro == "IEDF-2"


def test_number_twice_comes_in_once(direccion):
    lote = importar(archivo(fila(1), fila(1, nombre="Otro")), direccion)

    assert cuentas(lote) == (2, 1, 0, 0, 1)
    assert "repite el registro de la fila 2" in " ".join(motivos(lote))


def test_same_file_twice_changes_nothing(direccion):
    InstitucionFactory(nombre="Universidad Ficticia")
    contenido = archivo(
        fila(1),
        fila(2, termino="Indefinida", estatus="Vigente"),
        fila(3, termino="Al término del proceso", contraparte="Fundación Otra"),
        fila(4, termino="", firma="s/f"),
    )
    importar(contenido, direccion)
    tercero = Convenio.objects.get(numero_registro="IEDF-3")
    identificar_parte(
        tercero.partes.get(rol="contraparte"), by=direccion, institucion=InstitucionFactory()
    )
    segundo = Convenio.objects.get(numero_registro="IEDF-2")
    segundo.tipo = "convenio_marco"
    segundo.guardar(by=direccion)

    lote = importar(contenido, direccion)

    assert cuentas(lote) == (4, 0, 0, 4, 0)
    assert ParteConvenio.objects.count() == 8


def test_what_a_person_resolved_stays(direccion):
    contenido = archivo(fila(1, termino="Al término del proceso"))
    importar(contenido, direccion)
    convenio = Convenio.objects.get()
    convenio.tipo_vigencia, convenio.fecha_fin = "fecha_determinada", dt.date(2015, 10, 1)
    convenio.guardar(by=direccion)

    lote = importar(contenido, direccion)

    convenio.refresh_from_db()
    assert cuentas(lote) == (1, 0, 0, 1, 0)
    assert (convenio.tipo_vigencia, convenio.fecha_fin) == (
        "fecha_determinada",
        dt.date(2015, 10, 1),
    )


def test_corrected_file_changes_what_it_says(direccion):
    importar(archivo(fila(1, termino="Indefinida"), fila(2, termino="31/12/2014")), direccion)

    lote = importar(
        archivo(fila(1, termino="31/12/2014"), fila(2, termino="Indefinida")), direccion
    )

    assert cuentas(lote) == (2, 0, 2, 0, 0)
    leidos = Convenio.objects.order_by("numero_registro").values_list("tipo_vigencia", "fecha_fin")
    assert list(leidos) == [("fecha_determinada", dt.date(2014, 12, 31)), ("indefinida", None)]


@pytest.mark.parametrize(
    ("cambios", "motivo"),
    [
        ({"estatus": "Vigente"}, "la etapa se cambia en su registro"),
        ({"contraparte": "Otra"}, "sus contrapartes se corrigen en su registro"),
    ],
)
def test_no_file_moves_an_instrument_nor_changes_its_parties(direccion, cambios, motivo):
    importar(archivo(fila(1)), direccion)

    lote = importar(archivo(fila(1, **cambios)), direccion)

    convenio = Convenio.objects.get()
    assert cuentas(lote) == (1, 0, 0, 0, 1)
    assert motivo in motivos(lote)[0]
    assert (convenio.estado, convenio.contraparte_texto) == ("concluido", "Universidad Ficticia")


def test_no_file_moves_one_of_the_system(direccion):
    ConvenioFactory(numero_registro="A-1", estado="firma", denominacion="Uno")

    lote = importar(archivo(fila(1, numero="A-1", nombre="Uno", contraparte="")), direccion)

    assert "la etapa se cambia en su registro" in motivos(lote)[0]
    assert Convenio.objects.get().estado == "firma"


def test_batch_goes_away_and_comes_back_with_its_parties(direccion):
    contenido = archivo(fila(1, contraparte="Uno; Dos"), fila(2))
    lote = importar(contenido, direccion)
    suelta = ParteConvenio.objects.get(denominacion="Dos")
    suelta.eliminar(by=direccion)

    cuantos, dejados = deshacer(lote, by=direccion)

    assert (cuantos, dejados) == (2, [])
    assert not Convenio.objects.vivos().exists()
    assert not ParteConvenio.objects.vivos().exists()
    assert not ParteConvenio.objects.por_identificar().exists()

    otra = revisar(contenido, direccion)
    otra.renglones.update(decision=Decision.RESTAURAR)
    confirmar(otra)
    ejecutar(otra)
    assert Convenio.objects.vivos().count() == 2
    vivas = ParteConvenio.objects.vivos().filter(rol="contraparte").order_by("pk")
    assert [p.denominacion for p in vivas] == ["Uno", "Universidad Ficticia"]


def test_concluded_without_a_day_is_not_in_force(direccion):
    importar(
        archivo(
            fila(1, termino="Indefinida"),
            fila(2, termino="Indefinida", estatus="Vigente"),
            fila(3, termino="", estatus="Vigente"),
            fila(4, termino="31/12/2015", estatus="Vigente"),
        ),
        direccion,
    )

    hoy = timezone.localdate()
    en_vigor = Convenio.objects.filter(vigentes(hoy)).order_by("numero_registro")
    assert [c.numero_registro for c in en_vigor] == ["IEDF-2", "IEDF-3"]
    assert [c.numero_registro for c in Convenio.objects.filter(vencidos(hoy))] == ["IEDF-4"]
