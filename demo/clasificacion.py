"""Subtype, scope and line of work where the name itself says them; blank where it does not."""

import re

from crm.enums import Ambito, LineaTrabajo, TipoInstitucion

CDMX = "Ciudad de México"
INFO_CDMX = (
    "Instituto de Transparencia, Acceso a la Información Pública, Protección de Datos Personales "
    "y Rendición de Cuentas de la Ciudad de México"
)
AUTONOMOS = {
    "Banco de México",
    "Comisión Federal de Competencia Económica",
    "Comisión Nacional de los Derechos Humanos",
    "Consejo Nacional de Evaluación de la Política de Desarrollo Social",
    "Fiscalía General de Justicia de la Ciudad de México",
    "Fiscalía General de la República",
    "Instituto Federal de Telecomunicaciones",
    "Instituto Nacional de Estadística y Geografía",
    "Instituto Nacional de Transparencia, Acceso a la Información y Protección de Datos Personales",
    INFO_CDMX,
}

DERECHOS_HUMANOS = r"^(Comisión|Defensoría|Procuraduría)\b.*Derechos Humanos"
CONGRESO = r"^(Congreso|Legislatura) del? |^Cámara de Diputados|^Senado"
DEPENDENCIA_CDMX = rf"^(Secretaría|Subsecretaría|Consejería|Jefatura|Dirección General)\b.*{CDMX}$"
DEPENDENCIA_FEDERAL = r"^Secretaría (de|del) (?!.*Ciudad de México$)|del Ejecutivo Federal$"

# (type, pattern, subtype); the first that matches decides.
SUBTIPOS = (
    (TipoInstitucion.GUBERNAMENTAL, r"^Alcaldía ", "alcaldia"),
    (TipoInstitucion.GUBERNAMENTAL, r"^Consulado ", "consulado"),
    (TipoInstitucion.GUBERNAMENTAL, r"^Embajada ", "embajada"),
    (TipoInstitucion.GUBERNAMENTAL, CONGRESO, "congreso"),
    (TipoInstitucion.GUBERNAMENTAL, DERECHOS_HUMANOS, "organismo_autonomo"),
    (TipoInstitucion.GUBERNAMENTAL, DEPENDENCIA_CDMX, "dependencia_cdmx"),
    (TipoInstitucion.GUBERNAMENTAL, DEPENDENCIA_FEDERAL, "dependencia_federal"),
    (TipoInstitucion.ACADEMICA, r"^El Colegio de|^Centro de Investigaci", "centro_investigacion"),
    (
        TipoInstitucion.ORGANISMO_INTERNACIONAL,
        r"^(?!Organización de las Naciones Unidas$).*Naciones Unidas",
        "agencia_onu",
    ),
    (TipoInstitucion.OSC, r"Federaci(ón|ones) .*(Mexican|Michoacan)", "federacion_migrante"),
    (TipoInstitucion.PRIVADA, r"^Cámara ", "camara"),
)


def subtipo(nombre, tipo, pais):
    """The key of the subtype, or blank."""
    if tipo == TipoInstitucion.ORGANISMO_ELECTORAL:
        return _subtipo_electoral(nombre, pais)
    if nombre in AUTONOMOS:
        return "organismo_autonomo"
    for clase, patron, clave in SUBTIPOS:
        if tipo == clase and re.search(patron, nombre):
            return clave
    return ""


def _subtipo_electoral(nombre, pais):
    if pais != "MX":
        return "emb_extranjera"
    if nombre.startswith("Tribunal"):
        return "tribunal_electoral"
    return "" if nombre == "Instituto Nacional Electoral" else "ople"


def ambito(nombre, tipo, pais, entidad):
    """Local is Mexico City; subnational, another state; foreign, another country's body."""
    if tipo == TipoInstitucion.ORGANISMO_INTERNACIONAL:
        return Ambito.INTERNACIONAL
    if re.match(r"(Consulado|Embajada)( General)? de México en", nombre):
        return Ambito.NACIONAL
    if pais != "MX":
        return Ambito.EXTRANJERO
    if nombre.startswith("Alcaldía") or nombre.endswith(f"de la {CDMX}"):
        return Ambito.LOCAL
    return Ambito.SUBNACIONAL if entidad and entidad != CDMX else Ambito.NACIONAL


def linea_trabajo(nombre, tipo, pais):
    """Which of the four lines of the DVOE would deal with it."""
    if tipo == TipoInstitucion.ORGANISMO_ELECTORAL and pais == "MX":
        tribunal = nombre.startswith("Tribunal")
        return LineaTrabajo.ORGANISMOS_NACIONALES if tribunal else LineaTrabajo.INE_OPLE
    if nombre.startswith("Consulado") or "Mexicanos en el Exterior" in nombre:
        return LineaTrabajo.COMUNIDAD_EXTRANJERO
    if (
        tipo == TipoInstitucion.OSC
        and pais == "US"
        and re.search("Mexican|Migrante|Chilang", nombre)
    ):
        return LineaTrabajo.COMUNIDAD_EXTRANJERO
    foranea = pais != "MX" or tipo == TipoInstitucion.ORGANISMO_INTERNACIONAL
    return LineaTrabajo.COOPERACION if foranea else LineaTrabajo.ORGANISMOS_NACIONALES


def nombre_del_padre(nombre):
    """«Facultad de Derecho, UNAM» depends on UNAM; «UAM, Unidad Lerma», on UAM."""
    if nombre.endswith(", UNAM"):
        return "Universidad Nacional Autónoma de México"
    if ", Unidad " in nombre:
        return nombre.partition(", Unidad ")[0]
    return ""
