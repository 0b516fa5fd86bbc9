"""What the office decides with a date, and not the program: shown in «Plazos y criterios»."""

from core.parametros import numero, opcion, texto
from crm.enums import TipoInstitucion

ORDINARIOS = "Días hábiles ordinarios, aunque haya proceso electoral."
HABILES = "Días hábiles para salir de la etapa mientras está en nuestras manos."

# The values of the catalogue of the format (art. 121, XXXV), and that none of them applies.
TIPOS_DE_CONVENIO = {
    texto: texto
    for texto in (
        "De coordinación con el sector social",
        "De coordinación con el sector privado",
        "De concertación con el sector social",
        "De concertación con el sector privado",
    )
} | {"no_aplica": "No aplica"}

PARAMETROS = [
    numero("convenios.plazo.solicitud", "Convenios: plazo de la solicitud", 5, HABILES),
    numero(
        "convenios.plazo.negociacion", "Convenios: plazo de la negociación", "sin plazo", HABILES
    ),
    numero("convenios.plazo.proyecto", "Convenios: plazo del proyecto", "sin plazo", HABILES),
    numero(
        "convenios.plazo.opinion_pertinencia",
        "Convenios: plazo de la opinión de pertinencia",
        5,
        HABILES,
    ),
    numero(
        "convenios.plazo.validacion_juridica",
        "Convenios: plazo de la validación jurídica",
        10,
        HABILES,
    ),
    numero("convenios.plazo.aprobacion", "Convenios: plazo de la aprobación", "sin plazo", HABILES),
    numero("convenios.plazo.firma", "Convenios: plazo de la firma", "sin plazo", HABILES),
    opcion(
        "convenios.orden_revision",
        "Convenios: qué se hace primero",
        {
            "opinion_primero": "La opinión de pertinencia, luego la validación jurídica",
            "validacion_primero": "La validación jurídica, luego la opinión de pertinencia",
        },
        "opinion_primero",
        "Ambas deben existir antes de firmar.",
    ),
    texto(
        "convenios.transparencia.area",
        "Transparencia: área responsable de la información",
        "Dirección de Vinculación con Organismos Externos",
    ),
    numero(
        "convenios.transparencia.ejercicios_anteriores",
        "Transparencia: ejercicios anteriores que se conservan",
        2,
        desde=0,
        hasta=20,
    ),
    *(
        opcion(
            f"convenios.transparencia.tipo_convenio.{tipo.value}",
            f"Transparencia: tipo de convenio con contrapartes de tipo «{tipo.label}»",
            TIPOS_DE_CONVENIO,
            "según el sector y el tipo de instrumento",
            "Lo que dice el catálogo del formato del artículo 121, fracción XXXV.",
        )
        for tipo in TipoInstitucion
    ),
    numero(
        "gestiones.dias_sin_movimiento",
        "Gestiones: días sin movimiento para decir que envejecen",
        15,
    ),
    numero(
        "observacion.celda_minima",
        "Estadística: desde cuántas personas se publica una cifra sensible",
        5,
        "Por debajo se oculta, y también lo que permitiría deducirla.",
        desde=2,
        hasta=50,
    ),
    opcion(
        "avisos.hora",
        "Avisos: a qué hora suenan los que se cuentan en días",
        {f"{hora:02d}:00": f"{hora:02d}:00 h" for hora in range(5, 12)},
        "07:00",
    ),
    numero("observacion.arco.plazo", "Derechos ARCO: plazo para responder", 15, ORDINARIOS),
    numero("observacion.arco.prorroga", "Derechos ARCO: prórroga", 15, ORDINARIOS),
    numero("observacion.arco.cumplimiento", "Derechos ARCO: plazo para cumplir", 10, ORDINARIOS),
    numero(
        "observacion.retencion_dias",
        "Datos personales: días que se conservan al terminar el proceso",
        30,
        "Días naturales después de resuelta la última impugnación.",
        hasta=3650,
    ),
]
