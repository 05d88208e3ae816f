"""Everything Aliascope knows about image scaling; free of Qt, importable alone."""
