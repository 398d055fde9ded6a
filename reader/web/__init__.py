"""What is fetched from the web, with limits, and never without being asked for."""
