// Everything for conversations; loaded where one of the elements stands.
import "./kb-call.js"
import "./kb-call-panel.js"
import "./kb-decision.js"
import "./kb-rehearsal.js"
import "./kb-reply.js"
import "./kb-situations.js"
