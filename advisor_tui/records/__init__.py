"""What is kept: calls in SQLite, saved while they are talked, and exported. Only this package knows the database."""
