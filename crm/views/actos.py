"""One view per verb: its form, its action, its own URL and permission."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST

from core.attachments import adjuntar
from core.models import Adjunto
from core.permisos import exigir, permiso
from crm import actions
from crm.enums import TipoPuesto
from crm.forms.actos import (
    AccionForm,
    ExtincionForm,
    FinForm,
    MotivoForm,
    OcuparForm,
    RelevarForm,
    TerminarForm,
)
from crm.models import Institucion, Ocupacion
from crm.queries.fichas import pendientes_de

formulario = require_http_methods(["GET", "HEAD", "POST"])


def registro(request, modelo, pk, perm):
    """The record, or 404 if it is not for this person; 403 if the verb is not."""
    obj = get_object_or_404(modelo.objects.visibles_para(request.user), pk=pk)
    exigir(request.user, perm, obj)
    return obj


def institucion_url(pk):
    return reverse("crm:institucion_detail", args=[pk])


def datos(request):
    """What the form receives: nothing on the first visit."""
    if request.method != "POST":
        return {"user": request.user}
    return {"data": request.POST, "files": request.FILES, "user": request.user}


def acto(request, form, *, hacer, volver, hecho, **context):
    """Show the form; when it is right, do it, say so and go back. Refusals return on the form."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                hacer(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, sin_campos_ajenos(form, error))
        else:
            messages.success(request, hecho)
            return redirect(volver)
    listado = (capfirst(Institucion._meta.verbose_name_plural), reverse("crm:institucion_list"))
    puesto = getattr(context["object"], "puesto", None)
    institucion = puesto.institucion if puesto else context["object"]
    context |= {
        "form": form,
        "cancel_url": volver,
        "breadcrumbs": [listado, (str(institucion), volver)],
    }
    return render(request, "crm/acto.html", context, status=422 if form.errors else 200)


def sin_campos_ajenos(form, error):
    """Errors on fields this form does not have are said on top."""
    if hasattr(error, "error_dict") and not set(error.error_dict) <= set(form.fields):
        return ValidationError(error.messages)
    return error


@permiso("crm.aprobar_institucion")
@formulario
def institucion_aprobar(request, pk):
    """Take a proposed institution into the directory."""
    institucion = registro(request, Institucion, pk, "crm.aprobar_institucion")
    return acto(
        request,
        AccionForm(**datos(request)),
        hacer=lambda _: actions.aprobar(institucion, by=request.user),
        volver=institucion_url(pk),
        hecho=f"Se aprobó «{institucion}».",
        title=f"Aprobar {institucion}",
        explicacion="Pasará a formar parte del directorio y la verán todas las áreas.",
        submit_text="Aprobar",
        object=institucion,
    )


@permiso("crm.inactivar_institucion")
@formulario
def institucion_inactivar(request, pk):
    """Stop dealing with an institution, with the reason (dominio, case 63)."""
    institucion = registro(request, Institucion, pk, "crm.inactivar_institucion")
    return acto(
        request,
        MotivoForm(**datos(request)),
        hacer=lambda data: actions.inactivar(institucion, by=request.user, motivo=data["motivo"]),
        volver=institucion_url(pk),
        hecho=f"Se inactivó «{institucion}».",
        title=f"Inactivar {institucion}",
        explicacion="Se conserva todo y puede reactivarse. No es lo mismo que extinguirse.",
        submit_text="Inactivar",
        object=institucion,
    )


@permiso("crm.reactivar_institucion")
@formulario
def institucion_reactivar(request, pk):
    """Deal again with an institution."""
    institucion = registro(request, Institucion, pk, "crm.reactivar_institucion")
    return acto(
        request,
        MotivoForm(**datos(request)),
        hacer=lambda data: actions.reactivar(institucion, by=request.user, motivo=data["motivo"]),
        volver=institucion_url(pk),
        hecho=f"Se reactivó «{institucion}».",
        title=f"Reactivar {institucion}",
        explicacion=f"Está inactiva por este motivo: {institucion.motivo_estatus}",
        submit_text="Reactivar",
        object=institucion,
    )


def terminar_institucion(request, pk, *, verbo, form_class, **context):
    """What merging and ceasing share: the document is kept with the record."""
    institucion = registro(request, Institucion, pk, f"crm.{verbo}_institucion")
    con_documento = Adjunto.objects.de(institucion).exists()

    def hacer(data):
        if data.get("documento"):
            descripcion = "Acredita el cambio de estatus"
            adjuntar(institucion, data["documento"], by=request.user, descripcion=descripcion)
        getattr(actions, verbo)(
            institucion,
            by=request.user,
            motivo=data["motivo"],
            fecha=data["fecha"],
            sucesora=data["sucesora"],
        )

    return acto(
        request,
        form_class(institucion=institucion, con_documento=con_documento, **datos(request)),
        hacer=hacer,
        volver=institucion_url(pk),
        object=institucion,
        ocupaciones=Ocupacion.objects.visibles_para(request.user)
        .en_funciones()
        .filter(puesto__institucion=institucion)
        .select_related("puesto", "contacto"),
        danger=True,
        **context,
    )


