// kiosk/web/sign_in.js — a supervisor says who they are, by name and PIN, and goes again.
import { get, remove } from "./api.js";
import { byId } from "./dom.js";
import { words } from "./i18n.js";
import { late } from "./late.js";

const kPath = "/api/v1/session";
const kLeads = ["lead", "admin"];
const dialog = late(() => import("./sign_in_dialog.js"));

let session = null;  // {name, role, anybody_known}
let open = null;     // what the open dialog promised

/** Whether there is anybody who could sign in. */
export function somebodyIsKnown() { return session?.anybody_known === true; }

export function drawSession() {
  const button = byId("who");
  button.hidden = !session?.name;
  button.textContent = session?.name
    ? words("signed_in", { name: session.name, sign_out: words("sign_out") }) : "";
}

async function refresh() {
  session = await get(kPath).catch(() => null);
  drawSession();
}

/** Asks for name and PIN; true once somebody signed in, false when the dialog was closed. */
export function askToSignIn() {
  open ??= dialog.ready
    .then(({ signIn }) => signIn(session, (now) => { session = now; }))
    .then((done) => {
      drawSession();
      open = null;
      return done;
    });
  return open;
}

/** True for a lead; asks whoever is none. */
export async function isLead() {
  await refresh();
  if (kLeads.includes(session?.role)) return true;
  return await askToSignIn() && kLeads.includes(session?.role);
}

export function watchSession() {
  byId("who").addEventListener("click", async () => {
    session = await remove(kPath).catch(() => session);
    drawSession();
  });
  refresh();
}
