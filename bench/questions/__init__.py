"""How fast questions, practice and exams are with a large bank."""
