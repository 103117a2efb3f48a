// Everything of the study paths, loaded where one of them stands on the page.
import "./kb-study-file.js"
import "./kb-study-mentor.js"
import "./kb-study-record.js"
import "./kb-study.js"
