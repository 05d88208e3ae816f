"""HTML elements from text that may be hostile: everything is escaped unless it is markup already."""

import html
import re


class Markup(str):
    """A string that is HTML; only `element` and `joined` make it."""

    __slots__ = ()


def element(tag: str, /, *children: object, **attributes: object) -> Markup:
    """`<tag attributes>children</tag>`; children and attribute values are escaped.

    A trailing underscore of an attribute name is dropped (`class_`), inner ones become hyphens; an
    attribute of None is left out. Void elements (`img`, `meta`, `br`) take no children.
    """
    head = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if tag in ("img", "meta", "br"):
        return Markup(f"<{tag}{head}>")
    return Markup(f"<{tag}{head}>{joined(*children)}</{tag}>")


def joined(*children: object) -> Markup:
    """The children one after the other, escaped where they are not markup."""
    return Markup("".join(child if isinstance(child, Markup) else _escape(str(child)) for child in children))


def _attribute(key: str, value: object) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="{_escape(str(value))}"'


def _escape(text: str) -> str:
    # Undecodable bytes of file names arrive as lone surrogates, which UTF-8 can not hold; direction
    # overrides and control characters would let a file name disguise itself.
    visible = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\ufffd", text)
    return html.escape(visible, quote=True)
