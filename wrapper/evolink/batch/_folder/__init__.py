"""What stands in a batch's output folder beside its images, so that the batch travels with the folder."""
