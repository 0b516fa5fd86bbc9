"""Courses and their sittings: places, waiting list, attendance, evaluation and constancias."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.permisos import permiso
from core.qr import svg
from core.views import DetailView
from crm.views.actos import datos, formulario, registro
from observacion.actions import cursos as actions
from observacion.enums import OCUPAN_LUGAR, EstadoInscripcion
from observacion.forms.cursos import (
    CancelarInscripcionForm,
    EvaluarForm,
    InscribirForm,
    ListaForm,
    SesionForm,
)
from observacion.models import Curso, InscripcionCurso, SesionCurso
from observacion.queries.constancias import datos_constancia
from observacion.queries.cursos import inscripciones_de, sesiones_de
from observacion.views.comunes import acto, migas, url_de

E = EstadoInscripcion


class CursoDetailView(DetailView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sesiones=list(sesiones_de(self.object)),
            puede_sesiones=self.request.user.has_perm("observacion.add_sesioncurso"),
            **kwargs,
        )


@permiso("observacion.add_sesioncurso")
@formulario
def curso_agregar_sesion(request, pk):
    """One more sitting."""
    curso = registro(request, Curso, pk, "observacion.view_curso")
    form = SesionForm(instance=SesionCurso(curso=curso), **datos(request))
    return acto(
        request,
        form,
        curso,
        hacer=lambda _: actions.guardar_sesion(form.instance, by=request.user),
        hecho="Se agregó la sesión.",
        title="Agregar sesión",
        submit_text="Agregar",
    )


def sesion_de(request, pk, perm="observacion.view_sesioncurso"):
    return registro(request, SesionCurso, pk, perm)


def crumbs_de(sesion):
    """The course, and under it its sitting."""
    dia = timezone.localtime(sesion.inicio)
    return [*migas(sesion.curso), (f"Sesión del {dia:%d/%m/%Y}", url_de(sesion))]


@permiso("observacion.view_sesioncurso")
@require_safe
def sesion_detalle(request, pk):
    """Who has a place, who waits, and what can be done with them."""
    sesion = sesion_de(request, pk)
    filas, user = inscripciones_de(sesion), request.user
    context = {
        "title": str(sesion.curso),
        "object": sesion,
        "con_lugar": [f for f in filas if f.ocupa_lugar],
        "esperan": [f for f in filas if f.estado == E.ESPERA],
        "canceladas": [f for f in filas if f.estado == E.CANCELADA],
        "acreditadas": sum(f.estado == E.ACREDITO for f in filas),
        "puede": user.has_perm("observacion.change_inscripcioncurso"),
        "puede_inscribir": user.has_perm("observacion.add_inscripcioncurso"),
        "puede_calificar": user.has_perm("observacion.calificar_inscripcioncurso"),
        "puede_editar": user.has_perm("observacion.change_sesioncurso"),
        "breadcrumbs": migas(sesion.curso),
    }
    return render(request, "observacion/sesion.html", context)


@permiso("observacion.change_sesioncurso")
@formulario
def sesion_editar(request, pk):
    """Correct a sitting; more capacity lets in who waits."""
    sesion = sesion_de(request, pk, "observacion.change_sesioncurso")
    form = SesionForm(instance=sesion, **datos(request))
    return acto(
        request,
        form,
        sesion.curso,
        hacer=lambda _: actions.guardar_sesion(form.instance, by=request.user),
        hecho="Se guardó la sesión.",
        volver=url_de(sesion),
        title="Editar la sesión",
        submit_text="Guardar",
    )


@permiso("observacion.add_inscripcioncurso")
@formulario
def sesion_inscribir(request, pk):
    """A place for a person, or the next of the waiting list."""
    sesion = sesion_de(request, pk)
    inicial = {name: request.GET.get(name) for name in ("integrante", "solicitud")}
    form = InscribirForm(initial=inicial, **datos(request))

    def hecho(inscripcion):
        if inscripcion.estado == E.ESPERA:
            return f"La sesión está llena: {inscripcion} quedó en lista de espera."
        return f"Se inscribió a {inscripcion}."

    return acto(
        request,
        form,
        sesion.curso,
        hacer=lambda d: actions.inscribir(sesion, by=request.user, **d),
        hecho=hecho,
        volver=url_de(sesion),
        title="Inscribir a una persona",
        submit_text="Inscribir",
    )


@permiso("observacion.change_inscripcioncurso")
@formulario
def inscripcion_cancelar(request, pk):
    """Give a place back: the first who waits gets it."""
    perm = "observacion.change_inscripcioncurso"
    inscripcion = registro(request, InscripcionCurso, pk, perm)

    def hecho(suben):
        quienes = ", ".join(str(s) for s in suben)
        return f"Se canceló. Pasa a tener lugar: {quienes}." if quienes else "Se canceló."

    return acto(
        request,
        CancelarInscripcionForm(**datos(request)),
        inscripcion.sesion.curso,
        hacer=lambda d: actions.cancelar(inscripcion, by=request.user, **d),
        hecho=hecho,
        volver=url_de(inscripcion.sesion),
        title=f"Cancelar la inscripción de {inscripcion}",
        explicacion="Si hay lista de espera, su lugar pasa a la primera persona.",
        submit_text="Cancelar inscripción",
    )


@permiso("observacion.change_inscripcioncurso")
@formulario
def sesion_pasar_lista(request, pk):
    """The list with its boxes, and the box where a code is read."""
    sesion = sesion_de(request, pk)
    filas = [f for f in inscripciones_de(sesion) if f.ocupa_lugar and f.estado != E.ACREDITO]
    form = ListaForm(inscripciones=filas, **datos(request))
    if request.method == "POST" and form.is_valid():
        presentes = {i.pk for i in form.cleaned_data["presentes"]}
        cuantas = actions.pasar_lista(sesion, presentes, by=request.user)
        messages.success(request, f"Se guardó la lista: {cuantas} de {len(filas)} asistieron.")
        return redirect(url_de(sesion))
    context = {
        "title": "Pasar lista",
        "object": sesion,
        "form": form,
        "llegaron": sum(bool(f.asistio_en) for f in filas),
        "total": len(filas),
        "cancel_url": url_de(sesion),
        "breadcrumbs": crumbs_de(sesion),
    }
    return render(
        request, "observacion/pasar_lista.html", context, status=422 if form.errors else 200
    )


@permiso("observacion.change_inscripcioncurso")
@require_POST
def sesion_llegada(request, pk):
    """Somebody showed a code."""
    sesion = sesion_de(request, pk)
    # A reader may write the whole address that the code carries.
    codigo = request.POST.get("codigo", "").strip().rstrip("/").rpartition("/")[2]
    try:
        inscripcion = actions.registrar_llegada(sesion, codigo, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"Llegó {inscripcion}.")
    return redirect(url_de(sesion, "pasar_lista"))


@permiso("observacion.view_inscripcioncurso")
@require_safe
def sesion_lista(request, pk):
    """The list to be signed on paper."""
    sesion = sesion_de(request, pk)
    filas = [f for f in inscripciones_de(sesion) if f.estado in OCUPAN_LUGAR]
    context = {
        "title": "Lista de asistencia",
        "object": sesion,
        "filas": filas,
        "vacias": range(len(filas) + 1, len(filas) + 6),
        "breadcrumbs": crumbs_de(sesion),
    }
    return render(request, "observacion/sesion_lista.html", context)


@permiso("observacion.calificar_inscripcioncurso")
@formulario
def sesion_evaluar(request, pk):
    """A grade for each one who attended; from the minimum on, their constancia."""
    sesion = sesion_de(request, pk)
    filas = [f for f in inscripciones_de(sesion) if f.estado in actions.SE_CALIFICAN]
    minima = sesion.curso.calificacion_minima
    form = EvaluarForm(inscripciones=filas, minima=minima, **datos(request))
    faltan = [] if filas else ["Nadie tiene asistencia registrada: pasa lista primero."]

    def hacer(_data):
        notas = form.calificadas()
        return [actions.calificar(i, by=request.user, calificacion=nota) for i, nota in notas]

    def hecho(evaluadas):
        pasaron = sum(i.estado == E.ACREDITO for i in evaluadas)
        return f"Se evaluó a {len(evaluadas)}; acreditaron {pasaron}."

    return acto(
        request,
        form,
        sesion.curso,
        hacer=hacer,
        hecho=hecho,
        volver=url_de(sesion),
        faltan=faltan,
        title="Evaluar",
        explicacion=f"De 0 a 100. Acredita quien obtiene {minima} o más; quien quede sin "
        "calificación sigue sin evaluar."
        if minima
        else "Este curso se acredita por asistir: la calificación es opcional.",
        submit_text="Guardar evaluación",
    )


@permiso("observacion.view_inscripcioncurso")
@require_safe
def inscripcion_constancia(request, pk):
    """The constancia as PDF, with the code by which anybody can tell it is true."""
    inscripcion = registro(request, InscripcionCurso, pk, "observacion.view_inscripcioncurso")
    if inscripcion.estado != E.ACREDITO:
        raise Http404
    url = request.build_absolute_uri(f"/verificar/{inscripcion.codigo}/")
    contenido = compilar("observacion/constancia.typ", datos_constancia(inscripcion, url, svg(url)))
    nombre = f"constancia-{inscripcion.folio_constancia}.pdf"
    return como_archivo(contenido, nombre, "application/pdf")


@permiso("observacion.view_inscripcioncurso")
@require_safe
def inscripcion_comprobante(request, pk):
    """What a person brings to the sitting: their code to be read at the door."""
    inscripcion = registro(request, InscripcionCurso, pk, "observacion.view_inscripcioncurso")
    if not inscripcion.ocupa_lugar:
        raise Http404
    qr = svg(inscripcion.codigo)
    contenido = compilar("observacion/comprobante.typ", datos_constancia(inscripcion, "", qr))
    return como_archivo(contenido, f"inscripcion-{inscripcion.pk}.pdf", "application/pdf")
