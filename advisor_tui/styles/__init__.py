"""How things look: two themes of one order, and the few signs beside letters."""
