"""Commands of Broadsheet as child processes, and the jobs about feeds."""
