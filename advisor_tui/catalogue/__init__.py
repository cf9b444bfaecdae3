"""What can be offered: services as people edit them, read, checked and told."""
