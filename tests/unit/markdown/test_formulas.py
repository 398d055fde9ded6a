"""Formulas as text: TeX, what is left as it is written, and MathML."""

from __future__ import annotations

import pytest

from reader.article.document import parse_document
from reader.article.plain import render_text
from reader.markdown.formulas.convert import formula_text, is_formula


def shown(body: str) -> list[str]:
    return list(render_text(parse_document(body).blocks, 72))


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\frac12 + \dfrac{x}{2y}", "1/2 + x/(2y)"),
        (r"\frac{dy}{dx} = \frac{\partial f}{\partial x}", "dy/dx = ∂f/∂x"),
        (r"\frac{1}{\sqrt{2\pi}}", "1/√(2π)"),
        (r"\sqrt[3]{x} \cdot \sqrt{x+1}", "∛x · √(x+1)"),
        (r"x_{i,j}^{2} + a_{max}", "x_(i,j)² + aₘₐₓ"),
        (r"e^{i\pi}, A^{-1}, 90^\circ, x^*", "e^(iπ), A⁻¹, 90°, x*"),
        (r"\sin\theta + \log n + \cos(x)", "sin θ + log n + cos(x)"),
        (r"\lim_{x\to 0} f(x)", "lim_(x → 0) f(x)"),
        (r"p \implies q \iff \lnot r", "p ⟹ q ⟺ ¬r"),
        (r"\mathbf{w}^T \mathcal{A} \mathbb{R}^n", "wᵀ A ℝⁿ"),
        (r"\left( \frac{a}{b} \right)", "(a/b)"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "[1 2; 3 4]"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a = b\nc = d"),
        (r"\binom{n}{k} \pmod 7", "C(n, k) (mod 7)"),
        (r"\ce{Fe2O3}", "Fe₂O₃"),
        (r"\unknown{b} c", r"\unknown b c"),
        (r"y'' \le 4", "y″ ≤ 4"),
    ],
)
def test_tex_is_written_in_a_line(tex: str, text: str) -> None:
    assert formula_text(tex) == text


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 30 + "}" * 30,
        r"\frac{a}{b",
        "}x_1{",
        "x^^2",
        "^_" * 500,
        r"\sqrt{x}" * 500,
        r"\href{x}",
    ],
)
def test_tex_that_is_invalid_or_beyond_the_limits_is_left_as_it_is(tex: str) -> None:
    assert formula_text(tex) == tex


def test_invalid_tex_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    formula_text(r"\begin{matrix} a } \end{oops} \left")
    assert capfd.readouterr() == ("", "")


def test_tex_reads_no_files() -> None:
    assert "root" not in formula_text(r"\input{/etc/passwd} x_1")


@pytest.mark.parametrize("text", ["x", "n-1", "f(x)", "P(A|B)", r"\log n", "a_{ij}", "x_1", "2"])
def test_a_formula_between_single_dollars(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["PATH", "some words", "my_name", "5 or US"])
def test_other_text_between_single_dollars(text: str) -> None:
    assert not is_formula(text)


def test_an_environment_of_tex_needs_no_delimiters() -> None:
    assert shown("\\begin{align*}\nx &= 1 \\\\\ny &= 2\n\\end{align*}\n") == [
        "    x = 1",
        "    y = 2",
    ]
    assert shown("\\begin{itemize}\n*x*") == ["\\begin{itemize} x"]


def test_mathml_in_a_line_of_markdown_and_in_html() -> None:
    formula = "<math><mfrac><mn>1</mn><mi>n</mi></mfrac><mo>&lt;</mo><mi>ε</mi></math>"
    assert shown(f"So {formula} *holds*.") == ["So 1/n < ε holds."]
    assert shown(f"<p>So {formula} <em>holds</em>.</p>") == ["So 1/n < ε holds."]
    assert shown(f"So {formula.removesuffix('</math>')}") == ["So 1/n < ε"]


@pytest.mark.parametrize(
    ("mathml", "text"),
    [
        ("<mi>x</mi><mo>&gt;&gt;</mo><mn>2</mn>", "x >> 2"),
        ("<mtext>slot </mtext><mi>k</mi>", "slot k"),
        ("<mi>sin</mi><mo>⁡</mo><mi>x</mi><mo>⁢</mo><mi>y</mi>", "sin xy"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "xᵢ²"),
        ("<mroot><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>3</mn></mroot>", "∛(a+b)"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x̅"),
        (
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr>"
            "<mtr><mtd><mi>c</mi></mtd><mtd><mo>=</mo><mi>d</mi></mtd></mtr></mtable>",
            "a = b; c = d",
        ),
        ("<mtable><mtr><mtd>bare</mtd></mtr></mtable>", "bare"),
        ("y = 2", "y = 2"),
    ],
)
def test_elements_of_mathml(mathml: str, text: str) -> None:
    assert shown(f"<p><math>{mathml}</math></p>") == [text]


def test_mathml_that_nests_deeply_is_shown_as_its_text() -> None:
    assert shown(f"<p><math>{'<mrow>' * 900}<mi>x</mi></math></p>") == ["x"]


def test_text_around_a_formula_in_lines_of_its_own_is_markdown() -> None:
    body = "1. <math>\n   <mi>x</mi>\n   </math>\n   in [GF(2)](a_(b)) and *here*.\n"
    assert list(render_text(parse_document(body).blocks, 60)) == ["1. x in GF(2) and here."]
