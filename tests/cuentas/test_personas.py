"""Administration of people: closing accounts, and never the last one that administers."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cuentas import actions
from cuentas.enums import Rol
from cuentas.models import Usuario
from tests.factories.cuentas import AreaFactory, UsuarioFactory

pytestmark = pytest.mark.django_db
PERFIL = "/cuentas/perfil/"


@pytest.fixture
def administra(persona):
    return persona(Rol.ADMINISTRACION)


@pytest.fixture
def cliente(entrar, administra):
    return entrar(administra)


def url(name, persona):
    return reverse(f"cuentas:usuario_{name}", args=[persona.pk])


def test_deactivating_ends_the_sessions_at_once(cliente, persona, entrar):
    ana = persona(Rol.ENLACE_DVOE)
    first, second = entrar(ana), entrar(ana)
    assert first.get(PERFIL).status_code == 200

    response = cliente.post(url("desactivar", ana), {"motivo": "Cambió de área"}, follow=True)

    assert f"Se desactivó la cuenta de {ana}" in response.text
    for session in (first, second):
        assert session.get(PERFIL)["Location"] == f"/cuenta/entrar/?next={PERFIL}"
    assert ana.history.first().history_change_reason == "Cambió de área"


def test_after_reactivating_old_sessions_stay_closed(cliente, persona, entrar):
    ana = persona(Rol.ENLACE_DVOE)
    session = entrar(ana)
    cookie = session.cookies["sesion"].value
    cliente.post(url("desactivar", ana))

    cliente.post(url("reactivar", ana))

    ana.refresh_from_db()
    assert ana.is_active
    session.cookies["sesion"] = cookie
    assert session.get(PERFIL).status_code == 302
    assert entrar(ana).get(PERFIL).status_code == 200


def test_nobody_deactivates_themselves(cliente, administra, persona):
    persona(Rol.ADMINISTRACION)

    response = cliente.post(url("desactivar", administra))

    assert response.status_code == 422
    assert "No puedes desactivar tu propia cuenta" in response.text
    administra.refresh_from_db()
    assert administra.is_active


def test_the_last_administration_is_not_deactivated(administra, persona):
    otra = persona(Rol.ENLACE_DVOE)

    with pytest.raises(ValidationError, match="es la única cuenta activa"):
        actions.desactivar(administra, by=otra)


def test_the_last_administration_keeps_its_role(cliente, administra, persona):
    persona(Rol.ADMINISTRACION, is_active=False)
    data = {
        "nombres": administra.nombres,
        "primer_apellido": administra.primer_apellido,
        "correo": administra.correo,
        "roles": ["auditoria"],
    }

    response = cliente.post(url("update", administra), data)

    assert response.status_code == 422
    assert "es la única cuenta activa de administración técnica" in response.text
    administra.refresh_from_db()
    assert administra.roles == ["administracion"]


def test_with_another_the_role_can_be_left(cliente, administra, persona):
    persona(Rol.ADMINISTRACION)
    data = {
        "nombres": administra.nombres,
        "primer_apellido": administra.primer_apellido,
        "correo": administra.correo,
    }

    assert cliente.post(url("update", administra), data).status_code == 302

    administra.refresh_from_db()
    assert administra.roles == []
    assert cliente.get(reverse("cuentas:usuario_create")).status_code == 403


def test_a_role_removed_stops_working_on_the_next_request(cliente, persona, entrar):
    otra = persona(Rol.ADMINISTRACION)
    session = entrar(otra)
    assert session.get(reverse("cuentas:usuario_create")).status_code == 200

    otra.roles = []
    otra.guardar(by=None)

    assert session.get(reverse("cuentas:usuario_create")).status_code == 403


def test_thirty_requests_that_were_valid_fail_after_the_account_is_closed(
    administra, persona, entrar
):
    otra = persona(Rol.ADMINISTRACION)
    session = entrar(otra)
    areas = AreaFactory.create_batch(9)
    urls = [
        *[reverse(f"cuentas:{n}") for n in ("usuario_list", "area_list", "roles", "acceso_list")],
        *[reverse(f"cuentas:area_{op}", args=[a.pk]) for a in areas for op in ("detail", "update")],
        *[reverse("cuentas:area_history", args=[a.pk]) for a in areas[:8]],
    ]
    assert len(urls) == 30
    assert {session.get(u).status_code for u in urls} == {200}

    actions.desactivar(otra, by=administra)

    replayed = entrar(administra)
    replayed.cookies = session.cookies
    assert {replayed.get(u).status_code for u in urls} == {302}
    assert {session.post(u).status_code for u in urls} == {302}


def test_a_new_address_ends_the_sessions(administra, persona, entrar):
    ana = persona(Rol.ENLACE_DVOE)
    session = entrar(ana)
    ana.correo = "otro@ejemplo.mx"

    actions.cambiar(ana, by=administra)

    assert session.get(PERFIL).status_code == 302


def test_editing_other_data_keeps_the_sessions(cliente, persona, entrar):
    ana = persona(Rol.ENLACE_DVOE)
    session = entrar(ana)
    data = {"nombres": "Ana", "primer_apellido": "Otro", "correo": ana.correo}

    assert cliente.post(url("update", ana), data).status_code == 302

    assert session.get(PERFIL).status_code == 200


def test_the_form_refuses_a_repeated_address(cliente):
    UsuarioFactory(correo="ana@ejemplo.mx")
    data = {"nombres": "Eva", "primer_apellido": "Luz", "correo": "ANA@ejemplo.mx"}

    response = cliente.post(reverse("cuentas:usuario_create"), data)

    assert response.status_code == 422
    assert response.text.count("Ya existe una cuenta con ese correo.") == 2  # summary and field


def test_the_record_offers_what_applies(cliente, administra, persona):
    ana = persona(Rol.ENLACE_DVOE)
    texto = cliente.get(url("detail", ana)).text
    assert "Desactivar la cuenta" in texto
    assert "Reactivar la cuenta" not in texto
    assert "Reenviar invitación" not in texto

    ana.set_unusable_password()
    ana.guardar(by=None)
    assert "Reenviar invitación" in cliente.get(url("detail", ana)).text


def test_the_history_tells_roles_in_words(cliente, administra, persona):
    ana = persona(Rol.ENLACE_DVOE)
    ana.roles = ["juridico", "capturista"]
    ana.guardar(by=administra)

    texto = cliente.get(url("history", ana)).text

    assert "Jurídico (UTAJ) · Captura" in texto
    assert "capturista" not in texto


def test_the_list_filters_by_role(cliente, persona):
    ana = persona(Rol.JURIDICO)
    persona(Rol.CAPTURISTA)

    texto = cliente.get(reverse("cuentas:usuario_list"), {"rol": "juridico"}).text

    assert ana.primer_apellido in texto
    assert "Captura</" not in texto.split("<tbody")[-1]
    assert list(Usuario.objects.con_rol(Rol.JURIDICO)) == [ana]


def test_the_roles_page_comes_from_the_rules(cliente):
    texto = cliente.get(reverse("cuentas:roles")).text

    for rol in Rol:
        assert rol.label in texto
    administra = texto.split('id="rol-administracion"')[1].split("</section>")[0]
    assert "Ver, exportar, registrar, editar, invitar, desactivar, reactivar" in administra
    audita = texto.split('id="rol-auditoria"')[1].split("</section>")[0]
    assert "editar" not in audita.lower()


def test_the_profile_changes_only_own_names(persona, entrar):
    ana = persona(Rol.ENLACE_DVOE)
    data = {
        "nombres": "Ana María",
        "primer_apellido": "Ríos",
        "segundo_apellido": "",
        "roles": ["administracion"],
    }

    assert entrar(ana).post(PERFIL, data).status_code == 302

    ana.refresh_from_db()
    assert ana.nombre_completo == "Ana María Ríos"
    assert ana.roles == ["enlace_dvoe"]
    assert ana.puede_atajos is False


def test_closing_other_sessions_keeps_this_one(persona, entrar):
    ana = persona(Rol.ENLACE_DVOE)
    here, there = entrar(ana), entrar(ana)

    here.post(reverse("cuentas:cerrar_sesiones"))

    assert here.get(PERFIL).status_code == 200
    assert there.get(PERFIL).status_code == 302


ACCESO = {
    "usuario_list": dict.fromkeys(Rol, 200),
    "usuario_create": {Rol.ADMINISTRACION: 200},
    "usuario_export": {Rol.ADMINISTRACION: 200, Rol.AUDITORIA: 200},
    "usuario_detail": dict.fromkeys(Rol, 200),
    "usuario_update": {Rol.ADMINISTRACION: 200},
    "usuario_history": dict.fromkeys(Rol, 200),
    "usuario_desactivar": {Rol.ADMINISTRACION: 200},
    "usuario_invitar": {Rol.ADMINISTRACION: 405},
    "usuario_reactivar": {Rol.ADMINISTRACION: 405},
    "area_list": dict.fromkeys(Rol, 200),
    "area_create": {Rol.ADMINISTRACION: 200},
    "acceso_list": {Rol.ADMINISTRACION: 200, Rol.AUDITORIA: 200},
    "roles": {Rol.ADMINISTRACION: 200, Rol.DIRECCION_DVOE: 200, Rol.AUDITORIA: 200},
    "perfil": dict.fromkeys(Rol, 200),
}


@pytest.mark.parametrize("rol", [None, *Rol], ids=str)
def test_each_role_reaches_only_its_pages(rol, persona, entrar, client):
    otra = persona(Rol.ENLACE_DVOE)
    client = entrar(persona(rol)) if rol else client
    for name, codes in ACCESO.items():
        args = [otra.pk] if name.startswith("usuario_") else []
        args = [] if name.endswith(("_list", "_create", "_export")) else args
        expected = codes.get(rol, 403) if rol else 302

        assert client.get(reverse(f"cuentas:{name}", args=args)).status_code == expected, name


def test_who_is_deactivated_may_nothing(persona):
    ana = persona(Rol.ADMINISTRACION, is_active=False)

    assert not ana.has_perm("cuentas.view_usuario")
    assert not ana.has_module_perms("cuentas")


def test_area_of_the_person_is_shown_and_blocks_its_end(persona, cliente):
    area = AreaFactory()
    persona(Rol.ENLACE_DVOE, area=area)

    with pytest.raises(ValidationError, match="Tiene personas adscritas"):
        area.eliminar(by=None)
