// What only some pages need is loaded where its element stands. (From a folder on disk everything is there already.)

const PLACES = {
  "kb-call, kb-call-panel, kb-decision, kb-rehearsal, kb-reply, kb-situations": "./conversation/conversation.js",
  "kb-escalation": "./escalation/kb-escalation.js",
  "kb-exam": "./academy/kb-exam.js",
  "kb-practice": "./academy/kb-practice.js",
  "kb-question": "./academy/kb-question.js",
  "kb-study, kb-study-tick, kb-study-record, kb-study-file": "./academy/academy.js",
  "kb-runbook": "./runbook/kb-runbook.js",
}

function load() {
  for (const [names, path] of Object.entries(PLACES)) {
    if (document.querySelector(names)?.matches(":not(:defined)")) import(path)
  }
}

if (window.document$) window.document$.subscribe(load)
else load()
