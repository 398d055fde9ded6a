"""How fast Broadsheet is, as ratios with floors that are measured in the same run.

`python -m benchmarks` runs all of it, `python -m benchmarks start lists` some. Nothing here fails:
what misses its target is printed like all else.
"""
