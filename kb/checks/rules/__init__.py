"""The quality rules, one file each: a code, a docstring, the same in Ukrainian, and a function from a page to findings."""
