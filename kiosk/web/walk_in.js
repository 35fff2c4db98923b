// kiosk/web/walk_in.js — Alt+N: somebody without a ticket gets one, and is checked in.
import { nonce, post } from "./api.js";
import { el, nameElement } from "./dom.js";
import { words } from "./i18n.js";
import { showSimilar } from "./similar_names.js";
import { codePicture, walkInForm } from "./walk_in_form.js";

/** Where and what: `products` are those that the desk may give out.
 * @typedef {{station: string, products: string[], name: string, timeZone: string}} WalkInPlace */

function open(dialog) {
  document.body.append(dialog);
  dialog.showModal();
}

// What the guest photographs: as large as the dialog allows.
function ticket(answer, close) {
  const { attendee, picture, checkin } = answer;
  const code = attendee.walk_in.code;
  const done = el("button", { type: "button", autofocus: "", text: words("walk_in_done") });
  done.addEventListener("click", close);
  const refused = checkin && checkin.verdict !== "go"
    ? el("p", { class: "wrong", role: "alert",
      text: words("walk_in_not_in", { text: checkin.sentence ?? "" }) }) : null;
  return [
    el("h2", { id: "walk-in-title", text: words("walk_in_made") }),
    el("p", { class: "who" }, [nameElement(attendee.display_name, "")]),
    refused,
    picture ? codePicture(picture, words("walk_in_picture", { code })) : null,
    el("p", { class: "code" }, [el("code", { dir: "ltr", text: code })]),
    el("p", { text: words("walk_in_show") }),
    el("p", {}, [el("span", { class: "chip", text: words("walk_in_local") })]),
    done,
  ];
}

/**
 * The whole of it; nothing is left behind where it is given up.
 * @param {WalkInPlace} place
 * @param {(answer: object) => void} made  durable, and checked in where the list takes it
 */
export function giveTicket(place, made) {
  if (document.querySelector("dialog[open]")) return;
  const key = nonce();  // one for this guest: sent again, it makes no second ticket
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { class: "sheet", id: "walk-in", "aria-labelledby": "walk-in-title" }));
  const close = () => dialog.close();
  const parts = walkInForm(place, close);
  const stop = showSimilar(parts.name, parts.similar);
  parts.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    parts.submit.disabled = true;  // a second Enter asks for nothing
    parts.wrong.hidden = true;
    try {
      const answer = await post("/api/v1/walkins",
        { ...parts.read(), station: place.station, check_in: true, nonce: key });
      stop();
      dialog.replaceChildren(...ticket(answer, close).filter((part) => part !== null));
      dialog.querySelector("button")?.focus();
      made(answer);
    } catch (error) {
      // fetch() throws a TypeError when nobody answers at all.
      const silent = error.name === "TimeoutError" || error instanceof TypeError;
      parts.wrong.textContent = silent ? words("walk_in_silent")
        : words("walk_in_failed", { text: error.message });
      parts.wrong.hidden = false;
      parts.submit.disabled = false;
    }
  });
  dialog.addEventListener("close", () => {
    stop();
    dialog.remove();
  });
  dialog.append(parts.form);
  open(dialog);
}
