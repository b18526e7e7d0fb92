"""Reading manifests: from a file, or from code, to rows that have passed every check."""
