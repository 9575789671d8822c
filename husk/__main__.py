"""`python -m husk` is the command line."""

from husk.cli import main

if __name__ == "__main__":
    main()
