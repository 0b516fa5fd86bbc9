"""What the office does with the directory; every write that is more than a form."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.enums import SUBTIPOS, TipoRelacion
from crm.models import Contacto, Institucion, Ocupacion, Puesto, RelacionInstitucional, Subtipo
from crm.queries.fichas import pendientes_de
from crm.queries.fusiones import destino, etiqueta, fusion_de, movidos_a
from crm.rules import estatus_inicial
from crm.workflows import ESTATUS_INSTITUCION


def registrar_institucion(institucion: Institucion, *, by: Any) -> Institucion:
    """Write a new institution with the status its author may give it."""
    institucion.estatus = estatus_inicial(by)
    institucion.guardar(by=by)
    return institucion


def aprobar(institucion: Institucion, *, by: Any, motivo: str = "") -> Institucion:
    """Take a proposed institution into the directory."""
    return ESTATUS_INSTITUCION.apply(
        institucion, "aprobar", by=by, motivo=motivo, motivo_estatus=motivo
    )


def inactivar(institucion: Institucion, *, by: Any, motivo: str) -> Institucion:
    """Stop dealing with an institution without forgetting it (case 63)."""
    return ESTATUS_INSTITUCION.apply(
        institucion, "inactivar", by=by, motivo=motivo, motivo_estatus=motivo
    )


def reactivar(institucion: Institucion, *, by: Any, motivo: str) -> Institucion:
    """Deal again with an institution that was inactive."""
    return ESTATUS_INSTITUCION.apply(
        institucion, "reactivar", by=by, motivo=motivo, motivo_estatus=motivo
    )


@transaction.atomic
def fusionar(
    institucion: Institucion, *, by: Any, motivo: str, sucesora: Institucion, fecha: date
) -> Institucion:
    """Note that it merged into another; its record and history stay, and point to it."""
    fusionada = ESTATUS_INSTITUCION.apply(
        institucion,
        "fusionar",
        by=by,
        motivo=motivo,
        motivo_estatus=motivo,
        sucesora=sucesora,
        vigente_hasta=fecha,
    )
    _relacionar(fusionada, TipoRelacion.SE_FUSIONA_EN, sucesora, fecha, by)
    return fusionada


@transaction.atomic
def extinguir(
    institucion: Institucion,
    *,
    by: Any,
    motivo: str,
    fecha: date,
    sucesora: Institucion | None = None,
) -> Institucion:
    """Note that it ceased to exist, and who took over, if anybody did."""
    extinta = ESTATUS_INSTITUCION.apply(
        institucion,
        "extinguir",
        by=by,
        motivo=motivo,
        motivo_estatus=motivo,
        sucesora=sucesora,
        vigente_hasta=fecha,
    )
    if sucesora is not None:
        _relacionar(sucesora, TipoRelacion.SUCEDE_A, extinta, fecha, by)
    return extinta


def _relacionar(
    origen: Institucion, tipo: TipoRelacion, destino: Institucion, desde: date, by: Any
) -> None:
    abierta = Q(origen=origen, destino=destino, tipo=tipo, hasta=None)
    if not RelacionInstitucional.objects.vivos().filter(abierta).exists():
        RelacionInstitucional(origen=origen, destino=destino, tipo=tipo, desde=desde).guardar(by=by)


@transaction.atomic
def confirmar_datos(institucion: Institucion, *, by: Any) -> Institucion:
    """Note that today somebody checked that the data are still true."""
    actual = Institucion.objects.select_for_update().get(pk=institucion.pk)
    actual.confirmar()
    return actual.guardar(by=by, motivo="Datos confirmados")


@transaction.atomic
def ocupar(
    puesto: Puesto,
    *,
    by: Any,
    contacto: Contacto,
    desde: date | None = None,
    correo: str = "",
    telefono: str = "",
) -> Ocupacion:
    """Seat a person, new or known. Raises ValidationError if the seat is taken on those days."""
    for nuevo in (puesto, contacto):
        if nuevo.pk is None:
            nuevo.full_clean()
            nuevo.guardar(by=by)
    # Two people at once: the second waits here and then sees the seat taken.
    Puesto.objects.select_for_update().get(pk=puesto.pk)
    ocupacion = Ocupacion(
        puesto=puesto, contacto=contacto, desde=desde, correo=correo, telefono=telefono
    )
    ocupacion.full_clean()
    ocupacion.guardar(by=by)
    anotar_novedad(puesto.institucion_id)
    return ocupacion


@transaction.atomic
def terminar_ocupacion(
    ocupacion: Ocupacion, *, by: Any, hasta: date, motivo: str = ""
) -> Ocupacion:
    """Close an occupation on its last day; the seat stays, vacant."""
    actual = _bloquear(ocupacion)
    if actual.desde and hasta < actual.desde:
        raise ValidationError(
            {"hasta": f"Debe ser el {actual.desde:%d/%m/%Y} o después, cuando empezó en el puesto."}
        )
    actual.hasta = hasta
    actual.guardar(by=by, motivo=motivo or "Término de la ocupación")
    anotar_novedad(actual.puesto.institucion_id)
    return actual


@transaction.atomic
def relevar(
    ocupacion: Ocupacion,
    *,
    by: Any,
    contacto: Contacto,
    desde: date,
    correo: str = "",
    telefono: str = "",
    trasladar: list[Ocupacion] | None = None,
) -> Ocupacion:
    """Change the person of a seat in one step, and of the other seats named in ``trasladar``.

    The day before is the last of whoever leaves. Past occupations are not touched: who signed
    then, signed then (case 14). Raises ValidationError and changes nothing if any seat refuses.
    """
    if contacto.pk is not None and contacto.pk == ocupacion.contacto_id:
        raise ValidationError({"contacto": "Elige a otra persona: ésta ya ocupa el puesto."})
    permitidas = {p.ocupacion.pk for p in pendientes_de(ocupacion)}
    otras = [o for o in trasladar or [] if o.pk in permitidas]
    ultimo_dia = desde - timedelta(days=1)
    for anterior in (ocupacion, *otras):
        terminar_ocupacion(anterior, by=by, hasta=ultimo_dia, motivo=f"Relevo por {contacto}")
    for anterior in otras:
        ocupar(
            anterior.puesto,
            by=by,
            contacto=contacto,
            desde=desde,
            correo=anterior.correo,
            telefono=anterior.telefono,
        )
    return ocupar(
        ocupacion.puesto,
        by=by,
        contacto=contacto,
        desde=desde,
        correo=correo,
        telefono=telefono,
    )


def _bloquear(ocupacion: Ocupacion) -> Ocupacion:
    actual = Ocupacion.objects.select_for_update(of=("self",)).get(pk=ocupacion.pk)
    if not actual.esta_en_funciones:
        raise ValidationError("Esta ocupación ya terminó. Vuelve a la ficha para ver quién está.")
    return actual


def anotar_novedad(institucion_id: int, al: date | None = None) -> None:
    """Move forward the date of the latest news; derived, so it is no new version."""
    dia = al or timezone.localdate()
    anterior = Q(ultimo_contacto_en=None) | Q(ultimo_contacto_en__lt=dia)
    Institucion.objects.filter(anterior, pk=institucion_id).update(ultimo_contacto_en=dia)


@transaction.atomic
def cargar_catalogos(*, by: Any = None) -> int:
    """Load the subtypes of dominio 2.1; those that exist, even deleted ones, stay as they are."""
    conocidas = set(Subtipo.objects.values_list("clave", flat=True))
    nuevos = [
        Subtipo(clave=clave, nombre=nombre, tipo=tipo)
        for clave, nombre, tipo in SUBTIPOS
        if clave not in conocidas
    ]
    Subtipo.objects.crear_varios(nuevos, by=by, motivo="Carga de catálogos")
    return len(nuevos)


@transaction.atomic
def fusionar_contactos(duplicado: Contacto, *, by: Any, en: Contacto) -> Contacto:
    """Make two records of one person into one; whatever moved is noted, so it can be undone.

    Dates and posts move as they are: the same post on other dates is another fact. What both
    records say differently stays written on the one that joins.
    """
    bloqueados = Contacto.objects.select_for_update().vivos().in_bulk([duplicado.pk, en.pk])
    if len(bloqueados) < 2:
        raise ValidationError("Elige dos registros distintos que sigan en el directorio.")
    duplicado, queda = bloqueados[duplicado.pk], bloqueados[en.pk]
    motivo = f"Se une a {queda}"
    fusion = fusion_de(duplicado, queda)
    movidos: dict[str, dict[str, int]] = {}
    for clave, obj in fusion.se_mueven:
        setattr(obj, *destino(clave, queda))
        obj.guardar(by=by, motivo=motivo)
        movidos.setdefault(clave, {})[str(obj.pk)] = obj.version
    for diferencia in fusion.se_completan:
        setattr(queda, diferencia.campo, diferencia.de_quien_se_une)
    queda.guardar(by=by, motivo=f"Se le une {duplicado}")
    duplicado.fusionado_en = queda
    duplicado.fusion = {
        "movidos": movidos,
        "completados": {d.campo: d.de_quien_se_une for d in fusion.se_completan},
    }
    duplicado.eliminar(by=by, motivo=motivo)
    return queda


@transaction.atomic
def separar_contactos(duplicado: Contacto, *, by: Any) -> list[str]:
    """Undo a join. Returns what was left as it is because somebody changed it since."""
    if duplicado.fusionado_en_id is None:
        raise ValidationError("Estos registros ya están separados.")
    queda = Contacto.objects.select_for_update().get(pk=duplicado.fusionado_en_id)
    duplicado = Contacto.objects.select_for_update().get(pk=duplicado.pk)
    if duplicado.fusion is None:
        raise ValidationError("Estos registros ya están separados.")
    motivo, dejados = f"Se separa de {queda}", []
    for clave, versiones in duplicado.fusion["movidos"].items():
        for obj in movidos_a(clave, queda, list(versiones)):
            if obj.version != versiones[str(obj.pk)]:
                dejados.append(str(obj))
                continue
            setattr(obj, *destino(clave, duplicado))
            obj.guardar(by=by, motivo=motivo)
    for campo, valor in duplicado.fusion["completados"].items():
        if getattr(queda, campo) == valor:
            setattr(queda, campo, "")
        else:
            dejados.append(etiqueta(campo))
    queda.guardar(by=by, motivo=motivo)
    duplicado.fusion = duplicado.fusionado_en = None
    duplicado.restaurar(by=by)
    return dejados
