"""The command line as `python -m names`."""

from names.cli.commands import main

if __name__ == "__main__":
    main()
