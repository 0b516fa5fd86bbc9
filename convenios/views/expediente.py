"""Papers, texts, parties, turn and validity of an instrument."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from convenios.actions import expediente, turnos, vigencia
from convenios.enums import EnManosDe, RolParte
from convenios.forms.actos import (
    AvisoNoRenovacionForm,
    DocumentoForm,
    FechaForm,
    PasarTurnoForm,
    VersionForm,
)
from convenios.forms.expediente import FirmaForm, ParteForm
from convenios.models import Convenio, ParteConvenio
from convenios.views.comunes import acto, convenio_url, hija
from convenios.views.pasos import con_papel
from core.permisos import exigir, permiso
from crm.views.actos import datos, formulario, registro


def abierto(request, pk, perm):
    """An instrument this person sees, for something that asks another permission."""
    convenio = registro(request, Convenio, pk, "convenios.view_convenio")
    exigir(request.user, perm, None)
    return convenio


@permiso("convenios.turnar_convenio")
@formulario
def convenio_turnar(request, pk):
    """Pass it to other hands within its stage."""
    convenio = registro(request, Convenio, pk, "convenios.turnar_convenio")
    return acto(
        request,
        PasarTurnoForm(initial={"en_manos_de": convenio.en_manos_de}, **datos(request)),
        convenio,
        hacer=lambda d: turnos.pasar_turno(
            convenio,
            by=request.user,
            en_manos_de=EnManosDe(d["en_manos_de"]),
            area=d["area"],
            nota=d["nota"],
            desde=d["desde"],
        ),
        hecho="Se pasó el turno.",
        title="Pasar el turno",
        explicacion="Mientras lo tenga la contraparte, nuestros días dejan de correr.",
        submit_text="Pasar el turno",
    )


@permiso("convenios.add_documentoconvenio")
@formulario
def convenio_documentar(request, pk):
    """Put a paper in the file."""
    convenio = abierto(request, pk, "convenios.add_documentoconvenio")
    return acto(
        request,
        DocumentoForm(initial={"tipo": request.GET.get("tipo", "")}, **datos(request)),
        convenio,
        hacer=lambda d: expediente.agregar_documento(convenio, by=request.user, **d),
        hecho="Se agregó el documento.",
        ancla="#documentos",
        title="Agregar documento al expediente",
        explicacion="Un archivo, el número de un documento, o ambos. El paso que lo pida lo usará.",
        submit_text="Agregar documento",
    )


@permiso("convenios.add_versionconvenio")
@formulario
def convenio_subir_version(request, pk):
    """Upload a new text."""
    convenio = abierto(request, pk, "convenios.add_versionconvenio")
    return acto(
        request,
        VersionForm(**datos(request)),
        convenio,
        hacer=lambda d: expediente.subir_version(convenio, by=request.user, **d),
        hecho="Se guardó la versión.",
        ancla="#texto",
        title="Subir una versión del texto",
        explicacion="Las anteriores se conservan: nada se sobrescribe.",
        submit_text="Subir versión",
    )


@permiso("convenios.add_parteconvenio")
@formulario
def convenio_agregar_parte(request, pk):
    """Add somebody who takes part."""
    convenio = abierto(request, pk, "convenios.add_parteconvenio")
    nueva = ParteConvenio(convenio=convenio, rol=RolParte.CONTRAPARTE, orden=0)
    form = ParteForm(instance=nueva, **datos(request))
    return acto(
        request,
        form,
        convenio,
        hacer=lambda _: expediente.guardar_parte(form.instance, by=request.user),
        hecho="Se agregó la parte.",
        ancla="#partes",
        title="Agregar una parte",
        explicacion="La contraparte es la institución; la unidad por la que firma va aparte.",
        submit_text="Agregar parte",
    )


@permiso("convenios.change_parteconvenio")
@formulario
def parte_editar(request, pk):
    """Complete or correct a party."""
    parte = hija(request, ParteConvenio, pk, "convenios.change_parteconvenio")
    form = ParteForm(instance=parte, **datos(request))
    return acto(
        request,
        form,
        parte.convenio,
        hacer=lambda _: expediente.guardar_parte(form.instance, by=request.user),
        hecho="Se guardó la parte.",
        ancla="#partes",
        title=f"Datos de {parte.denominacion}",
        explicacion="Quién la representa y con qué lo acredita, como dice el texto.",
        submit_text="Guardar",
    )


@permiso("convenios.firmar_parteconvenio")
@formulario
def parte_firmar(request, pk):
    """Note the day and form in which a party signed."""
    parte = hija(request, ParteConvenio, pk, "convenios.firmar_parteconvenio")
    return acto(
        request,
        FirmaForm(**datos(request)),
        parte.convenio,
        hacer=lambda d: expediente.firmar_parte(parte, by=request.user, **d),
        hecho=f"Se registró la firma de {parte.denominacion}.",
        ancla="#partes",
        title=f"Firma de {parte.denominacion}",
        explicacion="El convenio queda suscrito cuando firman todas, con la fecha de la última.",
        submit_text="Registrar firma",
    )


@permiso("convenios.delete_parteconvenio")
@require_POST
def parte_quitar(request, pk):
    """Take out a party added by mistake."""
    parte = hija(request, ParteConvenio, pk, "convenios.delete_parteconvenio")
    try:
        expediente.quitar_parte(parte, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Se quitó la parte. Su historial se conserva.")
    return redirect(convenio_url(parte.convenio_id, "#partes"))


@permiso("convenios.concluir_convenio")
@formulario
def convenio_avisar_no_renovacion(request, pk):
    """Note that it will not be renewed."""
    convenio = registro(request, Convenio, pk, "convenios.concluir_convenio")
    limite = convenio.limite_de_aviso
    plazo = "Un aviso tardío vale para el periodo siguiente."
    if limite:
        plazo = f"Para que no se renueve, a más tardar el {limite:%d/%m/%Y}. {plazo}"
    return acto(
        request,
        AvisoNoRenovacionForm(**datos(request)),
        convenio,
        hacer=lambda d: vigencia.dar_aviso_no_renovacion(
            convenio, by=request.user, fecha=d["fecha"], papel=con_papel(d | {"fecha": d["fecha"]})
        ),
        hecho="Se registró el aviso de no renovación.",
        title="Avisar que no se renueva",
        explicacion=plazo,
        submit_text="Registrar aviso",
    )


@permiso("convenios.concluir_convenio")
@formulario
def convenio_registrar_evento(request, pk):
    """Note when what it hung on happened."""
    convenio = registro(request, Convenio, pk, "convenios.concluir_convenio")
    return acto(
        request,
        FechaForm(**datos(request)),
        convenio,
        hacer=lambda d: vigencia.registrar_evento_fin(convenio, by=request.user, fecha=d["fecha"]),
        hecho="Se registró. Con esa fecha termina la vigencia.",
        title="Registrar que ocurrió lo que le pone fin",
        explicacion=f"El texto dice: «{convenio.termino_texto}».",
        submit_text="Registrar",
    )
