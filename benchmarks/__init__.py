"""Benchmarks: how fast Broadsheet is, as ratios to floors measured in the same run.

`python -m benchmarks` runs all of them, `python -m benchmarks start lists` only the named ones.
A missed target is printed like any other result and is not an error.
"""
