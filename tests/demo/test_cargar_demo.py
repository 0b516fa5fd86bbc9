"""The demo is loaded whole, once, by the real importer; its accounts exist only when asked for."""

import stat
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convenios.models import Convenio
from convenios.queries.informe import vigentes
from core.models import Lote
from core.startup import DEMO_DOMAIN
from crm.models import Contacto, Institucion, NombreAlterno, Ocupacion
from cuentas.enums import Rol
from cuentas.models import Usuario
from demo.equipo import ARCHIVO
from tablero.queries.inicio import instituciones_por_tipo

pytestmark = [pytest.mark.django_db, pytest.mark.lento]


@pytest.fixture
def demo(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "archivos"
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


def cargar(*argumentos):
    salida = StringIO()
    call_command("cargar_demo", *argumentos, stdout=salida)
    return salida.getvalue()


def test_refuses_where_nobody_asked_for_a_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        cargar()

    assert not Usuario.objects.exists()


def test_demo_is_whole_and_loads_once(demo, client):
    dicho = cargar()
    claves = (settings.VAR_DIR / ARCHIVO).read_text(encoding="utf-8")
    clave = claves.split("Contraseña: ")[1].strip()

    direccion = Usuario.objects.get(correo=f"direccion{DEMO_DOMAIN}")
    barras = instituciones_por_tipo(direccion)
    assert [barra.hoy for barra in barras] == [352, 175, 153, 37, 60, 8]
    assert {barra.variacion for barra in barras} == {"igual que entonces"}
    lote = Lote.objects.get()
    assert (lote.leidas, lote.nuevas, lote.con_problema) == (785, 785, 0)

    assert claves in dicho
    assert stat.S_IMODE((settings.VAR_DIR / ARCHIVO).stat().st_mode) == 0o600
    cuentas = Usuario.objects.all()
    assert sorted(rol for cuenta in cuentas for rol in cuenta.roles) == sorted(Rol.values)
    assert all(cuenta.check_password(clave) for cuenta in cuentas)

    assert Institucion.objects.buscar("cee nuevo leon").count() == 1
    assert Institucion.objects.buscar("rosario castellanos").first().siglas == "URC"
    assert Institucion.objects.buscar("unam fes aragon").first().siglas == "FES Aragón"
    assert Institucion.objects.sin_titular().filter(subtipo__clave="ople").exists()
    assert NombreAlterno.objects.count() == 17
    assert Ocupacion.objects.exclude(hasta=None).count() == 21
    correos = Contacto.objects.values_list("correo", flat=True)
    assert all(correo.endswith("@example.org") for correo in correos)
    assert Institucion.objects.exclude(responsable=None).count() == 628
    firmados = Convenio.objects.alguna_vez_suscritos()
    assert (firmados.count(), firmados.filter(estado="concluido").count()) == (853, 731)
    assert (
        Convenio.objects.filter(vigentes(timezone.localdate())).count(),
        Convenio.objects.en_tramite().count(),
    ) == (122, 7)

    with CaptureQueriesContext(connection) as consultas:
        assert cargar("--una-vez") == ""
    assert len(consultas) == 1
    assert "ya está cargada" in cargar()
    assert Institucion.objects.count() == 785


def test_a_load_cut_short_goes_on(demo, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "una frase elegida")
    monkeypatch.setattr("demo.carga.etiquetar", lambda by: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cargar()
    assert Contacto.objects.count() == 0
    monkeypatch.undo()
    settings.DEMO = True

    monkeypatch.setenv("DEMO_PASSWORD", "otra frase distinta")
    cargar()

    assert Institucion.objects.count() == 785
    assert Contacto.objects.count() == 120
    assert Usuario.objects.count() == len(Rol)
    assert Usuario.objects.first().check_password("una frase elegida")
