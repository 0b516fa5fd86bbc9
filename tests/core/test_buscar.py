"""Search over rows: what answers, in which order, and what a typing error finds."""

import pytest
from django.apps import apps
from django.db import connection

from core import trigrams
from core.models import Buscable, Palabra
from core.models.consulta import interpretar
from core.models.palabra import registrar_palabras
from core.pagination import count_rows
from core.search import texto_indexado
from crm.models import Institucion, Puesto
from tests.factories.crm import InstitucionFactory, NombreAlternoFactory, PuestoFactory

pytestmark = pytest.mark.django_db

DIRECTORIO = [
    ("Universidad Nacional Autónoma de México", "UNAM"),
    ("Facultad de Estudios Superiores Aragón, UNAM", "FES Aragón"),
    ("Facultad de Estudios Superiores Acatlán, UNAM", "FES Acatlán"),
    ("Instituto Nacional Electoral", "INE"),
    ("Instituto Electoral del Estado de México", "IEEM"),
    ("Instituto Estatal Electoral de Chihuahua", "IEE Chihuahua"),
    ("Casa de Cultura José Núñez", ""),
    ("Alianza Cívica, A.C.", ""),
    ("Asociación Mundial de Organismos Electorales", "A-WEB"),
    ("Alcaldía Xochimilco", ""),
    ("Centro de Comando de la Ciudad", "C5"),
]


@pytest.fixture
def directorio():
    return [InstitucionFactory(nombre=nombre, siglas=siglas) for nombre, siglas in DIRECTORIO]


def nombres(q, tope=None):
    return list(Institucion.objects.buscar(q, tope).values_list("nombre", flat=True))


@pytest.mark.parametrize(
    ("q", "primera"),
    [
        ("unam fes aragon", "Facultad de Estudios Superiores Aragón, UNAM"),
        ("fes aragón", "Facultad de Estudios Superiores Aragón, UNAM"),
        ("UNAM", "Universidad Nacional Autónoma de México"),
        ("nunez", "Casa de Cultura José Núñez"),
        ("NUÑEZ", "Casa de Cultura José Núñez"),
        ("JOSÉ", "Casa de Cultura José Núñez"),
        ("Jose\u0301", "Casa de Cultura José Núñez"),
        ("alianza civica ac", "Alianza Cívica, A.C."),
        ("aweb", "Asociación Mundial de Organismos Electorales"),
        ("a-web", "Asociación Mundial de Organismos Electorales"),
        ("c5", "Centro de Comando de la Ciudad"),
        ("ine", "Instituto Nacional Electoral"),
        ("de la ciudad", "Centro de Comando de la Ciudad"),
        ("instituto nacional electoral", "Instituto Nacional Electoral"),
    ],
)
def test_best_answer_comes_first(directorio, q, primera):
    assert nombres(q)[0] == primera
    assert nombres(q, tope=5)[0] == primera


@pytest.mark.parametrize(
    ("q", "primera"),
    [
        ("institto nacional", "Instituto Nacional Electoral"),  # a letter less
        ("institutoo nacional", "Instituto Nacional Electoral"),  # a letter more
        ("insyituto nacional", "Instituto Nacional Electoral"),  # another letter
        ("Xohcimilco", "Alcaldía Xochimilco"),  # two swapped
        ("xochmilc", "Alcaldía Xochimilco"),  # unfinished, and a letter less
        ("nuñes", "Casa de Cultura José Núñez"),
    ],
)
def test_one_typing_error_is_understood_and_told(directorio, q, primera):
    assert nombres(q)[0] == primera
    assert interpretar(Institucion, q).tambien


def test_institto_electoral_finds_every_electoral_institute(directorio):
    assert set(nombres("institto electoral")) == {
        "Instituto Nacional Electoral",
        "Instituto Electoral del Estado de México",
        "Instituto Estatal Electoral de Chihuahua",
    }


def test_short_words_and_numbers_are_not_corrected(directorio):
    assert nombres("ink") == []
    assert nombres("2023") == []


def test_what_is_written_right_is_not_corrected(directorio):
    assert interpretar(Institucion, "aragon").tambien == []


def test_all_words_are_needed(directorio):
    assert nombres("unam xochimilco") == []


def test_alternate_names_are_found_and_follow_their_changes(directorio):
    ine = directorio[3]
    alterno = NombreAlternoFactory(institucion=ine, texto="Instituto Federal Electoral (IFE)")
    assert nombres("ife") == [ine.nombre]

    alterno.eliminar(by=None)

    assert nombres("ife") == []


def test_former_name_appears_where_the_office_notes_it(directorio):
    NombreAlternoFactory(institucion=directorio[3], texto="IEDF")

    assert nombres("iedf") == [directorio[3].nombre]


@pytest.mark.parametrize("q", ["", "   ", None, "\x00", "—", "%", "_"])
def test_saying_nothing_changes_nothing(directorio, q):
    assert Institucion.objects.buscar(q).count() == len(DIRECTORIO)


@pytest.mark.parametrize(
    "q", ["a\x00b", "%' OR 1=1 --", "\ud800", "\u202eenu", "x" * 100_000, "(((", "\\", "a b " * 99]
)
def test_hostile_text_never_fails(directorio, q):
    assert isinstance(nombres(q), list)


