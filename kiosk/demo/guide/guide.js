// kiosk/demo/guide/guide.js — draws what guide.py says, and asks it to scan, fail and mend.

const kScreens = [
  ["desk", "Desk", "/desk?station=desk-1", "scan, find by name, check in"],
  ["gate", "Gate", "/gate?station=gate-main-in", "one verdict at a time, read from afar"],
  ["kiosk", "Kiosk", "/kiosk?station=self-1", "visitors check themselves in"],
  ["dash", "Organiser", "/dash", "who has arrived, and what needs you"],
];

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes  "text" sets the text
 * @param {Node[]} children
 */
function el(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") made.textContent = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function part(id) { return /** @type {HTMLElement} */ (document.getElementById(id)); }

async function ask(path, value = "") {
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { "X-Kiosk": "1" }, body: JSON.stringify(value) });
    const told = await answer.json();
    if (answer.ok) draw(told);
    else await refresh(told.title);
  } catch {
    part("said").textContent = "The demo has ended. ./dev demo starts it again.";
  }
}

function codeCard(row) {
  const button = el("button", { type: "button" }, [
    el("span", { class: `word ${row.verdict}`, text: row.verdict.toUpperCase() }),
    el("p", { text: row.headline }),
    el("p", { class: "quiet" }, [el("bdi", { text: row.name || "no holder" })]),
    el("img", { src: `/codes/${row.number}.png`, alt: `Code ${row.number}` }),
  ]);
  button.addEventListener("click", () => ask("/scan", row.number));
  return el("li", {}, [button]);
}

function troubleCard(trouble, active) {
  const now = trouble.name === active;
  const button = el("button", { type: "button", "data-fail": trouble.name,
    "aria-pressed": String(now), text: trouble.title });
  button.addEventListener("click", () => ask("/fail", now ? "" : trouble.name));
  button.toggleAttribute("disabled", !trouble.possible);
  return el("li", now ? { class: "now" } : {}, [
    button, el("p", { class: "quiet", text: trouble.means }), el("p", { text: trouble.look })]);
}

function draw(told) {
  const focused = document.activeElement?.getAttribute("data-fail");
  document.body.dataset.active = told.active ?? "";
  part("said").textContent = told.said;
  part("tiles").replaceChildren(...kScreens.map(([id, name, path, about]) => el("li", {}, [
    el("a", { id: `to-${id}`, target: id, href: `http://127.0.0.1:${told.port}${path}` },
      [el("b", { text: name }), document.createTextNode(about)])])));
  part("codes").replaceChildren(...told.codes.map(codeCard));
  part("troubles").replaceChildren(...told.troubles.map((one) => troubleCard(one, told.active)));
  for (const id of ["crowd", "mend"]) part(id).toggleAttribute("disabled", false);
  part("mend").toggleAttribute("disabled", told.active === null);
  const again = part("troubles").querySelector(`[data-fail="${focused}"]`);
  if (again instanceof HTMLElement) again.focus();
}

async function refresh(said) {
  const told = await (await fetch("/state")).json();
  draw(said ? { ...told, said } : told);
}

part("crowd").addEventListener("click", () => ask("/crowd"));
part("mend").addEventListener("click", () => ask("/fail", ""));
refresh();
