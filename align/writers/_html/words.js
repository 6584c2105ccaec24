// What the page says. English stands in the code; another language comes with the page, by the English (align/wording.py).
"use strict";
const WORDS = JSON.parse(document.body.dataset.words || "{}");
function t(text, values = {}) {
  const [one, many] = (WORDS[text] ?? text).split("|");
  return (many === undefined || values.n === 1 ? one : many).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
