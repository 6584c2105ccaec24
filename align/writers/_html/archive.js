// Sort and search the table of articles; the page works without.
document.documentElement.classList.add("js");
const table = document.querySelector(".all"), body = table.tBodies[0], root = document.documentElement;
const lines = [...body.rows].map(row => ({
  row, text: row.cells[0].textContent.toLowerCase(),
  values: [...row.cells].map((cell, i) => i ? parseFloat(cell.textContent.replace(/,/g, "")) : cell.textContent),
}));
const heads = [...table.tHead.rows[0].cells];
const compare = (a, b) => typeof a === "string" ? (a < b ? -1 : a > b ? 1 : 0) : (Number.isNaN(a) - Number.isNaN(b)) || a - b;

function sort(column) {
  const head = heads[column], first = column === 0 || column === 2 ? "ascending" : "descending";
  const next = head.getAttribute("aria-sort") === first ? (first === "ascending" ? "descending" : "ascending") : first;
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", next);
  const sign = next === "ascending" ? 1 : -1;
  const missing = line => typeof line.values[column] === "number" && Number.isNaN(line.values[column]);
  lines.sort((a, b) => missing(a) - missing(b) || sign * compare(a.values[column], b.values[column]) || compare(a.text, b.text));
  body.append(...lines.map(line => line.row));
}
function search() {
  const query = document.querySelector("#search").value.trim().toLowerCase();
  let shown = 0;
  for (const line of lines) { line.row.hidden = !line.text.includes(query); shown += !line.row.hidden; }
  document.querySelector("#shown").textContent = query ? t("{shown} of {all} articles", {shown, all: lines.length}) : "";
}
heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => sort(column)));
document.querySelector("#search").addEventListener("input", search);
document.querySelector(".search").addEventListener("submit", event => { event.preventDefault(); search(); });
document.addEventListener("keydown", event => {
  if (event.key === "/" && !event.target.matches("input")) { event.preventDefault(); document.querySelector("#search").focus(); }
});
document.querySelector("#theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("align-qa:theme", JSON.stringify(root.dataset.theme)); } catch { /* this browser keeps nothing */ }
});
try { const kept = JSON.parse(localStorage.getItem("align-qa:theme")); if (kept) root.dataset.theme = kept; } catch { /* none kept */ }
