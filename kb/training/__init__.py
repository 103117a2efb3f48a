"""The academy: questions, practice and mock exams, modules and paths, exchange with other systems."""
