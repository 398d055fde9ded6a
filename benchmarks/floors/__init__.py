"""The least that can be had: programs to compare Broadsheet with."""
