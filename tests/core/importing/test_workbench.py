"""The promises of the workbench: what comes in, what comes back, and what is undone."""

import pytest
from django.core.exceptions import ValidationError

from core.batches import deshacer
from core.importing.opening import descartar, mismo_archivo
from core.importing.run import confirmar, ejecutar
from core.models import CambioLote, Lote
from crm.models import Institucion
from tests import indices
from tests.core.importing.conftest import archivo, cuentas, fila, motivos
from tests.factories.crm import EtiquetaFactory, InstitucionFactory

pytestmark = pytest.mark.django_db


def test_new_rows_come_in_with_author_version_and_history(importar, direccion):
    lote = importar(archivo(*[fila(n) for n in range(3)]))

    assert cuentas(lote) == (3, 3, 0, 0, 0)
    institucion = Institucion.objects.get(siglas="UF1")
    assert institucion.creado_por == direccion
    assert institucion.version == 1
    assert institucion.tipo == "academica"
    assert str(institucion.pais) == "MX"
    assert "universidad ficticia" in institucion.busqueda
    historia = institucion.history.get()
    assert historia.history_user == direccion
    assert historia.history_change_reason == f"Importación {lote.pk}: instituciones.csv"


def test_preview_writes_nothing_but_its_own_rows(revisar):
    lote = revisar(archivo(*[fila(n) for n in range(3)]))

    assert cuentas(lote) == (3, 3, 0, 0, 0)
    assert Institucion.objects.count() == 0
    assert CambioLote.objects.count() == 0
    assert Institucion.history.count() == 0


def test_the_same_file_twice_changes_nothing(importar):
    contenido = archivo(*[fila(n) for n in range(5)])
    primero = importar(contenido)

    segundo = importar(contenido)

    assert cuentas(segundo) == (5, 0, 0, 5, 0)
    assert mismo_archivo(segundo) == primero
    assert Institucion.history.count() == 5


def test_changes_are_shown_field_by_field_and_applied(importar, revisar):
    importar(archivo(*[fila(n) for n in range(5)]))

    lote = revisar(archivo(fila(0), fila(1, Siglas="NUEVA"), fila(2, Tipo="Organismo electoral")))

    cambios = [renglon.cambios for renglon in lote.renglones.filter(estado="cambia")]
    assert cambios == [
        {"siglas": ["UF1", "NUEVA"]},
        {"tipo": ["academica", "organismo_electoral"]},
    ]
    confirmar(lote)
    ejecutar(lote)
    lote.refresh_from_db()
    assert cuentas(lote) == (3, 0, 2, 1, 0)
    assert Institucion.objects.get(siglas="NUEVA").version == 2


def test_bad_rows_come_back_and_the_corrected_file_completes(importar):
    filas = [fila(n) for n in range(100)]
    for numero in range(7):
        filas[numero * 10] = fila(numero * 10, Tipo="dependencia")

    lote = importar(archivo(*filas))

    assert cuentas(lote) == (100, 93, 0, 0, 7)
    primero = lote.renglones.filter(estado="problema").first()
    assert primero.motivos()[0].startswith(
        "Fila 2, columna «Tipo»: «dependencia» no está en la lista: usa "
    )
    corregido = importar(archivo(*[fila(n) for n in range(100)]))
    assert cuentas(corregido) == (100, 7, 0, 93, 0)


def test_undo_gives_every_value_back_and_keeps_history(importar, direccion):
    importar(archivo(*[fila(n) for n in range(4)]))
    antes = list(Institucion.objects.order_by("pk").values("nombre", "siglas", "tipo", "entidad"))
    lote = importar(
        archivo(*[fila(n, Tipo="osc", Entidad="Puebla", Siglas="X") for n in range(3)], fila(9))
    )

    cuantos, dejados = deshacer(lote, by=direccion)

    vivas = Institucion.objects.vivos().order_by("pk")
    assert (cuantos, dejados) == (4, [])
    assert list(vivas.values("nombre", "siglas", "tipo", "entidad")) == antes
    assert Institucion.objects.eliminados().get().siglas == "UF9"
    assert vivas.first().version == 3
    assert vivas.first().history.count() == 3


