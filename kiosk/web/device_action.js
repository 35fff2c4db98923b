// kiosk/web/device_action.js — what the control room asks of this screen: show which it is, sound.
import { el } from "./dom.js";
import { local, words } from "./i18n.js";

const kShown = 6000;  // ms; somebody walks along the desks and looks

/**
 * @param {{device: string, action: string}} asked
 * @param {{id: string, name: object} | null} station  that this screen stands at
 * @param {() => void} sound
 */
export function carryOut(asked, station, sound) {
  if (!station || asked.device !== `station:${station.id}`) return;
  sound();
  if (asked.action !== "identify") return;
  document.getElementById("identified")?.remove();
  const shown = el("div", { id: "identified", role: "status" }, [
    el("p", { text: words("identify") }),
    el("p", { class: "big" }, [el("bdi", { text: local(station.name) || station.id })])]);
  document.body.append(shown);
  setTimeout(() => shown.remove(), kShown);
}
