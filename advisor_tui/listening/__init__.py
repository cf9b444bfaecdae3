"""What the notes of a call say while they are written: facts, services, signs of danger, and what to ask next."""
