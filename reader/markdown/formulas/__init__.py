"""Formulas in TeX and MathML as one-line text, such as `(a+b)/c` and `x² ≤ √2`."""
