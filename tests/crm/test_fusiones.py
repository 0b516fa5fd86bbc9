"""Two records of one person become one, with nothing lost, and can be two again."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from core.attachments import adjuntar
from core.models import Adjunto
from crm import actions
from crm.models import Contacto
from cuentas.enums import Rol
from tests.crm.paginas import ficha, texto
from tests.factories.crm import ContactoFactory, OcupacionFactory, PuestoFactory

pytestmark = pytest.mark.django_db
DIA = datetime.date


@pytest.fixture
def dos():
    """The same person twice: one record with a past post and a mail, another with the present."""
    queda = ContactoFactory(
        nombres="José", primer_apellido="Núñez", segundo_apellido="", idiomas="es"
    )
    duplicado = ContactoFactory(
        nombres="Jose", primer_apellido="Nuñez", segundo_apellido="Peña", correo="j@ejemplo.mx"
    )
    OcupacionFactory(contacto=queda, puesto=PuestoFactory(cargo="Dirección"))
    OcupacionFactory(
        contacto=duplicado, desde=DIA(2018, 1, 1), hasta=DIA(2020, 1, 1), correo="antes@ejemplo.mx"
    )
    OcupacionFactory(contacto=duplicado, puesto=PuestoFactory(cargo="Enlace", tipo="enlace"))
    adjuntar(duplicado, ContentFile(b"%PDF-1.4 cv", name="cv.pdf"), by=None)
    return duplicado, queda


def estado(contacto):
    """Everything a person's record says, without the trail of who touched it."""
    contacto.refresh_from_db()
    campos = [*Contacto.CAMPOS_QUE_SE_COMPLETAN, "nombre_para_mostrar", "puesto_actual", "busqueda"]
    ocupaciones = contacto.ocupaciones.order_by("pk").values_list("pk", "desde", "hasta", "correo")
    return (
        {campo: getattr(contacto, campo) for campo in campos},
        list(ocupaciones),
        [a.nombre_original for a in Adjunto.objects.de(contacto)],
        contacto.eliminado_en is None,
    )


def test_everything_moves_with_its_dates(dos, direccion):
    duplicado, queda = dos

    actions.fusionar_contactos(duplicado, by=direccion, en=queda)

    campos, ocupaciones, archivos, vivo = estado(queda)
    assert vivo
    assert len(ocupaciones) == 3
    assert archivos == ["cv.pdf"]
    assert "antes@ejemplo.mx" in str(ocupaciones)
    assert (campos["correo"], campos["idiomas"]) == ("j@ejemplo.mx", "es")
    assert campos["nombre_para_mostrar"] == "José Núñez Peña"
    assert "Enlace" in campos["puesto_actual"]
    assert not Contacto.objects.vivos().filter(pk=duplicado.pk).exists()


def test_it_can_be_undone_whole(dos, direccion):
    duplicado, queda = dos
    antes = estado(duplicado), estado(queda)
    actions.fusionar_contactos(duplicado, by=direccion, en=queda)
    duplicado.refresh_from_db()

    dejados = actions.separar_contactos(duplicado, by=direccion)

    assert dejados == []
    assert (estado(duplicado), estado(queda)) == antes


def test_what_changed_since_is_left_and_listed(dos, direccion):
    duplicado, queda = dos
    actions.fusionar_contactos(duplicado, by=direccion, en=queda)
    movida = queda.ocupaciones.get(hasta=DIA(2020, 1, 1))
    movida.telefono = "55 1234 5678"
    movida.guardar(by=direccion)
    queda.refresh_from_db()
    queda.correo = "nuevo@ejemplo.mx"
    queda.guardar(by=direccion)
    duplicado.refresh_from_db()

    dejados = actions.separar_contactos(duplicado, by=direccion)

    queda.refresh_from_db()
    assert [d for d in dejados if movida.puesto.cargo in d or d == "Correo"] == dejados
    assert len(dejados) == 2
    assert (queda.correo, queda.ocupaciones.count()) == ("nuevo@ejemplo.mx", 2)


def test_nobody_joins_themselves_nor_the_absent(dos, direccion):
    duplicado, _queda = dos
    ausente = ContactoFactory().eliminar(by=direccion)

    for otra in (duplicado, ausente):
        with pytest.raises(ValidationError):
            actions.fusionar_contactos(duplicado, by=direccion, en=otra)


def test_separating_twice_says_so(dos, direccion):
    duplicado, queda = dos
    actions.fusionar_contactos(duplicado, by=direccion, en=queda)
    duplicado.refresh_from_db()
    Contacto.objects.filter(pk=duplicado.pk).update(fusion=None)

    with pytest.raises(ValidationError):
        actions.separar_contactos(duplicado, by=direccion)


def test_the_screen_looks_before_joining(dos, cliente):
    duplicado, queda = dos
    url = ficha(duplicado, "fusionar")

    inicio = texto(cliente.get(url))
    vista = texto(cliente.get(url, {"en": queda.pk}))
    hecho = cliente.post(url, {"en": queda.pk})

    assert f"?en={queda.pk}" in inicio
    assert "Datos que no pasan" in vista
    assert "Enlace" in vista
    assert hecho.url == ficha(queda)
    # An old link still leads to the person.
    assert cliente.get(ficha(duplicado)).url == ficha(queda)
    assert reverse("crm:contacto_separar", args=[duplicado.pk]) in texto(cliente.get(ficha(queda)))


def test_separating_by_the_screen(dos, cliente, direccion):
    duplicado, queda = dos
    actions.fusionar_contactos(duplicado, by=direccion, en=queda)

    response = cliente.post(ficha(duplicado, "separar"))

    assert response.url == ficha(duplicado)
    assert cliente.get(ficha(duplicado)).status_code == 200
    assert cliente.post(ficha(duplicado, "separar")).status_code == 404


@pytest.mark.parametrize("en", ["", "999999", "x"])
def test_a_record_must_be_chosen(en, dos, cliente):
    assert cliente.post(ficha(dos[0], "fusionar"), {"en": en}).status_code == 422


def test_reserved_fields_move_unseen(persona, entrar):
    duplicado, queda = ContactoFactory(genero="no_binario"), ContactoFactory()
    cliente = entrar(persona(Rol.COORDINACION_ACOMPANAMIENTO))

    html = texto(cliente.get(ficha(duplicado, "fusionar"), {"en": queda.pk}))

    assert "Género" in html  # who may join may see it; the others have no such screen


@pytest.mark.parametrize("rol", [Rol.CAPTURISTA, Rol.JURIDICO, Rol.AREA_SOLICITANTE, Rol.AUDITORIA])
def test_not_everybody_joins(rol, dos, persona, entrar):
    duplicado, queda = dos

    response = entrar(persona(rol)).post(ficha(duplicado, "fusionar"), {"en": queda.pk})

    assert response.status_code == 403
