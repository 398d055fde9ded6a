"""Commands on marks: the posts they act on, and the reading queue."""
