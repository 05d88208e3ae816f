"""What the window remembers between runs."""

from app.settings.settings import Settings, default_path

__all__ = ["Settings", "default_path"]
