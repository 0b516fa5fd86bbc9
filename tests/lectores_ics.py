"""Two readers of calendar files that are not ours and know nothing of each other."""

import icalendar
import vobject


def por_nombre_de_zona(contenido):
    """icalendar: reads the instant by the name of the zone."""
    return icalendar.Calendar.from_ical(contenido)


def por_reglas_escritas(contenido):
    """vobject: reads the instant by the rules in the file, once what it remembers is cleared."""
    conocidas = getattr(vobject.icalendar, "__tzidMap")
    for clave in [clave for clave in conocidas if "/" in clave]:
        del conocidas[clave]
    return vobject.readOne(contenido.decode())
