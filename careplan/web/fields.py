"""House form fields: dates, doses, scores and measurements that explain themselves when they refuse."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

FIRST_YEAR = 1900
LAST_YEAR = 2100

_DAY_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y"]
_DAY_WORDS = "Enter a date such as 2026-03-09."
_TIME_WORDS = "Enter a time such as 14:30."
_INSTANT_WORDS = "Enter a date and a time, such as 2026-03-09 14:30."
_HOUR_WORDS = "The clocks change in that hour, so this time does not exist or exists twice. Enter a time outside it."


def in_living_memory(value: date) -> None:
    """A date must fall in the years 1900 to 2100; a slip of the keyboard rarely does.

    Raises ValidationError with a sentence naming both years.
    """
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(f"Enter a year between {FIRST_YEAR} and {LAST_YEAR}.", code="year")


class DayInput(forms.DateInput):
    """The browser's own date picker, filled in the one form it understands."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class InstantInput(forms.DateTimeInput):
    """The browser's own date and time picker, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class HourInput(forms.TimeInput):
    """The browser's own time picker, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class FigureInput(forms.TextInput):
    """A text box for a number. A number box would throw away what it cannot read."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, whole: bool = False) -> None:
        keyboard = "numeric" if whole else "decimal"
        super().__init__({"inputmode": keyboard, "autocomplete": "off", **(attrs or {})})


class DateField(forms.DateField):
    """A calendar day between 1900 and 2100."""

    widget = DayInput
    default_validators = [in_living_memory]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", _DAY_FORMATS)
        messages = {"required": "Enter a date.", "invalid": _DAY_WORDS}
        kwargs["error_messages"] = messages | (kwargs.get("error_messages") or {})
        super().__init__(**kwargs)


class DateTimeField(forms.DateTimeField):
    """An instant, typed as local time in the current time zone, between 1900 and 2100."""

    widget = InstantInput
    default_validators = [in_living_memory]

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": "Enter a date and a time.", "invalid": _INSTANT_WORDS}
        kwargs["error_messages"] = messages | (kwargs.get("error_messages") or {})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """The aware instant. Raises ValidationError for unreadable text and for hours that do not exist."""
        try:
            found: datetime | None = super().to_python(value)
        except (ValidationError, OverflowError) as refused:
            if getattr(refused, "code", "") == "ambiguous_timezone":
                raise ValidationError(_unclear_hour(refused), code="unclear_hour") from refused
            raise ValidationError(self.error_messages["invalid"], code="invalid") from refused
        return found


class TimeField(forms.TimeField):
    """A time of day, to the minute."""

    widget = HourInput

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": "Enter a time.", "invalid": _TIME_WORDS}
        kwargs["error_messages"] = messages | (kwargs.get("error_messages") or {})
        super().__init__(**kwargs)


class MeasureField(forms.DecimalField):
    """A number with a unit, such as an ALT in U/L, within the limits a form can believe."""

    def __init__(
        self,
        *,
        unit: str,
        minimum: Decimal | int | None = 0,
        maximum: Decimal | int = 100_000,
        places: int = 2,
        **kwargs: Any,
    ) -> None:
        self.unit = unit
        messages = {"required": "Enter a number.", "invalid": "Enter a number, such as 12.5."}
        kwargs["error_messages"] = messages | (kwargs.get("error_messages") or {})
        kwargs.setdefault("widget", FigureInput())
        super().__init__(max_digits=None, decimal_places=places, **kwargs)
        limits = [MaxValueValidator(Decimal(maximum), f"Enter at most {maximum} {unit}.")]
        if minimum is not None:
            limits.append(MinValueValidator(Decimal(minimum), f"Enter at least {minimum} {unit}."))
        self.validators.extend(limits)


class DoseField(MeasureField):
    """A single dose in milligrams: more than nothing, at most 1,000 mg unless told otherwise."""

    def __init__(self, *, minimum: Decimal | int = Decimal("0.01"), maximum: Decimal | int = 1000, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": "Enter the dose in mg."})
        super().__init__(unit="mg", minimum=minimum, maximum=maximum, places=2, **kwargs)


class ScoreField(forms.IntegerField):
    """The total or one item of an instrument: a whole number from `minimum` to `maximum`."""

    def __init__(self, minimum: int, maximum: int, **kwargs: Any) -> None:
        self.unit = f"of {maximum}"
        words = f"Enter a whole number from {minimum} to {maximum}."
        kwargs["error_messages"] = {"required": words, "invalid": words} | (kwargs.get("error_messages") or {})
        kwargs.setdefault("widget", FigureInput(whole=True))
        super().__init__(**kwargs)
        self.validators.extend([MinValueValidator(minimum, words), MaxValueValidator(maximum, words)])


class LongText(forms.CharField):
    """Free text over several lines; at most 10,000 characters unless told otherwise."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(**kwargs)


class RadioField(forms.ChoiceField):
    """One choice among a few, all of them visible."""

    widget = forms.RadioSelect

    def __init__(self, *, choices: Iterable[Any], **kwargs: Any) -> None:
        kwargs["error_messages"] = {"required": "Choose one."} | (kwargs.get("error_messages") or {})
        super().__init__(choices=choices, **kwargs)


def _unclear_hour(refused: BaseException) -> str:
    year = str((getattr(refused, "params", None) or {}).get("datetime", ""))[:4]
    if year.isdigit() and not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return f"Enter a year between {FIRST_YEAR} and {LAST_YEAR}."
    return _HOUR_WORDS.replace("that hour", f"that hour ({timezone.get_current_timezone_name()})")
