"""The answers of the INE: looked at before they are written, and undone while nobody acted."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import CambioLote, ClaveIdempotencia, Lote
from cuentas.enums import Rol
from observacion.actions.solicitudes import mover
from observacion.models import SolicitudObservacion
from tests import pages
from tests.factories.observacion import (
    ConvocatoriaFactory,
    GafeteFactory,
    InscripcionCursoFactory,
    SolicitudObservacionFactory,
)

pytestmark = pytest.mark.django_db
URL = "/observacion/solicitudes-de-observacion/respuestas/"
TITULOS = ["Folio", "Folio del INE", "Resultado", "Fecha de la sesión", "Acuerdo", "Justificación"]
SESION = ("15/05/2024", "A15/INE")
NO = "No se registran"


def remitida(estado="remitida_ine", *, con_curso=True, **datos):
    solicitud = SolicitudObservacionFactory(**datos)
    if con_curso:
        inscripcion = InscripcionCursoFactory(integrante=None, solicitud=solicitud)
        type(inscripcion).objects.filter(pk=inscripcion.pk).update(estado="acredito")
    SolicitudObservacion.objects.filter(pk=solicitud.pk).update(estado=estado)
    solicitud.refresh_from_db()
    return solicitud


def libro(*filas):
    hoja = openpyxl.Workbook()
    for fila in (TITULOS, *filas):
        hoja.active.append([*fila, *[""] * (len(TITULOS) - len(fila))])
    salida = io.BytesIO()
    hoja.save(salida)
    return SimpleUploadedFile("respuestas.xlsx", salida.getvalue())


def revisar(cliente, *filas):
    return cliente.post(URL, {"archivo": libro(*filas)})


def confirmar(cliente, previa):
    return cliente.post(URL, {"lote": pages.form_of(previa, "lote")["lote"], "registrar": "1"})


def registrar(cliente, *filas):
    respuesta = confirmar(cliente, revisar(cliente, *filas))
    lote = Lote.objects.latest("pk")
    assert respuesta.url == lote.get_absolute_url()
    return lote


def deshacer(cliente, lote, captura):
    with captura(execute=True):
        cliente.post(f"{lote.get_absolute_url()}deshacer/")
    lote.refresh_from_db()
    return lote


def leida(solicitud):
    return SolicitudObservacion.objects.get(pk=solicitud.pk)


def como_estan():
    return list(SolicitudObservacion.objects.order_by("pk").values())


def test_preview_says_what_would_change_and_writes_nothing(cliente):
    una, otra = remitida(), remitida()
    antes = como_estan()

    previa = revisar(
        cliente, (una.folio, "INE-1", "Acreditada", *SESION), (otra.folio, "INE-2"), ("OE-1", "X")
    )

    html = " ".join(pages.text(previa).split())
    assert previa.status_code == 200
    assert como_estan() == antes
    assert not Lote.objects.exists()
    for dicho in (
        "Registrar 2 respuestas",
        "15 may 2024",
        "A15/INE",
        "Curso pendiente",
        str(una),
    ):
        assert dicho in html
    assert "No hay solicitud con ese folio." in html


def test_confirming_writes_what_was_shown_and_leaves_a_batch(cliente):
    una, otra = remitida(), remitida()

    lote = registrar(
        cliente,
        (una.folio, "INE-1", "Acreditada", *SESION),
        (otra.folio, "INE-2"),
        ("OE-1", "X", "Acreditada", *SESION),
    )

    assert (leida(una).estado, leida(una).acuerdo) == ("acreditada", "A15/INE")
    assert (leida(otra).estado, leida(otra).folio_externo) == ("curso_pendiente", "INE-2")
    assert (lote.tipo, lote.estado) == ("tramite", "terminado")
    assert (lote.leidas, lote.actualizadas, lote.con_problema) == (3, 2, 1)
    pagina = pages.text(cliente.get(lote.get_absolute_url()))
    assert "No hay solicitud con ese folio." in pagina
    assert "Deshacer todo el lote" in pagina
    assert "respuestas.xlsx" in pages.text(cliente.get(URL))


def test_confirming_twice_writes_once(cliente):
    una = remitida()
    previa = revisar(cliente, (una.folio, "INE-1"))

    primera, segunda = confirmar(cliente, previa), confirmar(cliente, previa)

    assert primera.url == segunda.url
    assert Lote.objects.count() == ClaveIdempotencia.objects.count() == 1
    assert leida(una).version == una.version + 1


def test_the_same_file_again_changes_nothing(cliente):
    una = remitida()
    fila = (una.folio, "INE-1", "Acreditada", *SESION)
    registrar(cliente, fila)

    html = pages.text(revisar(cliente, fila))

    assert "Este archivo no cambia nada." in html


@pytest.mark.parametrize(
    ("estado", "datos", "fila", "dice"),
    [
        ("remitida_ine", {}, ("", "INE-1", "quizá"), "«quizá» debe ser «Acreditada» o «Negada»"),
        ("remitida_ine", {}, ("", "INE-1", "Acreditada", "31/02/2024", "A"), "31/02/2024"),
        ("remitida_ine", {}, ("", "", "Acreditada", *SESION), "ahora está en"),
        ("curso_acreditado", {}, ("", "", "Acreditada"), "la sesión y el acuerdo"),
        (
            "curso_acreditado",
            {"folio_externo": "INE-7"},
            ("", "INE-8", "Acreditada", *SESION),
            "tiene el folio del INE «INE-7» y el archivo dice «INE-8»",
        ),
        ("no_presentada", {}, ("", "", "Acreditada", *SESION), "la acredita y aquí está en"),
        ("no_presentada", {}, ("", "", "Negada"), "la niega y aquí está en"),
    ],
)
def test_what_contradicts_is_told_and_never_written(cliente, estado, datos, fila, dice):
    una = remitida(estado, **datos)
    antes = como_estan()

    previa = revisar(cliente, (una.folio, *fila[1:]))
    confirmar(cliente, previa)

    html = pages.text(previa)
    assert NO in html
    assert dice in html
    assert "Este archivo no cambia nada." in html
    assert como_estan() == antes


def test_accredited_by_another_agreement_contradicts(cliente):
    una = remitida()
    registrar(cliente, (una.folio, "INE-1", "Acreditada", *SESION))

    html = pages.text(revisar(cliente, (una.folio, "INE-1", "Acreditada", SESION[0], "A99")))
    negada = pages.text(revisar(cliente, (una.folio, "INE-1", "Negada")))

    assert "con el acuerdo «A15/INE» y el archivo dice «A99»" in html
    assert "la niega y aquí está en «Acreditada»" in negada


def test_no_folio_is_answered_twice_nor_given_to_two(cliente):
    convocatoria = ConvocatoriaFactory(tipo="observacion")
    duena = remitida("curso_pendiente", convocatoria=convocatoria, folio_externo="INE-1")
    una, otra, tercera = (remitida(convocatoria=convocatoria) for _ in range(3))

    html = pages.text(
        revisar(
            cliente,
            (una.folio, "INE-1"),
            (otra.folio, "INE-2"),
            (otra.folio, "INE-3"),
            (tercera.folio, "INE-2"),
        )
    )

    assert f"El folio del INE «INE-1» ya es de {duena.folio}." in html
    assert f"El folio «{otra.folio}» viene en las filas 3 y 4." in html
    assert "El folio del INE «INE-2» viene en las filas 3 y 5." in html
    assert "Este archivo no cambia nada." in html


def test_what_changed_after_the_preview_stays_as_it_is(cliente, persona):
    una, otra = remitida(), remitida()
    previa = revisar(cliente, (una.folio, "INE-1"), (otra.folio, "INE-2"))
    una.telefono = "55 0000 0000"
    una.guardar(by=persona(Rol.COORDINACION_ACOMPANAMIENTO))

    confirmar(cliente, previa)

    lote = Lote.objects.get()
    assert (leida(una).estado, leida(otra).estado) == ("remitida_ine", "curso_pendiente")
    assert "Cambió después de la vista previa" in lote.renglones.get(aplicado=False).motivos()[0]


def test_a_preview_is_of_who_asked_for_it_and_cannot_be_made_up(cliente, entrar, persona):
    una = remitida()
    previa = revisar(cliente, (una.folio, "INE-1"))
    ajena = entrar(persona(Rol.COORDINACION_ACOMPANAMIENTO))

    respuestas = [confirmar(ajena, previa), cliente.post(URL, {"lote": "x", "registrar": "1"})]

    assert [r.url for r in respuestas] == [URL, URL]
    assert "caducó" in pages.text(cliente.get(URL))
    assert leida(una).estado == "remitida_ine"


def test_undo_gives_back_what_nobody_touched(cliente, django_capture_on_commit_callbacks):
    una, negada = remitida(), remitida("curso_acreditado")
    antes = [(s.estado, s.folio_externo, s.acuerdo, s.justificacion) for s in (una, negada)]
    lote = registrar(
        cliente,
        (una.folio, "INE-1", "Acreditada", *SESION),
        (negada.folio, "INE-2", "Negada"),
    )
    assert leida(negada).estado == "negada"

    deshacer(cliente, lote, django_capture_on_commit_callbacks)

    ahora = [leida(s) for s in (una, negada)]
    assert lote.estado == "deshecho"
    assert [(s.estado, s.folio_externo, s.acuerdo, s.justificacion) for s in ahora] == antes
    assert ahora[0].fecha_sesion is None
    assert ahora[0].history.first().history_change_reason.startswith("Se deshizo")


def con_gafete(solicitud, quien):
    GafeteFactory(titular=solicitud, proceso=solicitud.proceso, folio="OE-G-1")


def con_gafete_entregado(solicitud, quien):
    mover(solicitud, "entregar_gafete", by=quien)


def corregida(solicitud, quien):
    solicitud.telefono = "55 0000 0000"
    solicitud.guardar(by=quien)


@pytest.mark.parametrize(
    ("hacer", "dice"),
    [
        (con_gafete, "Ya tiene el gafete OE-G-1: anúlalo antes."),
        (con_gafete_entregado, "Ya se entregó su gafete."),
        (corregida, "Cambió después del lote"),
    ],
)
def test_undo_leaves_who_somebody_acted_on_and_says_why(
    cliente, persona, hacer, dice, django_capture_on_commit_callbacks
):
    una, otra = remitida(), remitida()
    lote = registrar(
        cliente,
        (una.folio, "INE-1", "Acreditada", *SESION),
        (otra.folio, "INE-2", "Acreditada", *SESION),
    )
    hacer(leida(una), persona(Rol.COORDINACION_ACOMPANAMIENTO))
    estado = leida(una).estado

    deshacer(cliente, lote, django_capture_on_commit_callbacks)

    pagina = pages.text(cliente.get(lote.get_absolute_url()))
    assert (leida(una).estado, leida(otra).estado) == (estado, "remitida_ine")
    assert CambioLote.objects.get(objeto_id=una.pk).dejado_por == dice
    assert dice in pagina
    assert str(una) in pagina


def test_a_refusal_is_not_undone_over_another_application(
    cliente, django_capture_on_commit_callbacks
):
    una = remitida("curso_acreditado")
    lote = registrar(cliente, (una.folio, "INE-2", "Negada"))
    SolicitudObservacionFactory(convocatoria=una.convocatoria, clave_elector=una.clave_elector)

    deshacer(cliente, lote, django_capture_on_commit_callbacks)

    assert leida(una).estado == "negada"
    assert "otra solicitud" in CambioLote.objects.get().dejado_por


def test_only_who_may_take_a_step_back_undoes(cliente, entrar, persona):
    una = remitida()
    lote = registrar(cliente, (una.folio, "INE-1"))
    enlace = persona(Rol.ENLACE_DVOE)
    Lote.objects.filter(pk=lote.pk).update(creado_por=enlace)

    codigo = entrar(enlace).post(f"{lote.get_absolute_url()}deshacer/").status_code

    assert codigo == 403
    assert leida(una).estado == "curso_pendiente"
    assert "Deshacer todo" not in pages.text(entrar(enlace).get(lote.get_absolute_url()))


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        ("Nombre\nAna\n", "Falta la columna «Folio»"),
        ("Folio;Resultado\nOE-1;\n", "no trae ninguna respuesta"),
    ],
)
def test_a_file_without_answers_says_why(cliente, contenido, dice):
    archivo = SimpleUploadedFile("respuestas.csv", contenido.encode())

    respuesta = cliente.post(URL, {"archivo": archivo})

    assert respuesta.status_code == 422
    assert dice in pages.text(respuesta)


def test_preview_costs_the_same_for_each_row(cliente, django_assert_max_num_queries):
    convocatoria = ConvocatoriaFactory(tipo="observacion")
    filas = [
        (remitida(con_curso=False, convocatoria=convocatoria).folio, f"INE-{n}") for n in range(30)
    ]

    with django_assert_max_num_queries(16):
        revisar(cliente, *filas)
