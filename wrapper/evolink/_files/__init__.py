"""From a link to a file: where it may lead, how it is downloaded, where it may be saved."""
