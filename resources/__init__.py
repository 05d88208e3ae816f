"""Data that ships with Aliascope, read through importlib.resources."""
