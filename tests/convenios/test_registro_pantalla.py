"""Names nobody knew become institutions, once for all the instruments that say them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convenios.actions.registro import identificar_parte
from convenios.models import Convenio, ParteConvenio
from convenios.queries.registro import candidatas
from tests import pages
from tests.convenios.registro import archivo, fila, importar
from tests.factories.convenios import ParteConvenioFactory
from tests.factories.crm import InstitucionFactory

pytestmark = pytest.mark.django_db

LISTA = "/convenios/partes/por-identificar/"


@pytest.fixture
def traidos(direccion):
    """«INE» in two instruments, «Fundación Dos» in one of them and in another."""
    importar(
        archivo(
            fila(1, contraparte="INE"),
            fila(2, contraparte="INE; Fundación Dos"),
            fila(3, contraparte="Fundación Dos"),
            fila(4, contraparte="INE", nombre="Cuarto"),
        ),
        direccion,
    )


def direccion_de(nombre, verbo="identificar"):
    parte = ParteConvenio.objects.filter(denominacion=nombre).first()
    return reverse(f"convenios:parteconvenio_{verbo}", args=[parte.pk])


def test_list_groups_equal_names_the_most_frequent_first(cliente, traidos):
    page = cliente.get(LISTA)

    assert [(f["denominacion"], f["cuantos"]) for f in page.context["filas"]] == [
        ("INE", 3),
        ("Fundación Dos", 2),
    ]
    text = pages.text(page)
    assert "en 3 convenios" in text
    assert 'hx-trigger="revealed"' in text


def test_nothing_to_identify_says_so(cliente):
    assert "No hay nombres por identificar" in pages.text(cliente.get(LISTA))


def test_page_that_was_emptied_goes_to_the_first(cliente, traidos):
    assert cliente.get(LISTA, {"pagina": "9"}).url == LISTA


def test_list_goes_by_pages(cliente, direccion):
    filas = [fila(n, contraparte=f"Fundación {n}") for n in range(27)]
    importar(archivo(*filas), direccion)

    primera, segunda = cliente.get(LISTA), cliente.get(LISTA, {"pagina": "2"})

    assert (len(primera.context["filas"]), len(segunda.context["filas"])) == (25, 2)
    assert "?pagina=2" in pages.text(primera)


def test_candidates_are_offered_by_likeness_and_by_acronym(cliente, direccion, traidos):
    ine = InstitucionFactory(nombre="Instituto Nacional Electoral", siglas="INE")
    parecida = InstitucionFactory(nombre="Fundación Doz")

    assert candidatas(direccion, "INE") == [ine]
    assert candidatas(direccion, "Fundación Dos") == [parecida]
    fragmento = pages.text(cliente.get(direccion_de("INE", "candidatas")))
    assert "Instituto Nacional Electoral" in fragmento
    assert f'value="{ine.pk}"' in fragmento


def test_one_choice_identifies_every_equal_name(cliente, direccion, traidos):
    ine = InstitucionFactory(
        nombre="Instituto Nacional Electoral", tipo="organismo_electoral", siglas="INE"
    )

    respuesta = cliente.post(direccion_de("INE"), {"institucion": ine.pk, "pagina": "1"})

    assert respuesta.url == LISTA
    partes = ParteConvenio.objects.filter(denominacion="INE")
    assert {parte.institucion for parte in partes} == {ine}
    assert {parte.actualizado_por for parte in partes} == {direccion}
    assert set(Convenio.objects.filter(partes__institucion=ine).values_list("categorias")) == {
        ("organismo_electoral",)
    }
    page = pages.text(cliente.get(LISTA))
    assert "«INE» es «Instituto Nacional Electoral» en 3 convenios." in page
    assert "Fundación Dos" in page


def test_institution_that_is_already_there_is_told(cliente, traidos):
    ine = InstitucionFactory(nombre="Instituto Nacional Electoral")
    cuarto = Convenio.objects.get(denominacion="Cuarto")
    ParteConvenioFactory(convenio=cuarto, institucion=ine)

    respuesta = cliente.post(direccion_de("INE"), {"institucion": ine.pk}, follow=True)

    assert "En «Cuarto» ya aparece «Instituto Nacional Electoral»" in pages.text(respuesta)
    assert ParteConvenio.objects.por_identificar().filter(denominacion="INE").count() == 1


def test_identifying_many_costs_what_identifying_two(direccion):
    def consultas(nombre):
        parte = ParteConvenio.objects.filter(denominacion=nombre).first()
        institucion = InstitucionFactory()
        with CaptureQueriesContext(connection) as hechas:
            identificar_parte(parte, by=direccion, institucion=institucion, de_todas=True)
        assert not ParteConvenio.objects.por_identificar().filter(denominacion=nombre).exists()
        return len(hechas)

    filas = [fila(n, contraparte="INE" if n < 60 else "SEP") for n in range(62)]
    importar(archivo(*filas), direccion)

    assert consultas("INE") == consultas("SEP")
    assert {c.history.count() for c in Convenio.objects.all()} == {2}


def test_import_leads_to_its_doubts(cliente, direccion):
    lote = importar(archivo(fila(1)), direccion)

    assert f'href="{LISTA}"' in pages.text(cliente.get(lote.get_absolute_url()))


def test_page_shows_where_it_is_and_offers_to_register_it(cliente, traidos):
    page = pages.text(cliente.get(direccion_de("INE")))

    assert "los 3 convenios" in page
    assert "Cuarto" in page
    assert "/crm/instituciones/crear/?nombre=INE" in page


def test_form_without_a_choice_is_refused(cliente, traidos):
    respuesta = cliente.post(direccion_de("INE"), {"institucion__q": "zzz"})

    assert respuesta.status_code == 422
    assert "No encontramos «zzz»" in pages.text(respuesta)


def test_name_somebody_else_identified_is_told(cliente, direccion, traidos):
    url = direccion_de("Fundación Dos")
    dos = InstitucionFactory()
    cliente.post(url, {"institucion": dos.pk})

    respuesta = cliente.post(url, {"institucion": InstitucionFactory().pk}, follow=True)

    assert "ya está identificada" in pages.text(respuesta)
    partes = ParteConvenio.objects.filter(denominacion="Fundación Dos")
    assert {parte.institucion for parte in partes} == {dos}


@pytest.mark.parametrize("rol", ["juridico", "area_solicitante", "auditoria", "transparencia"])
def test_who_only_reads_does_not_identify(entrar, persona, traidos, rol):
    cliente = entrar(persona(rol))
    ine = InstitucionFactory()

    respuestas = [
        cliente.get(LISTA),
        cliente.get(direccion_de("INE", "candidatas")),
        cliente.post(direccion_de("INE"), {"institucion": ine.pk}),
        cliente.post(direccion_de("INE", "deshacer")),
    ]

    assert {respuesta.status_code for respuesta in respuestas} == {403}
    assert not ParteConvenio.objects.filter(institucion=ine).exists()


@pytest.fixture
def escritos(direccion):
    """The same name written in three ways, and another one."""
    importar(
        archivo(
            fila(1, contraparte="Fundación Dos"),
            fila(2, contraparte="FUNDACION DOS"),
            fila(3, contraparte="Fundación  dos,"),
            fila(4, contraparte="Fundación Doce"),
        ),
        direccion,
    )
    return InstitucionFactory(nombre="Fundación Dos Orillas", tipo="osc")


def test_case_accents_and_punctuation_do_not_make_another_name(cliente, escritos):
    page = pages.text(cliente.get(direccion_de("Fundación Dos")))
    assert "los 3 convenios" in page

    cliente.post(direccion_de("Fundación Dos"), {"institucion": escritos.pk})

    partes = ParteConvenio.objects.filter(institucion=escritos)
    assert {parte.denominacion for parte in partes} == {
        "Fundación Dos",
        "FUNDACION DOS",
        "Fundación dos",
    }
    quedan = ParteConvenio.objects.por_identificar()
    assert [parte.denominacion for parte in quedan] == ["Fundación Doce"]


def test_a_mistake_is_undone_wherever_it_was_told(cliente, escritos):
    otra = InstitucionFactory(nombre="Fundación Dos Mares")
    url = direccion_de("FUNDACION DOS", "deshacer")
    cliente.post(direccion_de("Fundación Dos"), {"institucion": escritos.pk})
    corregida = ParteConvenio.objects.get(denominacion="Fundación dos")
    corregida.institucion = otra
    corregida.guardar(by=None)
    page = pages.text(cliente.get(LISTA))
    assert "Identificadas hace poco" in page
    assert url in page

    respuesta = cliente.post(url, follow=True)

    assert "vuelve a estar por identificar en 2 convenios" in pages.text(respuesta)
    assert "Identificadas hace poco" not in pages.text(respuesta)
    assert ParteConvenio.objects.get(denominacion="Fundación dos").institucion == otra
    nombres = ParteConvenio.objects.por_identificar().values_list("denominacion", flat=True)
    assert sorted(nombres) == ["FUNDACION DOS", "Fundación Doce", "Fundación Dos"]
    categorias = Convenio.objects.filter(partes__denominacion="FUNDACION DOS")
    assert set(categorias.values_list("categorias", flat=True)) == {""}
    assert "ya no se puede deshacer" in pages.text(cliente.post(url, follow=True))


def test_what_was_undone_can_be_told_again(cliente, escritos):
    cliente.post(direccion_de("Fundación Dos"), {"institucion": escritos.pk})
    cliente.post(direccion_de("Fundación Dos", "deshacer"))

    cliente.post(direccion_de("Fundación Dos"), {"institucion": escritos.pk})

    assert ParteConvenio.objects.filter(institucion=escritos).count() == 3
