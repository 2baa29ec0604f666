"""Run the command line with ``python -m plangraph``."""

from plangraph.cli import main

if __name__ == "__main__":
    main()
