// kiosk/web/walk_in_form.js — what a guest without a ticket is asked; their code as a picture.
import { el } from "./dom.js";
import { languages, words } from "./i18n.js";

const kWays = ["cash", "card", "transfer", "free", "later"];
const kSvg = "http://www.w3.org/2000/svg";
// Bytes, as the station takes them; characters here, of which each has one at least.
const kMost = { name: "200", email: "254", company: "200", note: "500" };

function field(name, input) {
  const id = `walk-in-${name}`;
  input.id = id;
  return el("div", { class: "field" }, [
    el("label", { for: id, class: "question" }, [
      document.createTextNode(words(`walk_in_${name}`)),
      input.hasAttribute("required")
        ? el("span", { class: "quiet", text: ` ${words("required")}` }) : null,
    ]), input]);
}

function line(name, more = {}) {
  return /** @type {HTMLInputElement} */ (el("input",
    { type: "text", maxlength: kMost[name], autocomplete: "off", ...more }));
}

function choice(options, more = {}) {
  return /** @type {HTMLSelectElement} */ (el("select", more,
    options.map(([value, text]) => el("option", { value, text }))));
}

/**
 * @param {{products: string[], name: string}} place
 * @param {() => void} giveUp
 */
export function walkInForm(place, giveUp) {
  const name = line("name", { required: "", autofocus: "" });
  name.value = place.name;
  const similar = el("p", { class: "quiet", role: "status", id: "walk-in-similar" });
  name.setAttribute("aria-describedby", similar.id);
  const only = place.products.length === 1;
  const product = choice([...(only ? [] : [["", words("walk_in_choose")]]),
    ...place.products.map((one) => [one, one])], { required: "" });
  const email = line("email", { type: "email" });
  const company = line("company");
  const language = choice([["", words("walk_in_not_asked")],
    ...languages().map((one) => [one.language, one.name])]);
  const paid = choice([["", words("walk_in_choose")],
    ...kWays.map((way) => [way, words(`paid_${way}`)])], { required: "" });
  const note = line("note");
  const wrong = el("p", { class: "wrong", role: "alert", hidden: "" });
  const submit = /** @type {HTMLButtonElement} */ (
    el("button", { type: "submit", text: words("walk_in_submit") }));
  const cancel = el("button", { type: "button", class: "plain", text: words("back") });
  cancel.addEventListener("click", giveUp);
  const form = /** @type {HTMLFormElement} */ (el("form", { autocomplete: "off" }, [
    el("h2", { id: "walk-in-title", text: words("walk_in_title") }),
    field("name", name), similar, field("product", product), field("paid", paid),
    el("div", { class: "pair" }, [field("email", email), field("company", company),
      field("language", language), field("note", note)]),
    wrong, el("div", { class: "acts" }, [submit, cancel]),
  ]));
  const read = () => {
    const given = { name: name.value.trim(), product: product.value, paid_by: paid.value };
    for (const [key, input] of Object.entries({ email, company, language, note })) {
      const text = input.value.trim();
      if (text) given[key] = text;
    }
    return given;
  };
  return { form, name, similar, wrong, submit, read };
}

/** The squares of the code, black on white whatever the screen's colours are. */
export function codePicture(picture, label) {
  const image = document.createElementNS(kSvg, "svg");
  const path = document.createElementNS(kSvg, "path");
  const side = String(picture.side);
  for (const [key, value] of Object.entries({
    viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label,
    "shape-rendering": "crispEdges", class: "code-picture",
  })) image.setAttribute(key, value);
  path.setAttribute("d", picture.path);
  image.append(path);
  return image;
}
