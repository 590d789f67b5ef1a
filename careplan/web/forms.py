"""The base of every form: guarded text, one submission key, the revision that was read, and kept drafts."""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
)
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from careplan.core.errors import Refusal, StaleEdit
from careplan.web.fields import in_living_memory

LONGEST_TEXT = 10_000
LARGEST_WHOLE = 2**31 - 1  # what an integer column of the database holds
NEVER_READ = -1  # a revision no saved record has
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]


class HouseRenderer(TemplatesSetting):
    """Renders forms and fields with the templates of templates/components/forms/."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"


def storable(text: str) -> None:
    """Text must be made of characters the record can hold.

    Line breaks and tabs are fine, and so are emoji and every script; other control characters and
    halves of surrogate pairs are not. Raises ValidationError.
    """
    if UNSTORABLE.search(text):
        raise ValidationError(
            "This contains characters that cannot be stored. Type it again instead of pasting it.", code="unstorable"
        )


class Form(forms.Form):
    """Base of all forms of the house.

    `revision` is the save the record was read at, for records that two people may edit. It travels
    in a hidden field, so that an action can tell whether somebody saved in between.
    """

    label_suffix = ""
    use_required_attribute = False
    mark_optional = True
    kept_at: datetime | None = None
    conflict: StaleEdit | None = None
    status = 200

    def __init__(self, *args: Any, revision: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.revision = revision

    def __getitem__(self, name: str) -> BoundField:
        """The field ready to be shown or cleaned; every field passes here first, so here it is guarded."""
        if name in self.fields:
            _guard(self.fields[name])
        return super().__getitem__(name)

    def _post_clean(self) -> None:
        """Browsers send line ends as CR LF; keep one kind, so that unchanged text stays equal."""
        super()._post_clean()  # type: ignore[misc]
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")

    @cached_property
    def submission_key(self) -> str:
        """One key for one intention: a retry after an error is still the same submission."""
        offered = str(self.data.get("submission_key", "")) if self.is_bound else ""
        try:
            return str(uuid.UUID(offered))
        except ValueError:
            return str(uuid.uuid4())

    @property
    def posted_revision(self) -> int:
        """The revision the person's form was opened at; -1, which never matches, when none can be read."""
        offered = str(self.data.get("revision", "")) if self.is_bound else ""
        return int(offered) if re.fullmatch(r"[0-9]{1,9}", offered) else NEVER_READ

    @property
    def revision_to_post(self) -> int | None:
        """What the hidden field says: the revision first read, until a conflict has been shown."""
        if self.is_bound and self.conflict is None and self.posted_revision != NEVER_READ:
            return self.posted_revision
        return self.revision

    def show_conflict(self, stale: StaleEdit) -> None:
        """Show both versions on top; the next save is made knowing the other one."""
        self.conflict = stale
        self.revision = stale.revision
        self.status = stale.status

    def take_refusal(self, refusal: Refusal) -> None:
        """Put an action's refusal beside the field it names, or on top."""
        self.status = refusal.status
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def restore(self, kept: Mapping[str, Any], *, kept_at: datetime) -> None:
        """Fill an unbound form with what was typed before and not saved."""
        self.initial = {**self.initial, **{name: text for name, text in kept.items() if name in self.fields}}
        self.kept_at = kept_at


class FilterForm(Form):
    """A form that narrows a list through the address: everything is optional and nothing is kept."""

    mark_optional = False


def _guard(field: Any) -> None:
    """Give the field the limits of the house, once."""
    if getattr(field, "is_guarded", False):
        return
    field.is_guarded = True
    if field.error_messages.get("required") == _DJANGO_REQUIRED:
        field.error_messages["required"] = _please(field)
    if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField | forms.JSONField):
        _guard_text(field)
    elif isinstance(field, forms.DateField | forms.DateTimeField) and in_living_memory not in field.validators:
        field.validators.append(in_living_memory)
    elif isinstance(field, forms.IntegerField):
        _guard_whole(field)
    if isinstance(field.widget, forms.NumberInput):
        # A number box drops what it cannot read; typed text has to come back as typed.
        field.widget.input_type = "text"
        whole = isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField | forms.FloatField)
        field.widget.attrs = {"inputmode": "numeric" if whole else "decimal", **field.widget.attrs}


def _please(field: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return "Check this box to go on."
    choose = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    return "Choose one." if choose else "Fill this in."


def _guard_text(field: forms.CharField) -> None:
    if field.max_length is None:
        field.max_length = LONGEST_TEXT
        field.validators.append(MaxLengthValidator(LONGEST_TEXT))
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = "Use at most %(limit_value)d characters; this has %(show_value)d."
    field.validators = [one for one in field.validators if not isinstance(one, ProhibitNullCharactersValidator)]
    field.validators.insert(0, storable)
    # With the attribute, a browser would cut pasted text short without a word.
    field.widget.attrs.pop("maxlength", None)


def _guard_whole(field: forms.IntegerField) -> None:
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return
    words = f"Enter a number up to {LARGEST_WHOLE:,}."
    if field.max_value is None:
        field.validators.append(MaxValueValidator(LARGEST_WHOLE, words))
    if field.min_value is None:
        field.validators.append(MinValueValidator(-LARGEST_WHOLE, words))
