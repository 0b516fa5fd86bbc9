"""The trigram index of SQLite: it answers as reading everything does, whatever was written."""

import pytest
from django.db import DatabaseError, connection

from core import trigrams
from core.models.consulta import interpretar
from core.search_index import analizar, preparar_busqueda
from crm.models import Etiqueta, Institucion, Puesto
from tests.factories.crm import (
    EtiquetaFactory,
    InstitucionFactory,
    NombreAlternoFactory,
    PuestoFactory,
)
from tests.indices import revisar

EN_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own index")
NOMBRES = [
    ("Universidad Nacional Autónoma de México", "UNAM"),
    ("Universidad", "U"),
    ("Instituto Nacional Electoral", "INE"),
    ("Instituto Electoral del Estado de México", "IEEM"),
    ("Casa de Cultura José Núñez", "CCJÑ"),
    ("Alianza Cívica, A.C.", ""),
    ("Asociación Mundial de Organismos Electorales", "A-WEB"),
    ("Centro C5 de la Ciudad", "C5"),
    ("Liga And Or Not Near", "AND"),
    ("Łódź Straße 李 明", "ŁSŚ"),
    ("Comisión 12345 de Xochimilco", "X"),
]


@pytest.fixture
def directorio(db):
    for nombre, siglas in NOMBRES:
        InstitucionFactory(nombre=nombre, siglas=siglas)


def nombres(q, tope=50):
    return list(Institucion.objects.vivos().buscar(q, tope).values_list("nombre", flat=True))


@pytest.mark.parametrize(
    ("q", "esperadas"),
    [
        ("univesidad", {"Universidad", "Universidad Nacional Autónoma de México"}),
        ("institto electoral", {NOMBRES[2][0], NOMBRES[3][0]}),
        ("c5", {"Centro C5 de la Ciudad"}),
        ("x", {"Comisión 12345 de Xochimilco"}),
        ("u", {"Universidad", "Universidad Nacional Autónoma de México"}),
        ("na au", {"Universidad Nacional Autónoma de México"}),
        ("ine x", set()),
        ("nuñez", {"Casa de Cultura José Núñez"}),
        ("NÚNEZ", {"Casa de Cultura José Núñez"}),
        ("ccjñ", {"Casa de Cultura José Núñez"}),
        ("versid", {"Universidad", "Universidad Nacional Autónoma de México"}),
        ("A.C.", {"Alianza Cívica, A.C."}),
        ("aweb", {"Asociación Mundial de Organismos Electorales"}),
        ("lodz strasse", {"Łódź Straße 李 明"}),
        ("李 明", {"Łódź Straße 李 明"}),
        ("234", {"Comisión 12345 de Xochimilco"}),
        ('"universidad" AND "unam"', set()),
        ("liga AND not", {"Liga And Or Not Near"}),
        ('"liga" NEAR(or)', {"Liga And Or Not Near"}),
        ("universidad*", {"Universidad", "Universidad Nacional Autónoma de México"}),
        ("busqueda:unam", set()),
        ("-unam", {"Universidad Nacional Autónoma de México"}),
        ("^ { } ( 'ine' ) ; --", {"Instituto Nacional Electoral"}),
        ("of%", set()),
    ],
)
def test_the_same_answer_on_both_engines(directorio, q, esperadas):
    assert set(nombres(q)) == esperadas


@EN_SQLITE
@pytest.mark.parametrize("tope", [2, 50])
def test_the_index_answers_as_reading_everything(directorio, monkeypatch, tope):
    preguntas = ["universidad", "univesidad", "u", "na", "el na", "mexico", "ñ", "ac", "de la", "e"]
    con_indice = [nombres(q, tope)[:tope] for q in preguntas]
    monkeypatch.setattr(trigrams, "sirven", lambda modelo: False)

    assert con_indice == [nombres(q, tope)[:tope] for q in preguntas]


