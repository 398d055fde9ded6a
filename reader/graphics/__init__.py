"""Pictures in a terminal: half blocks everywhere, real pixels where the terminal supports them."""
