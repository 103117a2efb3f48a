"""Questions from and for other systems: GIFT, Moodle XML, Aiken, QTI, SCORM, Anki."""