@EN_SQLITE
def test_the_index_is_used(directorio, django_assert_num_queries):
    nombres("unam")  # the words are read once

    with django_assert_num_queries(2) as contexto:
        nombres("universidad")

    assert "crm_institucion_trigramas" in contexto.captured_queries[0]["sql"]


def test_a_short_text_asks_the_index_for_nothing():
    assert trigrams.pregunta([["ab"]]) == ""
    assert trigrams.pregunta([["a b", "abcde"], ["x", "abc"]]) == '(("a b") OR ("abc" AND "cde"))'


@pytest.mark.django_db
def test_every_way_of_writing_keeps_the_index():
    una = InstitucionFactory(nombre="Ateneo Uno")
    assert nombres("ateneo") == ["Ateneo Uno"]

    una.nombre = "Liceo Uno"
    una.guardar(by=None)
    assert (nombres("ateneo"), nombres("liceo")) == ([], ["Liceo Uno"])

    NombreAlternoFactory(institucion=una, texto="Gimnasio Antiguo")
    assert nombres("gimnasio") == ["Liceo Uno"]

    varias = [InstitucionFactory.build(nombre=f"Museo {n}") for n in range(3)]
    Institucion.objects.crear_varios(varias, by=None)
    assert nombres("museo") == ["Museo 0", "Museo 1", "Museo 2"]

    for otra in varias:
        otra.nombre = otra.nombre.replace("Museo", "Galería")
    Institucion.objects.guardar_varios(varias, ["nombre"], by=None)
    assert (nombres("museo"), len(nombres("galeria"))) == ([], 3)

    Institucion.objects.filter(pk=varias[0].pk).update(busqueda=" | pinacoteca | ")
    assert nombres("pinacoteca") == ["Galería 0"]

    Institucion.objects.bulk_create([InstitucionFactory.build(nombre="X", busqueda=" | cueva | ")])
    assert nombres("cueva") == ["X"]

    una.eliminar(by=None)
    assert nombres("liceo") == []
    una.restaurar(by=None)
    assert nombres("liceo") == ["Liceo Uno"]
    revisar()


@pytest.mark.django_db
def test_what_is_erased_leaves_the_index():
    etiqueta = EtiquetaFactory(nombre="Pasajera")
    assert Etiqueta.objects.buscar("pasajera", 10).count() == 1

    Etiqueta.objects.filter(pk=etiqueta.pk).delete()

    assert Etiqueta.objects.buscar("pasajera", 10).count() == 0
    revisar("crm_etiqueta")


@pytest.mark.django_db
def test_exact_matches_stay_when_candidates_are_too_many():
    for numero in range(12):
        InstitucionFactory(nombre=f"Universidad Número {numero}", siglas=f"UN{numero}")
    InstitucionFactory(nombre="Otra casa", siglas="Universidad")

    assert nombres("universidad", tope=3)[0] == "Otra casa"


def test_who_may_see_a_row_is_asked_of_those_the_index_proposes(directorio, direccion):
    for institucion in Institucion.objects.all():
        PuestoFactory(cargo="Enlace con xilografía", institucion=institucion)
    Institucion.objects.exclude(siglas="INE").update(eliminado_en="2026-01-01T00:00Z")

    hallados = Puesto.objects.visibles_para(direccion).buscar("xilografia", tope=2)

    assert [puesto.institucion.siglas for puesto in hallados] == ["INE"]


