"""From what was said to ranked services. The desk and the command line know only :mod:`advisor_tui.search.engine`."""
