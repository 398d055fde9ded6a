"""What site generators add to Markdown, converted to plain Markdown before it is parsed.

`convert.to_markdown` is the entry point. It scans a body once for everything in `syntax.SYNTAXES`,
and each entry there replaces what it recognises. To support another syntax, add an entry.
"""