def hacer_de_nuevo(tabla):
    """What Django does in SQLite to alter a column: another table takes the name and the rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [tabla])
        (crear,) = cursor.fetchone()
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(crear.replace(f'"{tabla}"', f'"new__{tabla}"', 1))
        cursor.execute(f"INSERT INTO new__{tabla} SELECT * FROM {tabla}")  # noqa: S608
        cursor.execute(f"DROP TABLE {tabla}")
        cursor.execute(f"ALTER TABLE new__{tabla} RENAME TO {tabla}")
        cursor.execute("PRAGMA foreign_keys = ON")


def preparar(tabla):
    """The operation of a migration; the statements it sent."""
    ordenes = []

    class Editor:
        def __init__(self):
            self.connection = connection

        def execute(self, orden):
            ordenes.append(orden)
            with connection.cursor() as cursor:
                cursor.execute(orden)

    preparar_busqueda(tabla).database_forwards("crm", Editor(), None, None)
    return ordenes


@EN_SQLITE
@pytest.mark.django_db(transaction=True)
def test_a_table_made_again_is_read_whole_until_its_index_is_made_again():
    EtiquetaFactory(nombre="Anterior")
    hacer_de_nuevo("crm_etiqueta")

    try:
        EtiquetaFactory(nombre="Posterior")
        assert not trigrams.sirven(Etiqueta)
        assert Etiqueta.objects.buscar("posterior", 10).count() == 1
    finally:
        preparar("crm_etiqueta")

    assert trigrams.sirven(Etiqueta)
    assert Etiqueta.objects.buscar("posterior", 10).count() == 1
    assert Etiqueta.objects.buscar("anterior", 10).count() == 1
    revisar("crm_etiqueta")


@EN_SQLITE
@pytest.mark.django_db
def test_an_index_that_differs_is_told():
    etiqueta = EtiquetaFactory(nombre="Sabida")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER crm_etiqueta_trigramas_cambio")
    Etiqueta.objects.filter(pk=etiqueta.pk).update(busqueda=" | otra | ")

    with pytest.raises(DatabaseError):
        revisar("crm_etiqueta")


@EN_SQLITE
@pytest.mark.django_db
def test_one_trigger_less_and_the_index_is_not_believed():
    assert trigrams.sirven(Institucion)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER crm_institucion_trigramas_cambio")

    assert not trigrams.sirven(Institucion)


@EN_SQLITE
@pytest.mark.django_db
def test_a_sqlite_without_trigrams_has_only_the_scan(monkeypatch):
    monkeypatch.setattr(trigrams, "hay_trigramas", lambda: False)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE crm_etiqueta_trigramas")
        for suceso in trigrams.SUCESOS:
            cursor.execute(f"DROP TRIGGER crm_etiqueta_trigramas_{suceso}")
    ordenes = preparar("crm_etiqueta")
    EtiquetaFactory(nombre="Sin índice")

    assert not any("trigramas" in orden for orden in ordenes)
    assert Etiqueta.objects.buscar("indice", 10).count() == 1


@pytest.mark.django_db
def test_a_key_s_list_travels_whole():
    dos = [InstitucionFactory().pk, InstitucionFactory().pk]
    InstitucionFactory()

    assert set(Institucion.objects.filter(pk__entre=dos).values_list("pk", flat=True)) == set(dos)
    assert not Institucion.objects.filter(pk__entre=[]).exists()
    assert interpretar(Institucion, "").terminos == ()


def estadisticas(tabla):
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = %s", [tabla])
        return dict(cursor.fetchall())


@EN_SQLITE
@pytest.mark.django_db
def test_sqlite_s_planner_is_told_how_tables_grew():
    for numero in range(3):
        EtiquetaFactory(nombre=f"Etiqueta {numero}")

    analizar(connection)

    assert estadisticas("crm_etiqueta").pop("crm_etiqueta_busqueda") == "100000 100000 1"
    assert {texto.split()[0] for texto in estadisticas("crm_etiqueta").values()} == {"100000", "3"}
    assert estadisticas("crm_gestion") == {"crm_gestion_busqueda": "100000 100000 1"}


@EN_SQLITE
@pytest.mark.django_db
def test_preparing_again_keeps_what_the_planner_knows():
    EtiquetaFactory()
    preparar("crm_etiqueta")

    assert len(estadisticas("crm_etiqueta")) > 1
    assert estadisticas("crm_etiqueta")["crm_etiqueta_busqueda"] == "100000 100000 1"
