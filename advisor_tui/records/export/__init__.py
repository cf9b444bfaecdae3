"""The shift's log as files: CSV and XLSX to look at, JSON without loss."""