def test_order_is_the_dictionary_s_on_both_engines():
    for nombre in ("Oaxaca", "Ñandú", "Nz", "Álvaro B", "Alvaro A", "Distrito 10", "Distrito 2"):
        InstitucionFactory(nombre=nombre)

    ordenados = list(Institucion.objects.order_by("orden").values_list("nombre", flat=True))

    assert ordenados == [
        "Alvaro A",
        "Álvaro B",
        "Distrito 2",
        "Distrito 10",
        "Nz",
        "Ñandú",
        "Oaxaca",
    ]


def test_search_costs_one_query_when_words_are_known(directorio, django_assert_num_queries):
    nombres("unam")

    with django_assert_num_queries(1):
        nombres("aragon")
    with django_assert_num_queries(2):
        nombres("aragon", tope=10)


def test_search_keeps_the_filters_it_was_given(directorio):
    otra = directorio[1]
    filtradas = Institucion.objects.exclude(pk=otra.pk)

    assert otra not in filtradas.buscar("unam", tope=10)
    assert filtradas.buscar("unam", tope=10).count() == 2


def test_a_search_with_a_cap_knows_how_many_it_read(directorio, django_assert_num_queries):
    halladas = Institucion.objects.buscar("unam", tope=10)

    with django_assert_num_queries(0):
        assert count_rows(halladas).value == 3
    assert count_rows(halladas.filter(pk=directorio[1].pk)).value == 1


def test_exact_matches_stay_where_another_table_says_who_may_see(direccion):
    for numero in range(9):
        PuestoFactory(cargo=f"Enlace número {numero}")
    exacto = PuestoFactory(cargo="Enlace")

    halladas = Puesto.objects.visibles_para(direccion).buscar("enlace", tope=2)

    assert halladas.first() == exacto


def test_a_piece_that_no_word_holds_needs_no_reading(monkeypatch):
    monkeypatch.setattr("core.models.palabra.ASIENTO_SEGUNDOS", -1)
    registrar_palabras(Institucion, [texto_indexado(["Ateneo"])])
    interpretar(Institucion, "ateneos")  # on PostgreSQL a second look is needed

    assert interpretar(Institucion, "xilografía").sin_respuesta
    assert not interpretar(Institucion, "aten").sin_respuesta
    assert not interpretar(Institucion, "atneeo").sin_respuesta  # one error away
    registrar_palabras(Institucion, [texto_indexado(["Xilografía"])])
    assert not interpretar(Institucion, "xilografía").sin_respuesta


def test_a_word_too_long_to_keep_hides_nothing(monkeypatch):
    monkeypatch.setattr("core.models.palabra.ASIENTO_SEGUNDOS", -1)
    registrar_palabras(Institucion, [texto_indexado(["Ateneo", "x" * 41])])
    interpretar(Institucion, "ateneos")

    assert not interpretar(Institucion, "xilografía").sin_respuesta


def test_cap_leaves_exact_matches_in():
    for numero in range(12):
        InstitucionFactory(nombre=f"Universidad Número {numero}", siglas=f"UN{numero}")
    InstitucionFactory(nombre="Universidad", siglas="U")
    InstitucionFactory(nombre="Número de universidades", siglas="")

    assert nombres("universidad", tope=3)[0] == "Universidad"
    assert nombres("número", tope=3)[0] == "Número de universidades"


def test_bulk_writes_are_searchable():
    objetos = [InstitucionFactory.build(nombre=f"Ateneo {n}") for n in range(3)]
    Institucion.objects.crear_varios(objetos, by=None)

    assert len(nombres("atenoe")) == 3


def test_registrar_palabras_is_quiet_about_known_words(django_assert_num_queries):
    registrar_palabras(Institucion, [texto_indexado(["Ateneo Español", "AE1"])])

    with django_assert_num_queries(1):
        registrar_palabras(Institucion, [texto_indexado(["Ateneo Español 2024"])])
    propias = Palabra.objects.filter(modelo="crm.institucion")
    assert set(propias.values_list("texto", flat=True)) == {"ateneo", "espanol"}


def test_words_of_one_kind_do_not_serve_another():
    registrar_palabras(Palabra, [texto_indexado(["secretísimo"])])

    assert interpretar(Institucion, "secretisimp").tambien == []


BUSCABLES = [m._meta.db_table for m in apps.get_models() if issubclass(m, Buscable)]


@pytest.mark.parametrize("tabla", BUSCABLES)
def test_every_searchable_table_has_its_index(tabla):
    with connection.cursor() as cursor:
        indices = connection.introspection.get_constraints(cursor, tabla)

    assert "busqueda" in indices[f"{tabla}_busqueda"]["columns"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own index")
@pytest.mark.parametrize("modelo", [m for m in apps.get_models() if issubclass(m, Buscable)])
def test_no_migration_left_a_table_without_trigrams(modelo):
    assert trigrams.sirven(modelo)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite sorts by bytes already")
@pytest.mark.parametrize("tabla", BUSCABLES)
def test_postgresql_sorts_by_bytes(tabla):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns WHERE table_name = %s "
            "AND column_name IN ('busqueda', 'orden')",
            [tabla],
        )
        assert cursor.fetchall() == [("C",), ("C",)]
