"""The options of an attack: checked against its specs, filled up with defaults, read from text."""

from collections.abc import Mapping

from core.attacks.specs import AttackSpec, OptionSpec, OptionValue
from core.errors import AttackError, UnknownNameError

Options = Mapping[str, OptionValue]

_TRUE, _FALSE = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


def checked_options(spec: AttackSpec, given: Mapping[str, object]) -> dict[str, OptionValue]:
    """A value for every option of the attack: the given ones, as text or as they are, else the defaults.

    Raises `UnknownNameError` for an option the attack does not have, `AttackError` for a value out of place.
    """
    known = {option.id: option for option in spec.options}
    for name in given:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UnknownNameError(f"The attack “{spec.title}” has no option “{name}”; {takes}.")
    return {
        name: option_value(option, given[name]) if name in given else option.default
        for name, option in known.items()
    }


def option_value(option: OptionSpec, value: object) -> OptionValue:
    """`value`, also from text as "0.5" or "yes", in the option's type. Raises `AttackError`."""
    if option.kind == "choice":
        return _choice(option, value)
    if option.kind == "bool":
        return _truth(option, value)
    if option.kind in ("int", "float"):
        return _number(option, value)
    return str(value)


def _number(option: OptionSpec, value: object) -> int | float:
    whole = option.kind == "int"
    kind = "a whole number" if whole else "a number"
    try:
        number = float(str(value))
    except ValueError:
        number = float("nan")
    if number != number or (whole and number % 1):
        raise AttackError(f"{option.title}: “{value}” is not {kind}; give {kind}{_range(option)}.")
    least = float("-inf") if option.minimum is None else option.minimum
    most = float("inf") if option.maximum is None else option.maximum
    if not least <= number <= most:
        raise AttackError(f"{option.title}: {number:g} is out of range; give {kind}{_range(option)}.")
    return int(number) if whole else number


def _range(option: OptionSpec) -> str:
    parts = [
        f" {word} {bound:g}"
        for word, bound in (("from", option.minimum), ("to", option.maximum))
        if bound is not None
    ]
    return "".join(parts)


def _choice(option: OptionSpec, value: object) -> str:
    ids = [entry for entry, _ in option.choices]
    if value not in ids:
        raise AttackError(f"{option.title}: “{value}” is not on offer; choose one of {', '.join(ids)}.")
    return str(value)


def _truth(option: OptionSpec, value: object) -> bool:
    text = str(value).lower()
    if text not in _TRUE + _FALSE:
        raise AttackError(f"{option.title}: “{value}” is neither yes nor no; give one of them.")
    return text in _TRUE
