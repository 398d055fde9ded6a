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
>␣ >␣[!note] -␣ -␣[␣] 1.␣ 0.␣ a.␣ :␣ import␣ export␣{ PELICAN_BEGIN_SUMMARY {filename} ]({ ␣^abc
![a](b){width= [a]{.a {{␣"{
"""
_MARKS_OF_BLANKS = (" ", "\t", "    ", "\n", "\\\n", "  \n", "\u200b", "\u0301", "a", "中", "ก")


def markers() -> list[str]:
    """Return everything that the Markdown of any supported generator begins something with."""
    return [*(word.replace("␣", " ") for word in _MARKERS.split()), *_MARKS_OF_BLANKS]


def repeated(marker: str, length: int) -> str:
    """Return a text of about a length that consists of one marker."""
    return marker * (length // len(marker))
