"""Signing in: the session it opens, and the limits of trying."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from core.sessions import ABSOLUTE, IDLE
from cuentas.enums import Rol
from cuentas.models import Acceso
from tests.factories.cuentas import CONTRASENA, AccesoFactory, UsuarioFactory

pytestmark = pytest.mark.django_db
ENTRAR = "/cuenta/entrar/"
OTRA_DIRECCION = {"REMOTE_ADDR": "203.0.113.9"}


def sign_in(client, correo, contrasena=CONTRASENA, **extra):
    return client.post(ENTRAR, {"login": correo, "password": contrasena}, **extra)


@pytest.fixture
def ana(db):
    return UsuarioFactory(correo="ana@ejemplo.mx", roles=[Rol.ENLACE_DVOE.value])


def test_the_right_password_enters(client, ana):
    response = sign_in(client, "ANA@ejemplo.mx")

    assert response.status_code == 302
    assert response["Location"] == "/"
    ana.refresh_from_db()
    assert ana.last_login is not None
    assert ana.history.count() == 1


def test_sign_in_gives_a_new_session_key(client, ana):
    client.get(ENTRAR)
    session = client.session
    session["algo"] = "previo"
    session.save()
    client.cookies["sesion"] = before = session.session_key

    sign_in(client, ana.correo)

    assert client.session.session_key != before
    old = Client()
    old.cookies["sesion"] = before
    assert old.get(reverse("cuentas:perfil")).status_code == 302


@pytest.mark.parametrize(
    ("correo", "contrasena"),
    [("ana@ejemplo.mx", "otra cosa distinta"), ("nadie@ejemplo.mx", "otra cosa distinta")],
)
def test_a_wrong_password_and_an_unknown_address_read_the_same(client, ana, correo, contrasena):
    response = sign_in(client, correo, contrasena)

    assert response.status_code == 200
    assert "El correo o la contraseña no coinciden" in response.text


class ContadoHasher(MD5PasswordHasher):
    """Counts the hashes of a password, which are all that a try costs."""

    veces = 0

    def encode(self, *args, **kwargs):
        ContadoHasher.veces += 1
        return super().encode(*args, **kwargs)


def test_a_known_and_an_unknown_address_cost_the_same(client, ana, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.ContadoHasher"]
    inactiva = UsuarioFactory(is_active=False)
    costs = []
    for correo in (ana.correo, inactiva.correo, "nadie@ejemplo.mx"):
        ContadoHasher.veces = 0
        sign_in(client, correo, "mala clave")
        costs.append(ContadoHasher.veces)

    assert costs == [1, 1, 1]


def test_who_is_inactive_reads_the_same_as_a_wrong_password(client, ana):
    ana.is_active = False
    ana.guardar(by=None)

    response = sign_in(client, ana.correo)

    assert response.status_code == 200
    assert "El correo o la contraseña no coinciden" in response.text


def test_fifty_wrong_passwords_are_stopped_and_the_owner_still_enters(client, ana):
    codes = [sign_in(client, ana.correo, f"mal {n}").status_code for n in range(50)]

    assert codes == [200] * 5 + [429] * 45
    stopped = sign_in(client, ana.correo)
    assert stopped.status_code == 429
    assert 0 < int(stopped["Retry-After"]) <= 300
    assert "Hay muchos intentos seguidos" in stopped.text
    assert "Puedes volver a intentar en 5 minutos" in stopped.text
    assert sign_in(Client(), ana.correo, **OTRA_DIRECCION).status_code == 302


def test_a_browser_that_entered_before_enters_while_its_address_is_stopped(client, ana):
    sign_in(client, ana.correo)
    client.post("/cuenta/salir/")
    attacker = Client()
    for n in range(6):
        sign_in(attacker, ana.correo, f"mal {n}")

    assert sign_in(attacker, ana.correo).status_code == 429
    assert sign_in(client, ana.correo).status_code == 302


def test_another_account_from_the_same_address_still_enters(client, ana):
    otra = UsuarioFactory()
    for n in range(8):
        sign_in(client, ana.correo, f"mal {n}")

    assert sign_in(client, otra.correo).status_code == 302


def test_an_address_that_tries_many_accounts_is_stopped(client, db):
    codes = [sign_in(client, f"p{n}@ejemplo.mx", "mala clave").status_code for n in range(40)]

    assert codes == [200] * 30 + [429] * 10


def test_a_forged_forwarding_header_does_not_start_the_count_again(client, ana, settings):
    for proxies in (0, 1):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        codes = [
            sign_in(
                client,
                ana.correo,
                f"mal {n}",
                headers={"X-Forwarded-For": f"10.0.{proxies}.{n},7.7.7.7"},
            ).status_code
            for n in range(7)
        ]
        assert codes == [200] * 5 + [429] * 2, proxies


def test_the_wait_ends_and_then_grows(client, ana, time_machine):
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    for n in range(6):
        sign_in(client, ana.correo, f"mal {n}")

    time_machine.shift(301)
    codes = [sign_in(client, ana.correo, f"mal {n}").status_code for n in range(6)]
    stopped = sign_in(client, ana.correo)

    assert codes == [200] * 5 + [429]
    assert int(stopped["Retry-After"]) > 300
    time_machine.shift(3600)
    assert sign_in(client, ana.correo).status_code == 302


def test_right_passwords_are_not_counted(client, ana):
    codes = [sign_in(Client(), ana.correo).status_code for _ in range(12)]

    assert codes == [302] * 12


def test_an_idle_session_ends_with_words_and_comes_back(client, ana, time_machine):
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    sign_in(client, ana.correo)
    profile = reverse("cuentas:perfil")
    assert client.get(profile).status_code == 200

    time_machine.shift(29 * 60)
    assert client.get(profile).status_code == 200
    time_machine.shift(30 * 60)
    response = client.get(profile, follow=True)

    assert response.redirect_chain == [(f"{ENTRAR}?next={profile}", 302)]
    assert IDLE in response.text
    back = client.post(f"{ENTRAR}?next={profile}", {"login": ana.correo, "password": CONTRASENA})
    assert back["Location"] == profile


def test_a_busy_session_ends_after_twelve_hours(client, ana, time_machine):
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    sign_in(client, ana.correo)
    profile = reverse("cuentas:perfil")
    for _ in range(36):
        assert client.get(profile).status_code == 200
        time_machine.shift(20 * 60)

    assert ABSOLUTE in client.get(profile, follow=True).text


def test_activity_writes_the_session_once_a_minute(client, ana, django_assert_num_queries):
    sign_in(client, ana.correo)
    profile = reverse("cuentas:perfil")
    client.get(profile)

    with django_assert_num_queries(5) as captured:  # the bell is one
        client.get(profile)

    assert not [q for q in captured if q["sql"].startswith(("UPDATE", "INSERT"))]


@pytest.mark.parametrize(
    "destino",
    [
        "https://malo.example",
        "//malo.example",
        "/\\malo.example",
        "javascript:alert(1)",
        "http:///malo.example",
        "\thttps://malo.example",
        "/no/existe/",
        "https:malo.example",
        "/%0d%0aLocation:https://malo.example",
    ],
)
def test_next_leads_only_to_pages_of_this_site(client, ana, destino):
    response = client.post(ENTRAR, {"login": ana.correo, "password": CONTRASENA, "next": destino})

    assert response["Location"] == "/"


def test_next_leads_to_a_page_of_this_site(client, ana):
    destino = reverse("cuentas:area_list") + "?tipo=direccion"

    response = client.post(ENTRAR, {"login": ana.correo, "password": CONTRASENA, "next": destino})

    assert response["Location"] == destino


@pytest.mark.parametrize("path", ["signup/", "email/", "login/", "password/set/"])
def test_pages_of_allauth_that_we_do_not_use_do_not_exist(client, path):
    assert client.get(f"/cuenta/{path}").status_code == 404


def test_signing_out_asks_first(client, ana):
    sign_in(client, ana.correo)

    assert client.get("/cuenta/salir/").status_code == 200
    assert client.get(reverse("cuentas:perfil")).status_code == 200
    assert client.post("/cuenta/salir/").status_code == 302
    assert client.get(reverse("cuentas:perfil")).status_code == 302


def test_every_try_leaves_a_row_without_what_was_typed(client, ana):
    sign_in(client, "nadie@ejemplo.mx", "mala clave")
    for n in range(9):
        sign_in(client, ana.correo, f"mal {n}")
    sign_in(Client(), ana.correo, **OTRA_DIRECCION)

    rows = Acceso.objects.order_by("pk").values_list("persona", "resultado", "direccion")
    assert list(rows) == [
        (None, "contrasena", "127.0.0.1"),
        *[(ana.pk, "contrasena", "127.0.0.1")] * 5,
        (ana.pk, "detenido", "127.0.0.1"),  # one, however many tries
        (ana.pk, "entro", "203.0.113.9"),
    ]


def test_accesses_are_found_by_the_person(ana):
    suyo = AccesoFactory(persona=UsuarioFactory(nombres="Íñigo", primer_apellido="Núñez"))
    AccesoFactory()

    assert list(Acceso.objects.all().buscar("nunez inigo")) == [suyo]


def test_the_profile_shows_own_accesses_only(client, ana):
    otra = AccesoFactory(direccion="198.51.100.7")
    sign_in(client, ana.correo)

    texto = client.get(reverse("cuentas:perfil")).text

    assert "127.0.0.1" in texto
    assert otra.direccion not in texto
    assert list(Acceso.objects.visibles_para(ana)) == list(ana.accesos.all())
