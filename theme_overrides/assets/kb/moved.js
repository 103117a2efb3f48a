// On the page at an earlier address: leads on, and takes the heading along that was asked for.
import { onward, pairsIn } from "./kb-moved.js"

const target = document.getElementById("onward")
if (target) location.replace(onward(location.hash, pairsIn(document)) ?? target.href + location.search + location.hash)
