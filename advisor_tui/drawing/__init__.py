"""A report drawn: its numbers in words, as plots of letters for a terminal, as SVG and HTML for a browser."""
