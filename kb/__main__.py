"""`python -m kb`, where the command is not on the path."""

from kb.cli import main

main(prog_name="kb")