@permiso("crm.fusionar_institucion")
@formulario
def institucion_fusionar(request, pk):
    """Note that an institution merged into another (dominio, case 15)."""
    return terminar_institucion(
        request,
        pk,
        verbo="fusionar",
        form_class=FinForm,
        hecho="Se registró la fusión. La ficha señala ahora a la sucesora.",
        title="Registrar fusión",
        explicacion="La ficha y su historial se conservan y remiten a la sucesora. "
        "Los convenios firmados guardan el nombre con que se firmaron.",
        submit_text="Registrar fusión",
    )


@permiso("crm.extinguir_institucion")
@formulario
def institucion_extinguir(request, pk):
    """Note that an institution ceased to exist."""
    return terminar_institucion(
        request,
        pk,
        verbo="extinguir",
        form_class=ExtincionForm,
        hecho="Se registró la extinción.",
        title="Registrar extinción",
        explicacion="La ficha y su historial se conservan.",
        submit_text="Registrar extinción",
    )


@permiso("crm.confirmar_institucion")
@require_POST
def institucion_confirmar(request, pk):
    """Note that today the data were checked."""
    institucion = registro(request, Institucion, pk, "crm.confirmar_institucion")
    actions.confirmar_datos(institucion, by=request.user)
    messages.success(request, f"Se confirmaron los datos de «{institucion}».")
    return redirect(institucion_url(pk))


@permiso("crm.add_ocupacion")
@formulario
def institucion_ocupar(request, pk):
    """Seat a person, new or known, in a seat of an institution, vacant or new."""
    institucion = registro(request, Institucion, pk, "crm.view_institucion")
    exigir(request.user, "crm.add_ocupacion", None)
    form = OcuparForm(
        institucion=institucion,
        initial={
            "tipo": request.GET.get("tipo", TipoPuesto.TITULAR),
            "puesto": request.GET.get("puesto"),
        },
        **datos(request),
    )
    return acto(
        request,
        form,
        hacer=lambda data: actions.ocupar(
            form.asiento,
            by=request.user,
            contacto=form.persona,
            desde=data["desde"],
            correo=data["correo"],
            telefono=data["telefono"],
        ),
        volver=institucion_url(pk),
        hecho="Se registró a la persona en su puesto.",
        title=f"Registrar persona en {institucion}",
        explicacion="El puesto permanece; la persona puede cambiar y el historial lo recuerda.",
        submit_text="Registrar",
        object=institucion,
    )


@permiso("crm.terminar_ocupacion")
@formulario
def ocupacion_terminar(request, pk):
    """Close an occupation, after showing what still names the person."""
    ocupacion = registro(request, Ocupacion, pk, "crm.terminar_ocupacion")
    return acto(
        request,
        TerminarForm(**datos(request)),
        hacer=lambda data: actions.terminar_ocupacion(
            ocupacion, by=request.user, hasta=data["hasta"], motivo=data["motivo"]
        ),
        volver=institucion_url(ocupacion.puesto.institucion_id),
        hecho=f"Se registró el término: {ocupacion}.",
        title=f"Terminar: {ocupacion}",
        explicacion="El puesto quedará vacante. Si ya sabes quién sigue, es mejor «Relevar».",
        submit_text="Terminar",
        object=ocupacion,
        pendientes=pendientes_de(ocupacion),
        relevar_url=reverse("crm:ocupacion_relevar", args=[pk]),
    )


@permiso("crm.relevar_puesto")
@formulario
def ocupacion_relevar(request, pk):
    """Change the person of a seat in one step, with everything that passes to whoever follows."""
    ocupacion = registro(request, Ocupacion, pk, "crm.relevar_puesto")
    form = RelevarForm(ocupacion=ocupacion, **datos(request))
    return acto(
        request,
        form,
        hacer=lambda data: actions.relevar(
            ocupacion,
            by=request.user,
            contacto=form.persona,
            desde=data["desde"],
            correo=data["correo"],
            telefono=data["telefono"],
            trasladar=list(data.get("trasladar", [])),
        ),
        volver=institucion_url(ocupacion.puesto.institucion_id),
        hecho="Se registró el relevo.",
        title=f"Relevar a {ocupacion.contacto}",
        explicacion=f"Puesto: {ocupacion.puesto}, {ocupacion.puesto.institucion}. "
        "Lo que ya ocurrió conserva a quien lo hizo.",
        submit_text="Relevar",
        object=ocupacion,
    )
