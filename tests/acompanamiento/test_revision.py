"""The review of applications: side by side, kept apart what is reserved, on to the next."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from acompanamiento.actions import mover, presentar
from acompanamiento.enums import EstadoDocumento, EstadoVisitante, MotivoDocumento
from acompanamiento.models import SolicitudVisitante
from core.models import ConsultaReservada
from cuentas.enums import Rol
from tests import pages
from tests.acompanamiento.vida import borrador, imagen

pytestmark = pytest.mark.django_db
CLAVE = {"fecha": "20/05/2024", "clave": "IECM/ACU-CG-001/2024"}


@pytest.fixture
def coordina(persona):
    return persona(Rol.COORDINACION_ACOMPANAMIENTO)


@pytest.fixture
def en_revision(coordina):
    def build(**datos):
        recibida = presentar(borrador(**datos))
        return mover(recibida, "asignar", by=coordina, responsable=coordina)

    return build


def url(nombre, *args):
    return reverse(f"acompanamiento:{nombre}", args=args)


def decidir(cliente, solicitud, verbo, datos):
    datos = {f"{verbo}-{campo}": valor for campo, valor in datos.items()}
    return cliente.post(url("solicitudvisitante_decidir", solicitud.pk, verbo), datos)


def leer(solicitud):
    return SolicitudVisitante.objects.get(pk=solicitud.pk)


def test_page_shows_papers_beside_what_was_typed_and_says_who_looked(en_revision, coordina, entrar):
    solicitud = en_revision()

    page = pages.text(entrar(coordina).get(url("solicitudvisitante_revisar", solicitud.pk)))

    assert solicitud.pasaporte().numero in page
    for documento in solicitud.documentos_vigentes():
        assert url("documentovisitante_imagen", documento.pk) in page
    assert [c.que for c in ConsultaReservada.objects.all()] == [
        "Pasaporte y documentos, para revisar"
    ]


def test_approving_accepts_what_is_left_and_goes_to_the_next(en_revision, coordina, entrar):
    una, otra = en_revision(), en_revision()
    cliente = entrar(coordina)

    answer = decidir(cliente, una, "aprobar", CLAVE)
    following = cliente.get(answer.url)

    assert leer(una).estado == EstadoVisitante.APROBADA
    assert {d.estado for d in una.documentos_vigentes()} == {EstadoDocumento.ACEPTADO}
    assert following.url == url("solicitudvisitante_revisar", otra.pk)
    assert CLAVE["clave"] in pages.text(cliente.get(following.url))


def test_returned_paper_is_not_approved_with_the_rest(en_revision, coordina, entrar):
    solicitud = en_revision()
    cliente, papel = entrar(coordina), solicitud.documentos_vigentes()[0]
    devolver = url("documentovisitante_devolver", papel.pk)

    cliente.post(devolver, {"motivo": MotivoDocumento.ILEGIBLE, "nota": "Borrosa"})
    answer = decidir(cliente, solicitud, "aprobar", CLAVE)

    assert answer.status_code == 422
    assert "Devolviste: Pasaporte" in pages.text(answer)
    assert leer(solicitud).estado == EstadoVisitante.EN_REVISION


def test_corrections_are_asked_with_the_returned_papers(en_revision, coordina, entrar):
    solicitud = en_revision()
    cliente, papel = entrar(coordina), solicitud.documentos_vigentes()[0]
    cliente.post(url("documentovisitante_devolver", papel.pk), {"motivo": "ilegible"})

    answer = decidir(cliente, solicitud, "prevenir", {"prevencion": "", "fecha": ""})

    assert answer.status_code == 302
    assert leer(solicitud).estado == EstadoVisitante.PREVENIDA


def test_refusal_without_grounds_keeps_what_was_typed(en_revision, coordina, entrar):
    solicitud = en_revision()
    datos = {"motivo_rechazo": "firma_no_coincide", "fundamento": "", "clave": "ZZCLAVE"}

    answer = decidir(entrar(coordina), solicitud, "rechazar", datos)

    assert answer.status_code == 422
    assert "ZZCLAVE" in pages.text(answer)
    assert leer(solicitud).estado == EstadoVisitante.EN_REVISION


def test_same_decision_sent_twice_is_taken_once(en_revision, coordina, entrar):
    solicitud = en_revision()
    cliente = entrar(coordina)

    answers = [decidir(cliente, solicitud, "aprobar", CLAVE) for _ in range(2)]

    assert [a.status_code for a in answers] == [302, 422]
    assert solicitud.pasos.filter(verbo="aprobar").count() == 1


def test_enlace_reviews_but_does_not_decide(en_revision, persona, entrar):
    solicitud = en_revision()
    cliente = entrar(persona(Rol.ENLACE_DVOE))

    page = pages.text(cliente.get(url("solicitudvisitante_revisar", solicitud.pk)))

    assert "decision-titulo" not in page
    assert decidir(cliente, solicitud, "aprobar", CLAVE).status_code == 403
    assert leer(solicitud).estado == EstadoVisitante.EN_REVISION


def test_paper_is_never_interpreted_and_each_look_is_written(en_revision, coordina, entrar):
    solicitud = en_revision()
    cliente, papel = entrar(coordina), solicitud.documentos_vigentes()[0]

    archivo = cliente.get(url("documentovisitante_archivo", papel.pk))
    vista = cliente.get(url("documentovisitante_imagen", papel.pk))

    assert archivo.headers["Content-Disposition"].startswith("attachment")
    assert archivo.headers["Content-Type"] == "application/octet-stream"
    for answer in (archivo, vista):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "no-store"
    assert vista.headers["Content-Type"] == "image/jpeg"
    assert ConsultaReservada.objects.filter(que="Documento: Pasaporte").count() == 2


@pytest.mark.parametrize("rol", [Rol.CAPTURISTA, Rol.SECRETARIA_EJECUTIVA, Rol.AUDITORIA])
def test_who_may_not_look_gets_no_paper(rol, en_revision, persona, entrar):
    solicitud = en_revision(telefono="ZZCANARIO9")
    cliente, papel = entrar(persona(rol)), solicitud.documentos_vigentes()[0]

    answers = [
        cliente.get(url("documentovisitante_archivo", papel.pk)),
        cliente.get(url("documentovisitante_imagen", papel.pk)),
        cliente.get(url("solicitudvisitante_revisar", solicitud.pk)),
        cliente.post(url("solicitudvisitante_ver_reservados", solicitud.pk)),
        cliente.get(url("solicitudvisitante_exportar_reservados")),
    ]
    ficha = cliente.get(url("solicitudvisitante_detail", solicitud.pk))

    assert [a.status_code for a in answers] == [403] * 5
    assert "ZZCANARIO9" not in pages.text(ficha)
    assert solicitud.pasaporte().numero not in pages.text(ficha)
    assert not ConsultaReservada.objects.exists()


def test_reserved_is_masked_until_somebody_says_they_look(en_revision, coordina, entrar, direccion):
    solicitud = en_revision(telefono="ZZCANARIO9")
    numero, cliente = solicitud.pasaporte().numero, entrar(coordina)
    ver = url("solicitudvisitante_ver_reservados", solicitud.pk)
    paginas = [
        cliente.get(url("solicitudvisitante_detail", solicitud.pk)),
        cliente.get(url("solicitudvisitante_list")),
        cliente.get(url("solicitudvisitante_update", solicitud.pk)),
        cliente.get(url("solicitudvisitante_history", solicitud.pk)),
        cliente.get(url("solicitudvisitante_export"), {"formato": "csv"}),
    ]
    antes = [pages.body(page).decode() for page in paginas]

    entrar(direccion).post(ver)
    seen = pages.text(cliente.post(ver))

    assert [p for p in antes if "ZZCANARIO9" in p or numero in p] == []
    assert "ZZCANARIO9" in seen
    assert numero in seen
    assert str(direccion) in seen
    assert cliente.get(ver).status_code == 405


def test_reserved_export_asks_why_and_marks_everything(en_revision, coordina, entrar):
    solicitud = en_revision(telefono="ZZCANARIO9")
    cliente = entrar(coordina)
    exportar = url("solicitudvisitante_exportar_reservados")

    without = cliente.post(exportar, {"motivo": ""})
    book = cliente.post(exportar, {"motivo": "Cotejo con Migración"})

    assert without.status_code == 422
    assert book.headers["Content-Type"].endswith("spreadsheetml.sheet")
    cells = [str(c) for fila in libro(book) for c in fila]
    assert solicitud.pasaporte().numero in cells
    assert any("Cotejo con Migración" in c and "RESERVADO" in c for c in cells)
    look = ConsultaReservada.objects.get()
    assert (look.usuario, look.motivo) == (coordina, "Cotejo con Migración")
    assert look.objeto == solicitud


def libro(answer):

    hoja = openpyxl.load_workbook(io.BytesIO(pages.body(answer))).active
    return list(hoja.iter_rows(values_only=True))


def test_pdf_is_seen_as_a_picture_of_its_first_page(coordina, entrar, en_revision):
    solicitud = en_revision()
    cliente = entrar(coordina)
    requisito = solicitud.documentos_vigentes()[0].requisito
    agregar = url("solicitudvisitante_documento", solicitud.pk, requisito.pk)

    answer = cliente.post(agregar, {"archivo": un_pdf()})
    papel = solicitud.documentos_vigentes()[0]
    vista = cliente.get(url("documentovisitante_imagen", papel.pk))

    assert answer.status_code == 302
    assert papel.tipo_mime == "application/pdf"
    assert vista.headers["Content-Type"] == "image/png"
    assert vista.content[:4] == b"\x89PNG"


def un_pdf():

    salida = io.BytesIO()
    Image.new("RGB", (200, 100), "teal").save(salida, "PDF")
    return SimpleUploadedFile("p.pdf", salida.getvalue(), content_type="application/pdf")


def test_broken_pdf_is_404_and_can_be_downloaded(coordina, entrar, en_revision):

    solicitud = en_revision()
    requisito = solicitud.documentos_vigentes()[0].requisito
    roto = SimpleUploadedFile("p.pdf", b"%PDF-1.4 nada", content_type="application/pdf")
    cliente = entrar(coordina)
    agregar = url("solicitudvisitante_documento", solicitud.pk, requisito.pk)
    cliente.post(agregar, {"archivo": roto})
    papel = solicitud.documentos_vigentes()[0]

    assert cliente.get(url("documentovisitante_imagen", papel.pk)).status_code == 404
    assert cliente.get(url("documentovisitante_archivo", papel.pk)).status_code == 200


def test_another_paper_of_a_resolved_application_is_refused(coordina, entrar, en_revision):
    solicitud = en_revision()
    decidir(entrar(coordina), solicitud, "aprobar", CLAVE)
    papel = solicitud.documentos_vigentes()[0]

    answer = entrar(coordina).post(
        url("solicitudvisitante_documento", solicitud.pk, papel.requisito_id),
        {"archivo": imagen()},
    )

    assert answer.status_code == 302
    assert solicitud.documentos_vigentes()[0].pk == papel.pk
