"""Minutes and attendance list: all that was agreed, signed or marked as a draft, in both files."""

import datetime as dt

import pytest
from django.utils import timezone

from core.documents.catalog import reemplazar
from crm.actions import reuniones as actions
from crm.enums import EstadoReunion, LadoCompromiso
from crm.models import VersionMinuta
from crm.queries.documentos import MinutaWord, datos_lista, datos_minuta, version_vigente
from tests.core.documentos import texto_de_pdf, texto_de_word, una_linea, word
from tests.factories.crm import ContactoFactory, InstitucionFactory, PuestoFactory
from tests.factories.seguimiento import (
    AsistenciaFactory,
    CompromisoFactory,
    PuntoAgendaFactory,
    ReunionFactory,
)
from tests.indicadores.cuarenta import local

pytestmark = pytest.mark.django_db
ASUNTO = "Coordinación & <seguimiento> #1"


@pytest.fixture
def reunion(direccion):
    universidad = InstitucionFactory(nombre="Universidad de Ñandú")
    reunion = ReunionFactory(
        asunto=ASUNTO,
        estado=EstadoReunion.MINUTA_EN_REVISION,
        inicio=local("2024-03-05 10:00"),
        fin=local("2024-03-05 11:30"),
        instituciones=[universidad],
    )
    puesto = PuestoFactory(institucion=universidad, cargo="Rectoría")
    AsistenciaFactory(
        reunion=reunion,
        puesto=puesto,
        contacto=ContactoFactory(nombres="Ángela", primer_apellido="Núñez", segundo_apellido=""),
        asistio=True,
    )
    AsistenciaFactory(reunion=reunion, integrante=direccion, contacto=None, asistio=True)
    AsistenciaFactory(reunion=reunion, asistio=False)
    PuntoAgendaFactory(
        reunion=reunion,
        orden_dia=1,
        titulo="Calendario",
        minuta="Se revisó.",
        acuerdo="Se aprueba.",
    )
    PuntoAgendaFactory(reunion=reunion, orden_dia=2, titulo="Sede", acuerdo="Será la Sala 2.")
    PuntoAgendaFactory(reunion=reunion, orden_dia=3, titulo="Otros")
    CompromisoFactory(
        reunion=reunion,
        institucion=universidad,
        texto="Enviar el padrón",
        lado=LadoCompromiso.CONTRAPARTE,
        puesto=puesto,
        fecha_limite=dt.date(2024, 3, 12),
    )
    return reunion


def bajar(cliente, reunion, formato, que="minuta", **extra):
    consulta = "".join(f"&{k}={v}" for k, v in extra.items())
    response = cliente.get(f"/crm/reuniones/{reunion.pk}/{que}/?formato={formato}{consulta}")
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    leer = texto_de_word if formato == "docx" else texto_de_pdf
    return una_linea(leer(response.content))


DICE = [
    ASUNTO,
    "5 de marzo de 2024",
    "de 10:00 a 11:30 h",
    "Universidad de Ñandú",
    "Núñez",
    "Rectoría",
    "Se revisó.",
    "Se aprueba.",
    "Será la Sala 2.",
    "No se trató; pasa a la siguiente reunión.",
    "Enviar el padrón",
    "De la contraparte",
    "12/03/2024",
]


@pytest.mark.parametrize("formato", ["docx", "pdf"])
def test_draft_says_everything_and_that_it_is_a_draft(cliente, reunion, formato):
    texto = bajar(cliente, reunion, formato)

    assert [t for t in DICE if t not in texto] == []
    assert "Borrador: todavía no se firma." in texto


@pytest.mark.parametrize("formato", ["docx", "pdf"])
def test_signed_prints_what_was_signed_with_version_and_hash(cliente, direccion, reunion, formato):
    version = actions.firmar_minuta(reunion, by=direccion)
    reunion.puntos.update(acuerdo="Otra cosa")

    texto = bajar(cliente, reunion, formato)

    assert [t for t in DICE if t not in texto] == []
    assert "Otra cosa" not in texto
    assert "Borrador" not in texto
    assert f"Versión 1 · SHA-256 {version.sha256}" in texto


