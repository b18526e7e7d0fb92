"""What stands in a batch's output folder beside its results, so that the batch travels with the folder."""
