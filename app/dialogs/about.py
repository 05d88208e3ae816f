"""What this program is, in two sentences."""

from importlib.metadata import PackageNotFoundError, version


def about_text() -> str:
    """Name, version and purpose."""
    try:
        number = version("aliascope")
    except PackageNotFoundError:  # run from a checkout
        number = "(from a checkout)"
    return (
        f"Aliascope {number} finds pictures that are hidden in images and appear only when a library scales "
        "them down. Evidence files are only read, never changed."
    )
