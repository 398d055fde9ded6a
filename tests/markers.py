"""Bodies that repeat one marker of Markdown, HTML or a dialect, which nothing closes."""

from __future__ import annotations

_MARKERS = r"""
[ ![ [[ ![[ [^ [^a ^[ ^[a^[ :a[ ::a[ ::a{ ::: :::note [a] [a][ [[a]][ [a]( [a](< [a](b [a]("
[a]:␣ [a]:␣b [^a]: [^a]:␣[^a] ![a]( *[a]: [/a] [/a [caption [caption] [code] [audio␣ [TOC]
<a <a␣ <a␣href=" <div> <div␣ </div> <p> <b> <A> <Note␣b={ </Note> <li> <pre> <code> <details>
<table> <td> <svg> <ruby> <script> <!-- <! <? <![CDATA[ <% <a:b <http:// <a@b < >
* ** *** _ __ *a **a _a __a *a_ ` `` ``` ~ ~~ ~~~ ~a == ==a ^ ^a # + - -- | |a ! !!! & &amp &#
\ \( \[ ( (( ] ]( ]] )[ " ' “ ‘
{ {{ {{< {{% {{/* {% {%- {# {/* {:: {:/ {: {:.a {::comment} {.a {` {%␣raw␣%} {%␣if␣a␣%} {{"a
$ $$ $a % %% %%a :x: : http:// https://a ://  www. www.a a@ @a mailto: a.b a.com/
{a|b {a {ref}` {a}`[ ｜a ｜a《 《 大《 [a]^( [a]{ H~ x^2 ~[ ^[a \frac{ $\frac{ $`
<math> <m:math> <rt> <rp> :::{note} ```{note} {note} ///␣note (a)␣ i.␣ a)␣ |␣a +-- +---+ --␣-- ==
a@b.c: [a](javascript: [a]:␣file: %%␣ @[card]( <lite-a␣ <a-b␣c=" <markdown-part
<script␣src=" {{raw␣` {" {{` ![a](b␣= <a␣id= <td␣id="
>␣ >␣[!note] -␣ -␣[␣] 1.␣ 0.␣ a.␣ :␣ import␣ export␣{ PELICAN_BEGIN_SUMMARY {filename} ]({ ␣^abc
![a](b){width= [a]{.a {{␣"{
"""
_MARKS_OF_LINES = (
    ":::{note}\n", "```{note}\n", "/// note\n", "a. b\n", "| a\n", "+--+\n", "-- --\n", "a\n: b\n",
    "%%\n", "<table>\n\na\n\n", "<ul><li>\n\na\n\n", "<td>\n```\n", "    {{\n",
    "[a]: file:b\n", "{{< a\n",
)  # fmt: skip
_MARKS_OF_BLANKS = (" ", "\t", "    ", "\n", "\\\n", "  \n", "\u200b", "\u0301", "a", "中", "ก")


def markers() -> list[str]:
    """Return everything that the Markdown of any supported generator begins something with."""
    return [
        *(word.replace("␣", " ") for word in _MARKERS.split()),
        *_MARKS_OF_LINES,
        *_MARKS_OF_BLANKS,
    ]


def repeated(marker: str, length: int) -> str:
    """Return a text of about a length that consists of one marker."""
    return marker * (length // len(marker))
