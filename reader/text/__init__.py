"""Text in and out, for every layer: decoding, cleaning, wrapping, dates and URLs."""
