"""The workbench on screen, from the file to its undoing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.importing.readers import leer
from core.models import Lote
from crm.models import Institucion
from cuentas.enums import Rol
from tests.core.importing.conftest import archivo, fila
from tests.corpus import hojas
from tests.factories.crm import InstitucionFactory

pytestmark = pytest.mark.django_db
IMPORTAR = "/crm/instituciones/importar/"


@pytest.fixture
def subir(cliente):
    def run(contenido, nombre="instituciones.csv"):
        return cliente.post(IMPORTAR, {"archivo": SimpleUploadedFile(nombre, contenido)})

    return run


@pytest.fixture
def hasta_revision(subir, cliente, django_capture_on_commit_callbacks):
    """Upload, accept the proposed columns, and let the preview run."""

    def run(contenido):
        subir(contenido)
        lote = Lote.objects.latest("pk")
        with django_capture_on_commit_callbacks(execute=True):
            cliente.post(ruta(lote, "columnas"), propuestas(lote))
        lote.refresh_from_db()
        return lote

    return run


def ruta(lote, nombre):
    return reverse(f"importaciones:{nombre}", args=[lote.pk])


def propuestas(lote):
    datos = {f"columna-{indice}": nombre for indice, nombre in lote.opciones["mapa"].items()}
    return datos | {"clave": lote.opciones["clave"]}


def cuerpo(response):
    return b"".join(response.streaming_content)


def test_first_page_offers_template_and_explains(cliente):
    page = cliente.get(IMPORTAR).content.decode()

    assert "Descargar la plantilla" in page
    assert "Nombre" in page


def test_template_can_be_filled_in_and_read(cliente):
    contenido = cuerpo(cliente.get(IMPORTAR, {"plantilla": "1"}))

    tabla = leer(contenido, "plantilla.xlsx")

    assert tabla.encabezados[0] == "Nombre"
    assert "Opciones" in tabla.hojas


@pytest.mark.parametrize(
    ("contenido", "mensaje"),
    [
        (b"%PDF-1.7", "El archivo es un PDF"),
        (b"", "El archivo está vacío (0 bytes)"),
        (hojas.cifrado(), "protegido con contraseña"),
        (b"x" * (10 * 1024 * 1024 + 1), "el máximo es 10 MB"),
    ],
)
def test_refused_file_keeps_the_page_with_its_reason(subir, contenido, mensaje):
    response = subir(contenido)

    assert response.status_code == 422
    assert mensaje in response.content.decode()
    assert Lote.objects.count() == 0


def test_from_file_to_records_and_back(
    hasta_revision, cliente, direccion, django_capture_on_commit_callbacks
):
    lote = hasta_revision(archivo(fila(0), fila(1, Tipo="dependencia"), fila(2)))
    assert lote.estado == "revisado"
    page = cliente.get(lote.get_absolute_url()).content.decode()
    assert "Importar 2 filas" in page
    assert "«dependencia» no está en la lista" in page

    with django_capture_on_commit_callbacks(execute=True):
        cliente.post(ruta(lote, "confirmar"))

    lote.refresh_from_db()
    assert (lote.estado, lote.nuevas, lote.con_problema) == ("terminado", 2, 1)
    assert Institucion.objects.first().creado_por == direccion
    assert "Descargar las 1 con problema" in cliente.get(lote.get_absolute_url()).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        cliente.post(ruta(lote, "deshacer"))

    lote.refresh_from_db()
    assert lote.estado == "deshecho"
    assert Institucion.objects.vivos().count() == 0


def test_returned_rows_keep_columns_add_reason_and_import_once_corrected(
    hasta_revision, cliente, django_capture_on_commit_callbacks
):
    lote = hasta_revision(
        archivo(fila(0), fila(1, Tipo="dependencia"), fila(2, Siglas="=1+1", Tipo="otra"))
    )
    with django_capture_on_commit_callbacks(execute=True):
        cliente.post(ruta(lote, "confirmar"))

    contenido = cuerpo(cliente.get(ruta(lote, "devueltas")))

    tabla = leer(contenido, "devueltas.xlsx")
    assert tabla.encabezados == ["Nombre", "Siglas", "Tipo", "País", "Entidad", "Motivo"]
    assert tabla.filas[0].celdas[:5] == fila(1, Tipo="dependencia")
    assert tabla.filas[0].celdas[5].startswith("Fila 3, columna «Tipo»: «dependencia» no está")
    assert tabla.filas[1].celdas[1] == "=1+1"
    assert tabla.avisos == []


def test_hostile_text_is_escaped_everywhere(hasta_revision, cliente):
    veneno = "<script>alert(1)</script>"
    lote = hasta_revision(
        archivo(fila(0, Nombre=veneno), fila(1, Nombre=veneno + "2", Tipo=veneno))
    )

    page = cliente.get(lote.get_absolute_url()).content.decode()

    assert veneno not in page
    assert "&lt;script&gt;" in page


def test_changes_are_shown_before_and_after(hasta_revision, cliente):
    InstitucionFactory(
        nombre="Universidad Ficticia Número 0", siglas="VIEJA", tipo="academica", entidad="Jalisco"
    )

    lote = hasta_revision(archivo(fila(0)))
    page = cliente.get(lote.get_absolute_url(), {"estado": "cambia"}).content.decode()

    assert "<del><bdi>VIEJA</bdi></del>" in page
    assert "<ins><bdi>UF0</bdi></ins>" in page


def test_decision_on_a_possible_duplicate(
    hasta_revision, cliente, django_capture_on_commit_callbacks
):
    existente = InstitucionFactory(nombre="Cámara de Diputados", tipo="academica")
    lote = hasta_revision(archivo(fila(0, Nombre="Camara de diputados")))
    renglon = lote.renglones.get()

    cliente.post(
        ruta(lote, "decidir"),
        {"renglon": renglon.pk, "decision": "usar", "objeto": existente.pk},
    )
    with django_capture_on_commit_callbacks(execute=True):
        cliente.post(ruta(lote, "confirmar"))

    existente.refresh_from_db()
    assert existente.nombre == "Camara de diputados"
    assert Institucion.objects.count() == 1


def test_columns_can_be_changed_and_sheet_chosen(subir, cliente):
    subir(hojas.xlsx_de([["Nombre", "Tipo"], ["Uno", "osc"]], hojas=["Datos", "Notas"]), "a.xlsx")
    lote = Lote.objects.get()

    page = cliente.get(ruta(lote, "columnas"), {"hoja": "Datos"}).content.decode()
    assert "El libro tiene 2 hojas" in page
    response = cliente.post(ruta(lote, "columnas"), {"columna-1": "tipo"})

    assert response.status_code == 422
    assert "Relaciona la columna que identifica cada registro" in response.content.decode()


def test_progress_is_polled_until_it_ends(hasta_revision, cliente):
    lote = hasta_revision(archivo(fila(0)))
    Lote.objects.filter(pk=lote.pk).update(estado="en_curso", avance=40, por_hacer=100)

    page = cliente.get(lote.get_absolute_url()).content.decode()
    fragment = cliente.get(ruta(lote, "avance"))

    assert 'hx-trigger="every 1s"' in page
    assert "40 de 100" in fragment.content.decode()
    Lote.objects.filter(pk=lote.pk).update(estado="terminado")
    assert cliente.get(ruta(lote, "avance")).headers["HX-Refresh"] == "true"


def test_a_batch_is_seen_by_its_author_and_by_who_supervises(
    hasta_revision, entrar, persona, cliente
):
    lote = hasta_revision(archivo(fila(0)))
    otra = entrar(persona(Rol.ENLACE_DVOE))

    for nombre in ("lote_detail", "columnas", "avance", "devueltas"):
        assert otra.get(ruta(lote, nombre)).status_code == 404
    for nombre in ("confirmar", "decidir", "descartar", "deshacer", "continuar"):
        assert otra.post(ruta(lote, nombre)).status_code == 404
    assert entrar(persona(Rol.DIRECCION_DVOE)).get(lote.get_absolute_url()).status_code == 200


def test_author_who_lost_the_permission_cannot_go_on(hasta_revision, direccion, cliente):
    lote = hasta_revision(archivo(fila(0)))
    direccion.roles = [str(Rol.AUDITORIA)]
    direccion.save(update_fields=["roles"])

    assert cliente.post(ruta(lote, "confirmar")).status_code == 403


def test_list_of_batches(hasta_revision, cliente):
    hasta_revision(archivo(fila(0)))

    page = cliente.get(reverse("importaciones:lote_list")).content.decode()

    assert "instituciones.csv" in page


def test_the_export_comes_back_unchanged(hasta_revision, cliente):
    InstitucionFactory(nombre="=HIPERVINCULO", siglas="+A", telefono_conmutador="+52 55 1234 5678")
    InstitucionFactory(nombre="'=comillas", notas="Uno\nDos", sitio_web="https://a.mx")

    for formato in ("csv", "xlsx"):
        response = cliente.get("/crm/instituciones/exportar/", {"formato": formato})
        lote = hasta_revision(cuerpo(response))
        assert (lote.leidas, lote.sin_cambio) == (2, 2), list(lote.renglones.values())


def test_exported_cells_are_never_formulas(cliente):
    InstitucionFactory(nombre='=HYPERLINK("http://x","y")', siglas="@SUM(1)")
    csv_text = cuerpo(cliente.get("/crm/instituciones/exportar/?formato=csv")).decode()
    libro = cuerpo(cliente.get("/crm/instituciones/exportar/?formato=xlsx"))

    assert "\"'=HYPERLINK" in csv_text
    assert ",'@SUM" in csv_text
    with io.BytesIO(libro) as archivo_xlsx:
        hoja = hojas.openpyxl.load_workbook(archivo_xlsx).active
        assert {celda.data_type for fila_ in hoja.iter_rows() for celda in fila_} <= {"s", "n", "d"}
