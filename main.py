"""`python main.py` opens Atelier Studio; `python main.py --help` lists what it does without a window."""

from studio.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
