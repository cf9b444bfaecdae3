"""The importer of PTV (*Palvelutietovaranto*), the Finnish national service catalogue: open API v11, and v7 to v10."""
