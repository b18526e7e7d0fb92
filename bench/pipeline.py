"""Measures what the number of pages costs the pipeline, and what the number of models costs everything.

    make bench-pipeline [ONLY="models pages"]

Trust the ratios.
"""

import argparse

from bench import models, pages
from bench.running import Measure, choose, run

MEASURES: dict[str, Measure] = {"models": models.measure_all, "pages": pages.measure_all}
PACKAGES = ("jsonschema-rs", "httpx", "pyyaml", "ruff", "openapi-python-client")


def main() -> None:
    """Measure, and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choose(parser, MEASURES)
    run("pipeline", MEASURES, parser.parse_args().only, PACKAGES)


if __name__ == "__main__":
    main()
