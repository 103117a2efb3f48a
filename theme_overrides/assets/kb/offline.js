// From a folder on disk: a link to a folder is a link to the page in it.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]")
  if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
}, true)
