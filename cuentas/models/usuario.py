from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from core.models import Buscable, BuscableQuerySet, Entidad
from cuentas.enums import Rol
from cuentas.validators import validar_roles

SAL_INVITACION = "cuentas.invitacion"


class UsuarioQuerySet(BuscableQuerySet):
    def activos(self):
        return self.vivos().filter(is_active=True)

    def con_rol(self, rol: Rol):
        # The list is JSON text in SQLite, which has no containment; the quotes make it exact.
        return self.filter(roles__icontains=f'"{rol.value}"')

    def por_invitacion(self, token: str):
        """The active person an invitation was sent to, or None if the link is of no use now."""
        try:
            datos = signing.loads(
                token, salt=SAL_INVITACION, max_age=settings.INVITACION_VIGENCIA_SEGUNDOS
            )
        except signing.BadSignature:
            return None
        persona = self.activos().filter(pk=datos["p"]).first()
        return persona if persona and persona.huella_invitacion == datos["h"] else None


class UsuarioManager(BaseUserManager.from_queryset(UsuarioQuerySet)):
    def get_by_natural_key(self, correo):
        return self.get(correo__iexact=correo)


class Usuario(Buscable, Entidad, AbstractBaseUser):
    """A person of the institute who signs in here with an office address."""

    CAMPO_NOMBRE = "nombre_completo"
    USERNAME_FIELD = "correo"
    EMAIL_FIELD = "correo"
    REQUIRED_FIELDS = ["nombres", "primer_apellido"]

    # Nobody skips the rules: a superuser would pass every predicate, so there are none.
    is_superuser = False
    is_staff = False

    correo = models.EmailField("correo", max_length=254)
    nombres = models.CharField("nombres", max_length=120)
    primer_apellido = models.CharField("primer apellido", max_length=120)
    segundo_apellido = models.CharField("segundo apellido", max_length=120, blank=True, default="")
    nombre_completo = models.CharField("nombre", max_length=365, editable=False, default="")
    area = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área",
        on_delete=models.PROTECT,
        related_name="personas",
        null=True,
        blank=True,
    )
    roles = models.JSONField("roles", default=list, blank=True, validators=[validar_roles])
    roles_texto = models.CharField("roles", max_length=400, editable=False, default="")
    is_active = models.BooleanField("cuenta activa", default=True, editable=False)
    puede_atajos = models.BooleanField(
        "atajos de una letra",
        default=True,
        help_text="Teclas sueltas que abren acciones. Ctrl+K funciona siempre.",
    )
    # Raising it ends every session of the person: it is part of the session's hash, which Django
    # compares on each request with the row it loads anyway.
    epoca_sesiones = models.PositiveIntegerField("época de sesiones", default=0, editable=False)
    invitacion_enviada_en = models.DateTimeField("invitación enviada", null=True, editable=False)

    objects = UsuarioManager()

    class Meta:
        verbose_name = "persona"
        verbose_name_plural = "personas"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("correo"),
                condition=Q(eliminado_en=None),
                name="cuentas_usuario_correo_unico",
                violation_error_message="Ya existe una cuenta con ese correo.",
            ),
        ]

    @classmethod
    def campos_derivados(cls):
        return ["correo", "nombre_completo", "roles_texto", *super().campos_derivados()]

    def refrescar_derivados(self):
        self.correo = self.correo.strip().lower()
        partes = [self.nombres, self.primer_apellido, self.segundo_apellido]
        self.nombre_completo = " ".join(" ".join(partes).split())
        self.roles_texto = " · ".join(rol.label for rol in Rol if rol in self.roles)
        super().refrescar_derivados()

    def texto_busqueda(self):
        return [self.nombre_completo, self.correo]

    @property
    def esta_por_entrar(self) -> bool:
        """Invited, and without a first password yet."""
        return self.is_active and not self.has_usable_password()

    @property
    def huella_invitacion(self) -> str:
        """Changes with the password and with each invitation: a link works once, the last one."""
        enviada = self.invitacion_enviada_en
        valor = f"{self.password}:{enviada.timestamp() if enviada else ''}"
        return salted_hmac(SAL_INVITACION, valor, algorithm="sha256").hexdigest()[:32]

    @property
    def token_invitacion(self) -> str:
        return signing.dumps({"p": self.pk, "h": self.huella_invitacion}, salt=SAL_INVITACION)

    def tiene_rol(self, *roles: Rol) -> bool:
        return any(rol in self.roles for rol in roles)

    def get_full_name(self):
        return self.nombre_completo

    def get_short_name(self):
        return self.nombres.strip().split(" ")[0]

    def has_perm(self, perm, obj=None):
        return self.is_active and any(
            backend.has_perm(self, perm, obj) for backend in get_backends()
        )

    def has_perms(self, perm_list, obj=None):
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label):
        return self.is_active and any(
            backend.has_module_perms(self, app_label) for backend in get_backends()
        )

    def _get_session_auth_hash(self, secret=None):
        return salted_hmac(
            "cuentas.models.Usuario.get_session_auth_hash",
            f"{self.password}:{self.epoca_sesiones}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()
