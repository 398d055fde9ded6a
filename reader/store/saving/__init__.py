"""Saving of marks: what is not saved yet, and what becomes of it if the file cannot be written."""
