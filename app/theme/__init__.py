"""The look: two palettes on Fusion, a modest style sheet, icons that follow the palette."""

from app.theme.icons import app_icon, icon, set_icon
from app.theme.theme import THEMES, apply_theme, tokens
from app.theme.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "THEMES", "Tokens", "app_icon", "apply_theme", "icon", "set_icon", "tokens"]
