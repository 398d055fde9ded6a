"""HTML in Markdown, converted to the tokens that equivalent Markdown has.

What the elements mean follows the HTML standard (https://html.spec.whatwg.org/multipage/). Pieces
of HTML are parsed with lexbor, which builds the same tree as browsers do from invalid HTML.
"""
