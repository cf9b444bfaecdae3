"""The desk of the phone advisor in Finnish health and social guidance (*neuvonta ja asiakasohjaus*)."""

__version__ = "0.1.0"
