"""The Qt shell and the command line of Aliascope; no numerics."""