def test_a_former_version_stays_as_it_was_signed(cliente, direccion, reunion):
    actions.firmar_minuta(reunion, by=direccion)
    reunion.refresh_from_db()
    actions.avanzar(reunion, "corregir_minuta", by=direccion, motivo="Faltó un acuerdo")
    reunion.puntos.update(acuerdo="Otra cosa")

    assert version_vigente(type(reunion).objects.get(pk=reunion.pk)) is None
    assert "Otra cosa" in bajar(cliente, reunion, "pdf")
    assert "Otra cosa" not in bajar(cliente, reunion, "pdf", version=1)
    assert cliente.get(f"/crm/reuniones/{reunion.pk}/minuta/?version=9").status_code == 404
    assert cliente.get(f"/crm/reuniones/{reunion.pk}/minuta/?version=x").status_code == 404


@pytest.mark.parametrize("formato", ["docx", "pdf"])
def test_each_commitment_says_with_which_institution(cliente, reunion, formato):
    otra = InstitucionFactory(nombre="Colegio de Ixtlán")
    CompromisoFactory(reunion=reunion, institucion=otra, texto="Prestar el auditorio")

    texto = bajar(cliente, reunion, formato)

    assert "Colegio de Ixtlán" in texto.partition("Compromisos")[2]


def test_minutes_somebody_touched_say_so(direccion, reunion):
    version = actions.firmar_minuta(reunion, by=direccion)
    VersionMinuta.objects.filter(pk=version.pk).update(
        contenido=version.contenido | {"asunto": "Otro"}
    )
    version.refresh_from_db()

    assert "no coincide" in datos_minuta(reunion, version)["situacion"]


def test_only_who_attended_signs(direccion, reunion):
    datos = datos_minuta(reunion)

    assert len(datos["asistencia"]) == 2
    assert {a["cargo"] for a in datos["asistencia"]} == {"Rectoría", ""}
    assert [a["texto"] for a in datos["acuerdos"]] == ["Se aprueba.", "Será la Sala 2."]


@pytest.mark.parametrize("formato", ["docx", "pdf"])
def test_list_has_everybody_and_blank_rows(cliente, reunion, formato):
    texto = bajar(cliente, reunion, formato, que="lista-asistencia/archivo")

    assert len(datos_lista(reunion)["personas"]) == 3 + 6
    assert [t for t in (ASUNTO, "Núñez", "Firma") if t not in texto] == []


def test_an_empty_meeting_prints(cliente):
    vacia = ReunionFactory(lugar="")

    for formato in ("docx", "pdf"):
        assert "Sin asistencia registrada." in bajar(cliente, vacia, formato)
        assert "No se trató" not in bajar(cliente, vacia, formato)


def test_old_signed_content_without_new_keys_prints(reunion):
    version = VersionMinuta(
        reunion=reunion,
        numero=1,
        contenido={"asunto": "Vieja"},
        sha256="0",
        firmada_en=timezone.now(),
    )

    assert datos_minuta(reunion, version)["asunto"] == "Vieja"
    assert set(datos_minuta(reunion, version)) == set(MinutaWord.ejemplo)


def test_data_have_what_the_example_promises(reunion):
    """The example is what templates are checked against: one datum less would break them."""
    datos = datos_minuta(reunion)

    assert set(datos) == set(MinutaWord.ejemplo)
    for nombre in ("asistencia", "puntos", "acuerdos", "compromisos"):
        assert set(datos[nombre][0]) == set(MinutaWord.ejemplo[nombre][0])


def test_the_office_s_template_is_used(cliente, direccion, reunion):
    contenido = word("OFICIO", "{%p for a in acuerdos %}", "{{ a.texto }}", "{%p endfor %}")
    reemplazar(MinutaWord, contenido=contenido, nombre="a.docx", by=direccion)

    assert bajar(cliente, reunion, "docx") == "OFICIO Se aprueba. Será la Sala 2."


def test_page_leads_to_the_files(cliente, reunion):
    page = cliente.get(f"/crm/reuniones/{reunion.pk}/").content.decode()

    for formato in ("docx", "pdf"):
        assert f"/crm/reuniones/{reunion.pk}/minuta/?formato={formato}" in page
        assert f"/crm/reuniones/{reunion.pk}/lista-asistencia/archivo/?formato={formato}" in page


def test_other_formats_and_meetings_do_not_exist(cliente, reunion):
    assert cliente.get(f"/crm/reuniones/{reunion.pk}/minuta/?formato=exe").status_code == 404
    assert cliente.get("/crm/reuniones/999999/minuta/").status_code == 404