def test_search_follows_an_import_and_its_undo(revisar, importar, direccion):
    primeras = [fila(n) for n in range(3)]
    importar(archivo(*primeras))
    cambiadas = archivo(*[fila(n, Siglas=f"ZXQ{n}") for n in range(3)], fila(9, Siglas="ZXQ9"))

    revisar(cambiadas)
    tras_revisar = Institucion.objects.vivos().buscar("zxq", 10).count()
    lote = importar(cambiadas)
    tras_importar = Institucion.objects.vivos().buscar("zxq", 10).count()
    deshacer(lote, by=direccion)

    assert (tras_revisar, tras_importar) == (0, 4)
    assert Institucion.objects.vivos().buscar("zxq", 10).count() == 0
    indices.revisar()


def test_undo_leaves_and_lists_what_was_edited_since(importar, direccion):
    lote = importar(archivo(*[fila(n) for n in range(3)]))
    editada = Institucion.objects.get(siglas="UF1")
    editada.siglas = "EDIT"
    editada.guardar(by=direccion)

    cuantos, dejados = deshacer(lote, by=direccion)

    assert cuantos == 2
    assert [(c.objeto_id, c.dejado_por) for c in dejados] == [
        (editada.pk, "Cambió después del lote")
    ]
    lote.refresh_from_db()
    assert lote.estado == "deshecho"
    with pytest.raises(ValidationError):
        deshacer(lote, by=direccion)


def test_absent_column_and_blank_cell_leave_the_data(importar):
    InstitucionFactory(nombre="Colegio Uno", siglas="CU", telefono_conmutador="55 1234 5678")

    lote = importar(archivo(["Colegio Uno", "", "osc"], encabezados=["Nombre", "Siglas", "Tipo"]))

    institucion = Institucion.objects.get()
    assert cuentas(lote) == (1, 0, 1, 0, 0)
    assert institucion.siglas == "CU"
    assert institucion.telefono_conmutador == "55 1234 5678"
    assert institucion.tipo == "osc"


def test_blank_cell_clears_when_the_column_says_so(importar):
    InstitucionFactory(nombre="Colegio Uno", siglas="CU", entidad="Jalisco")

    importar(archivo(fila(0, Nombre="Colegio Uno", Siglas="", Entidad="")), vaciar=["siglas"])

    institucion = Institucion.objects.get()
    assert (institucion.siglas, institucion.entidad) == ("", "Jalisco")


def test_possible_duplicate_waits_for_a_decision(revisar):
    existente = InstitucionFactory(nombre="Universidad Nacional Autónoma de México", pais="MX")

    lote = revisar(
        archivo(
            fila(0, Nombre="UNIVERSIDAD NACIONAL AUTONOMA DE MEXICO"),
            fila(1, Nombre="Universidad Nacional Autonóma de Mexiko"),
            fila(2, Nombre="Universidad Autónoma de Guerrero"),
        )
    )

    estados = list(lote.renglones.values_list("estado", flat=True))
    assert estados == ["parecida", "parecida", "nueva"]
    assert lote.renglones.first().posibles == [[existente.pk, existente.nombre]]
    assert lote.posibles == 2


@pytest.mark.parametrize(
    ("decision", "total", "cuenta"),
    [
        ("usar", 1, (1, 0, 1, 0, 0)),
        ("crear", 2, (1, 1, 0, 0, 0)),
        ("omitir", 1, (1, 0, 0, 0, 1)),
        ("", 1, (1, 0, 0, 0, 1)),
    ],
)
def test_decisions_about_a_possible_duplicate(revisar, decision, total, cuenta):
    InstitucionFactory(nombre="Cámara de Diputados", tipo="osc")
    lote = revisar(archivo(fila(0, Nombre="Camara de diputados")))
    lote.renglones.update(decision=decision)

    confirmar(lote)
    ejecutar(lote)

    lote.refresh_from_db()
    assert Institucion.objects.count() == total
    assert cuentas(lote) == cuenta


def test_deleted_match_is_offered_back(revisar, direccion):
    borrada = InstitucionFactory(nombre="Colegio Dos", siglas="CD")
    borrada.eliminar(by=direccion)
    lote = revisar(archivo(fila(0, Nombre="Colegio Dos", Siglas="CD2")))
    assert lote.renglones.get().estado == "eliminada"
    lote.renglones.update(decision="restaurar")

    confirmar(lote)
    ejecutar(lote)

    borrada.refresh_from_db()
    assert (borrada.eliminado_en, borrada.siglas) == (None, "CD2")
    lote.refresh_from_db()
    deshacer(lote, by=direccion)
    borrada.refresh_from_db()
    assert borrada.eliminado_en is not None
    assert borrada.siglas == "CD"


