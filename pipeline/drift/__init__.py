"""Two states of the documentation in, what changed out: for people and for machines."""
