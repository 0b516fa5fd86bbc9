"""Create and update: once, merged, never lost."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import ModelMultipleChoiceField
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.generic import View

from core.concurrency import reconcile, resend
from core.forms import fingerprint, idempotency_key
from core.models import ClaveIdempotencia
from core.views.mixins import CrudMixin


def refuse(form, error):
    """Put what a rule said on its field, or above all of them when the form does not have it."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, reasons in by_field.items():
        form.add_error(name if name in form.fields else None, reasons)


def repeated(form) -> bool:
    """Whether somebody wrote the same between our check and our write; then the form says so."""
    try:
        form.instance.validate_constraints()
    except ValidationError as error:
        refuse(form, error)
        return True
    return False


class FormMixin(CrudMixin):
    """Create and update: the form knows who acts; what is wrong comes back with 422."""

    page = "form"

    def get_form_class(self):
        return self.crud.form_class

    def build_form(self, data=None, instance=None, **kwargs):
        files = self.request.FILES if data is not None else None
        return self.get_form_class()(
            data, files, instance=instance, user=self.request.user, crud=self.crud, **kwargs
        )

    def show(self, form, status=200):
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def save(self, form):
        """Write, or put the refusal of the action on the form. Returns the record or None."""
        if not form.is_valid():
            return None
        try:
            with transaction.atomic():
                return form.guardar(by=self.request.user)
        except ValidationError as error:
            refuse(form, error)
        except IntegrityError:
            if not repeated(form):
                raise
        return None

    def success_url(self, obj):
        if "detail" in self.crud.operations:
            return self.crud.url("detail", obj)
        return self.crud.url("list")


class CreateView(FormMixin, View):
    """A new record; the same submission twice gives the same record."""

    operation = "create"

    def get(self, request):
        return self.show(self.build_form(initial=self.proposed(request.GET)))

    def proposed(self, params):
        """The values that a link proposes for the new record."""
        fields = self.get_form_class().base_fields
        return {
            name: params.getlist(name)
            if isinstance(field, ModelMultipleChoiceField)
            else params[name]
            for name, field in fields.items()
            if name in params
        }

    @transaction.atomic
    def post(self, request):
        key, said = idempotency_key(request.POST), fingerprint(request.POST)
        sent = None
        if key:
            defaults = {"creado_por": request.user, "huella": said}
            sent, new = ClaveIdempotencia.objects.get_or_create(clave=key, defaults=defaults)
            if not new:
                return self.already(sent, said)
        form = self.build_form(request.POST)
        self.object = self.save(form)
        if self.object is None:
            if sent:
                sent.delete()
            return self.show(form, status=422)
        url = self.success_url(self.object)
        if sent:
            ClaveIdempotencia.objects.filter(pk=sent.pk).update(destino=url)
        messages.success(request, f"Se guardó «{self.object}».")
        return redirect(url)

    def already(self, sent, said):
        """The answer to a repeated submission: what the first one got."""
        if sent.creado_por_id != self.request.user.pk:
            raise Http404
        if sent.huella != said:
            text = "Esta página ya se había enviado con otros datos; se muestra lo que se guardó."
            messages.warning(self.request, text)
        return HttpResponseRedirect(sent.destino or self.crud.url("list"))

    def get_context_data(self, **kwargs):
        title = f"Registrar {self.crud.verbose_name}"
        return super().get_context_data(
            title=title, cancel_url=self.crud.url("list"), submit_text="Guardar", **kwargs
        )


class UpdateView(FormMixin, View):
    """Edit; changes that others made meanwhile are merged, and conflicts are asked."""

    operation = "update"

    def get(self, request, pk):
        self.object = self.get_object()
        return self.show(self.build_form(instance=self.object))

    @transaction.atomic
    def post(self, request, pk):
        self.object = self.get_object(self.get_queryset().select_for_update(of=("self",)))
        data, conflicts = reconcile(self, self.object, request.POST)
        if conflicts:
            return self.ask(data, conflicts)
        form = self.build_form(data, instance=self.object)
        if self.save(form) is None:
            self.object = self.get_object()  # the form wrote what was typed on the one it had
            return self.show(form, status=422)
        messages.success(request, f"Se guardó «{self.object}».")
        return redirect(self.success_url(self.object))

    def ask(self, data, conflicts):
        """Both values side by side; nothing is chosen for the person."""
        context = self.get_context_data(
            conflicts=conflicts,
            hidden=resend(self.object, data, conflicts),
            saved_by=self.object.actualizado_por,
        )
        return render(self.request, "crud/conflict.html", context, status=409)

    def get_context_data(self, **kwargs):
        title = f"Editar {self.object}"
        url = self.success_url(self.object)
        return super().get_context_data(
            title=title, object=self.object, cancel_url=url, submit_text="Guardar", **kwargs
        )
