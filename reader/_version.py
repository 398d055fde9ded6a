"""The version, in a module of its own so that nothing below the root package imports it."""

__version__ = "0.1.0"
