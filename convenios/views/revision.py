"""Opinion, observations, commitments and work programmes of an instrument."""

from convenios.actions import compromisos, opiniones
from convenios.forms.expediente import (
    ActividadForm,
    CompromisoDeConvenioForm,
    ObservarForm,
    OpinionForm,
    ProgramaForm,
    ResponderForm,
)
from convenios.models import (
    ActividadPrograma,
    Convenio,
    Observacion,
    OpinionPertinencia,
    ProgramaTrabajo,
)
from convenios.views.comunes import acto, hija
from convenios.views.expediente import abierto
from core.permisos import permiso
from crm.models import Compromiso
from crm.views.actos import datos, formulario


@permiso("convenios.change_opinionpertinencia")
@formulario
def opinion_editar(request, pk):
    """Weigh each criterion and, when ready, say the sense."""
    opinion = hija(request, OpinionPertinencia, pk, "convenios.change_opinionpertinencia")
    form = OpinionForm(instance=opinion, **datos(request))

    def hacer(data):
        form.instance.criterios = form.criterios()
        opiniones.opinar(form.instance, by=request.user, sentido=data["sentido"])

    return acto(
        request,
        form,
        opinion.convenio,
        hacer=hacer,
        hecho="Se guardó la opinión.",
        ancla="#opinion",
        title=f"Opinión de pertinencia {opinion.folio}",
        explicacion=f"Sobre: {opinion.convenio}.",
        submit_text="Guardar opinión",
    )


@permiso("convenios.add_observacion")
@formulario
def convenio_observar_texto(request, pk):
    """Write one thing to correct."""
    convenio = abierto(request, pk, "convenios.add_observacion")
    return acto(
        request,
        ObservarForm(**datos(request)),
        convenio,
        hacer=lambda d: opiniones.observar_texto(convenio, by=request.user, **d),
        hecho="Se agregó la observación.",
        ancla="#observaciones",
        title="Agregar observación al texto",
        explicacion="Una por una: cada observación se acepta o se rechaza por separado.",
        submit_text="Agregar observación",
    )


@permiso("convenios.change_observacion")
@formulario
def observacion_responder(request, pk):
    """Accept or reject an observation."""
    observacion = hija(request, Observacion, pk, "convenios.change_observacion")
    return acto(
        request,
        ResponderForm(initial={"respuesta": observacion.respuesta}, **datos(request)),
        observacion.convenio,
        hacer=lambda d: opiniones.responder_observacion(observacion, by=request.user, **d),
        hecho="Se respondió la observación.",
        ancla="#observaciones",
        title="Responder observación",
        explicacion=observacion.texto,
        submit_text="Guardar respuesta",
    )


@permiso("convenios.add_compromisoconvenio")
@formulario
def convenio_comprometer(request, pk):
    """Capture what a clause obliges to."""
    convenio = abierto(request, pk, "convenios.add_compromisoconvenio")
    form = CompromisoDeConvenioForm(instance=Compromiso(), **datos(request))
    return acto(
        request,
        form,
        convenio,
        hacer=lambda d: compromisos.comprometer(
            convenio,
            form.instance,
            by=request.user,
            clausula=d["clausula"],
            prioridad=d["prioridad"],
        ),
        hecho="Se agregó el compromiso.",
        ancla="#compromisos",
        title="Agregar compromiso",
        explicacion="Qué dice la cláusula, de quién es y para cuándo.",
        submit_text="Agregar compromiso",
    )


@permiso("convenios.add_programatrabajo")
@formulario
def convenio_programar(request, pk):
    """Begin the work programme of a year."""
    convenio: Convenio = abierto(request, pk, "convenios.add_programatrabajo")
    form = ProgramaForm(instance=ProgramaTrabajo(convenio=convenio), **datos(request))
    return acto(
        request,
        form,
        convenio,
        hacer=lambda _: compromisos.guardar_programa(form.instance, by=request.user),
        hecho="Se agregó el programa de trabajo.",
        ancla="#programas",
        title="Agregar programa de trabajo",
        explicacion="Lo que las partes harán en un año para cumplir el convenio.",
        submit_text="Agregar programa",
    )


@permiso("convenios.change_programatrabajo")
@formulario
def programa_editar(request, pk):
    """Correct a work programme, or write its report."""
    programa = hija(request, ProgramaTrabajo, pk, "convenios.change_programatrabajo")
    form = ProgramaForm(instance=programa, **datos(request))
    return acto(
        request,
        form,
        programa.convenio,
        hacer=lambda _: compromisos.guardar_programa(form.instance, by=request.user),
        hecho="Se guardó el programa de trabajo.",
        ancla="#programas",
        title=f"Programa de trabajo: {programa}",
        submit_text="Guardar",
    )


@permiso("convenios.add_actividadprograma")
@formulario
def programa_agregar_actividad(request, pk):
    """Add an activity to a work programme."""
    programa = hija(request, ProgramaTrabajo, pk, "convenios.add_actividadprograma")
    form = ActividadForm(instance=ActividadPrograma(programa=programa), **datos(request))
    return acto(
        request,
        form,
        programa.convenio,
        hacer=lambda _: compromisos.guardar_actividad(form.instance, by=request.user),
        hecho="Se agregó la actividad.",
        ancla="#programas",
        title=f"Agregar actividad a {programa}",
        submit_text="Agregar actividad",
    )


@permiso("convenios.change_actividadprograma")
@formulario
def actividad_editar(request, pk):
    """Note the progress of an activity."""
    actividad = hija(request, ActividadPrograma, pk, "convenios.change_actividadprograma")
    form = ActividadForm(instance=actividad, **datos(request))
    return acto(
        request,
        form,
        actividad.programa.convenio,
        hacer=lambda _: compromisos.guardar_actividad(form.instance, by=request.user),
        hecho="Se guardó la actividad.",
        ancla="#programas",
        title="Avance de la actividad",
        explicacion=actividad.texto,
        submit_text="Guardar",
    )
