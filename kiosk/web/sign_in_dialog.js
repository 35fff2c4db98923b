// kiosk/web/sign_in_dialog.js — name and PIN, asked for in a dialog.
import { post } from "./api.js";
import { el } from "./dom.js";
import { words } from "./i18n.js";

const kPath = "/api/v1/session";
const kNameMax = "64";  // as the station takes it
const kPinMax = "16";

function field(id, label, attributes) {
  const input = /** @type {HTMLInputElement} */ (el("input",
    { id: `sign-in-${id}`, autocomplete: "off", required: "", ...attributes }));
  const row = el("div", { class: "field" }, [
    el("label", { for: input.id, class: "question", text: words(label) }), input]);
  return { input, row };
}

function parts(nobody, said) {
  const name = field("name", "sign_in_name", { type: "text", maxlength: kNameMax });
  const pin = field("pin", "sign_in_pin",
    { type: "password", inputmode: "numeric", maxlength: kPinMax });
  const cancel = el("button", { type: "button", class: "plain", text: words("close") });
  const form = el("form", { class: "questions" }, [
    el("h2", { id: "sign-in-title", text: words("sign_in") }),
    nobody ? el("p", { text: words("sign_in_nobody") }) : null,
    nobody ? el("code", { dir: "ltr", text: "kioskctl people add NAME --role lead" }) : null,
    name.row, pin.row, said,
    el("button", { type: "submit", text: words("sign_in") }), cancel,
  ]);
  return { form, cancel, name: name.input, pin: pin.input };
}

/**
 * @param {{name: string | null, anybody_known: boolean} | null} session  of before
 * @param {(session: object) => void} signedIn
 * @returns {Promise<boolean>} true once somebody signed in, false when the dialog was closed
 */
export function signIn(session, signedIn) {
  return new Promise((resolve) => {
    const said = el("p", { class: "alert", role: "alert", hidden: "" });
    const { form, cancel, name, pin } = parts(session?.anybody_known === false, said);
    const dialog = /** @type {HTMLDialogElement} */ (
      el("dialog", { id: "sign-in", "aria-labelledby": "sign-in-title" }, [form]));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        signedIn(await post(kPath, { name: name.value.trim(), pin: pin.value }));
        dialog.close("done");
      } catch (error) {
        said.textContent = error.status === 401 ? words("sign_in_wrong") : error.message;
        said.hidden = false;
        pin.value = "";
        pin.focus();
      }
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "done");
    });
    document.body.append(dialog);
    dialog.showModal();
    if (session?.name) {  // rights that went to sleep: the PIN alone wakes them
      name.value = session.name;
      pin.focus();
    }
  });
}
