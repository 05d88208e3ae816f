"""Dialogs: help, questions and bugs."""
