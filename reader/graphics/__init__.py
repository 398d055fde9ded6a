"""Pictures in cells: half blocks everywhere, dots of their own in terminals that can show them."""