def test_deleted_record_does_not_hold_its_name(revisar, direccion):
    InstitucionFactory(nombre="Colegio Dos").eliminar(by=direccion)
    lote = revisar(archivo(fila(0, Nombre="Colegio Dos")))
    lote.renglones.update(decision="crear")

    confirmar(lote)
    ejecutar(lote)

    assert Institucion.objects.vivos().count() == 1


def test_repeated_row_is_told_by_its_number(revisar):
    lote = revisar(archivo(fila(0), fila(1), fila(0)))

    assert motivos(lote)[-1] == "Fila 4: repite el registro de la fila 2; deja sólo una."


def test_id_column_wins_and_unknown_id_is_told(importar):
    institucion = InstitucionFactory(nombre="Colegio Tres")

    lote = importar(
        archivo(
            [str(institucion.pk), "Colegio Tres Renombrado", "osc"],
            ["999999", "Otro", "osc"],
            ["", "Colegio Nuevo", "osc"],
            encabezados=["ID", "Nombre", "Tipo"],
        )
    )

    institucion.refresh_from_db()
    assert institucion.nombre == "Colegio Tres Renombrado"
    assert cuentas(lote) == (3, 1, 1, 0, 1)
    assert "Fila 3, columna «ID»: no existe un registro con el ID 999999." in motivos(lote)


def test_missing_required_data_is_told_once_per_column(revisar):
    lote = revisar(archivo(["Colegio", ""], encabezados=["Nombre", "Siglas"]))

    assert motivos(lote) == [
        "Fila 2, columna «Tipo»: no está en el archivo, y una fila nueva la necesita."
    ]


def test_field_changed_by_somebody_after_the_preview_is_not_overwritten(revisar, direccion):
    institucion = InstitucionFactory(nombre="Colegio Uno", siglas="CU", tipo="academica")
    lote = revisar(archivo(fila(0, Nombre="Colegio Uno", Siglas="ARCHIVO")))
    institucion.refresh_from_db()
    institucion.siglas = "PERSONA"
    institucion.guardar(by=direccion)

    confirmar(lote)
    ejecutar(lote)

    institucion.refresh_from_db()
    lote.refresh_from_db()
    assert institucion.siglas == "PERSONA"
    assert cuentas(lote) == (1, 0, 0, 0, 1)
    assert "cambió después de la vista previa y ahora dice «PERSONA»" in motivos(lote)[0]


def test_another_field_changed_meanwhile_is_merged(revisar, direccion):
    institucion = InstitucionFactory(nombre="Colegio Uno", siglas="CU")
    lote = revisar(archivo(fila(0, Nombre="Colegio Uno", Siglas="ARCHIVO")))
    institucion.refresh_from_db()
    institucion.notas = "De una persona"
    institucion.guardar(by=direccion)

    confirmar(lote)
    ejecutar(lote)

    institucion.refresh_from_db()
    assert (institucion.siglas, institucion.notas) == ("ARCHIVO", "De una persona")


def test_tags_are_added_not_replaced(importar, direccion):
    una, otra = EtiquetaFactory(nombre="Salud"), EtiquetaFactory(nombre="Agua")
    institucion = InstitucionFactory(nombre="Colegio Uno", tipo="osc")
    institucion.etiquetas.add(una)

    lote = importar(
        archivo(["Colegio Uno", "osc", "agua"], encabezados=["Nombre", "Tipo", "Etiquetas"])
    )

    assert set(institucion.etiquetas.all()) == {una, otra}
    assert cuentas(lote) == (1, 0, 1, 0, 0)
    deshacer(lote, by=direccion)
    assert set(institucion.etiquetas.all()) == {una}


def test_confirming_twice_starts_once(revisar):
    lote = revisar(archivo(fila(0)))

    assert [confirmar(lote), confirmar(lote)] == [True, False]


def test_a_run_belongs_to_one_runner(revisar):
    lote = revisar(archivo(fila(0)))
    confirmar(lote)
    Lote.objects.filter(pk=lote.pk).update(
        turno="11111111-1111-1111-1111-111111111111", turno_vence="2999-01-01T00:00Z"
    )

    assert ejecutar(lote) is False
    assert Institucion.objects.count() == 0


def test_discarding_leaves_nothing_and_is_refused_once_it_wrote(revisar, importar):
    lote, otro = revisar(archivo(fila(0))), importar(archivo(fila(1)))

    assert [descartar(lote), descartar(otro)] == [True, False]

    lote.refresh_from_db()
    assert (lote.estado, lote.archivo.name, lote.renglones.count()) == ("descartado", "", 0)
