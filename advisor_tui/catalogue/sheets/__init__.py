"""Services out of spreadsheets: lists as municipalities, associations and counties keep them in XLSX and CSV."""
