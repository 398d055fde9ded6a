"""Floors: minimal programs to compare Broadsheet with."""
