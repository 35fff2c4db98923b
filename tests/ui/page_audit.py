# tests/ui/page_audit.py — what a page must be for everybody, asked of the page as it stands.
#
# axe-core is in no Debian, so the rules that these pages can break are written down here: each
# returns what is wrong, and nothing where all is well.
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

NAMED_ROLES = {"button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "option",
               "heading", "dialog", "img", "image", "meter", "progressbar", "listbox", "tab",
               "menuitem", "switch", "slider", "spinbutton", "DisclosureTriangle"}
# https://www.w3.org/TR/wai-aria-1.2/#role_definitions, those that pages write down
ROLES = ["alert", "alertdialog", "combobox", "dialog", "group", "img", "listbox", "list",
         "listitem", "menu", "menuitem", "option", "presentation", "progressbar", "radiogroup",
         "region", "search", "searchbox", "status", "switch", "timer", "toolbar", "tooltip"]

STRUCTURE = """
const roles = new Set(arguments[0]);
const wrong = [];
const ids = new Map();
for (const one of document.querySelectorAll("[id]")) {
  if (ids.has(one.id)) wrong.push(`id ${one.id} stands twice`);
  ids.set(one.id, one);
}
const root = document.documentElement;
if (!root.lang) wrong.push("no lang");
if (!["ltr", "rtl"].includes(root.dir)) wrong.push(`dir is ${root.dir}`);
if (!document.title.trim()) wrong.push("no title");
const seen = (one) => one.checkVisibility({ visibilityProperty: true });
const headings = [...document.querySelectorAll("h1, h2, h3, h4")].filter(seen);
const tops = headings.filter((one) => one.tagName === "H1");
if (tops.length !== 1) wrong.push(`${tops.length} h1`);
for (const [place, one] of headings.entries()) {
  const before = place > 0 ? Number(headings[place - 1].tagName[1]) : 0;
  if (Number(one.tagName[1]) > before + 1) wrong.push(`${one.tagName} after h${before}`);
}
for (const one of document.querySelectorAll("[role]")) {
  if (!roles.has(one.getAttribute("role"))) wrong.push(`role ${one.getAttribute("role")}`);
}
const references = ["aria-labelledby", "aria-describedby", "aria-controls",
                    "aria-activedescendant", "for"];
for (const name of references) {
  for (const one of document.querySelectorAll(`[${name}]`)) {
    for (const id of one.getAttribute(name).split(" ")) {
      if (!ids.has(id)) wrong.push(`${name} ${id} names nothing`);
    }
  }
}
for (const one of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
  const named = one.labels?.length > 0 || one.hasAttribute("aria-label")
    || one.hasAttribute("aria-labelledby");
  if (seen(one) && !named) wrong.push(`no label: ${one.outerHTML.slice(0, 60)}`);
}
// Who speaks to the page says what stands there (WCAG 2.5.3).
for (const one of document.querySelectorAll("button[aria-label], a[aria-label]")) {
  const text = one.innerText.trim().toLowerCase();
  const name = one.getAttribute("aria-label").toLowerCase();
  if (seen(one) && !name.includes(text)) wrong.push(`"${text}" is named "${name}"`);
}
for (const one of document.querySelectorAll("[tabindex]")) {
  if (one.tabIndex > 0) wrong.push(`tabindex ${one.tabIndex}`);
}
if (document.body.innerText.includes("{")) wrong.push("a placeholder is not filled");
return wrong;
"""

# A link inside a sentence is as tall as its line (WCAG 2.5.8, inline).
SMALL = """
const least = arguments[0];
return [...document.querySelectorAll("button, select, summary, input, textarea, [role=option]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => {
    const label = one.matches("[type=radio], [type=checkbox]") ? one.closest("label") : null;
    const box = (label ?? one).getBoundingClientRect();
    return { box, what: one.outerHTML.slice(0, 60) };
  }).filter(({ box }) => box.width > 0 && (box.height < least - .5 || box.width < least - .5))
  .map(({ box, what }) => `${Math.round(box.width)}x${Math.round(box.height)} ${what}`);
"""
WIDE = """
const page = document.documentElement;
const inside = [...document.querySelectorAll("#verdict, #verdict *")]
  .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => `inside ${one.outerHTML.slice(0, 60)}`);
if (page.scrollWidth <= page.clientWidth + 1) return inside;
return [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1
                   || one.getBoundingClientRect().left < -1)
  .map((one) => one.outerHTML.slice(0, 60));
"""
FOCUS = """
const one = document.activeElement;
if (!one || one === document.body) return null;
const style = getComputedStyle(one);
const label = one.closest("label") ?? one;
const around = getComputedStyle(label);
const ring = (look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
return { what: one.id || one.outerHTML.slice(0, 60), seen: ring(style) || ring(around) };
"""
MOVING = """
return document.getAnimations().filter((one) => one.playState === "running")
  .map((one) => one.animationName ?? one.transitionProperty ?? "animation");
"""


def accessible_nodes(browser):
    """What programs for blind people are told, and the nodes between that they are not."""
    return browser.command("Accessibility.getFullAXTree", {})["nodes"]


def role_of(node):
    return node.get("role", {}).get("value", "")


def name_of(node):
    return node.get("name", {}).get("value", "")


def nameless(browser):
    return [f"{role_of(node)} without a name" for node in accessible_nodes(browser)
            if not node["ignored"] and role_of(node) in NAMED_ROLES and not name_of(node).strip()]


def assertive(browser):
    """The live regions that interrupt whoever listens, with what stands in each."""
    nodes = {node["nodeId"]: node for node in accessible_nodes(browser)}

    def text_of(node):
        if role_of(node) == "StaticText":
            return [name_of(node)]
        return [text for child in node.get("childIds", []) if child in nodes
                for text in text_of(nodes[child])]
    return [text for node in nodes.values() if role_of(node) == "alert" and not node["ignored"]
            if (text := text_of(node))]


def faults_of(browser, target_least):
    """Everything that is wrong with the page, whatever it shows."""
    return [*browser.run(STRUCTURE, ROLES), *nameless(browser), *browser.run(SMALL, target_least)]


def walk_by_tab(browser, most=60):
    """Tab until the focus comes round: the places it went to, and those that did not show it."""
    browser.run("document.activeElement?.blur()")
    places, unseen = [], []
    for _ in range(most):
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        place = browser.run(FOCUS)
        if place is None:
            continue  # the browser's own controls, between the last and the first
        if places and place["what"] == places[0]:
            return places, unseen
        places.append(place["what"])
        if not place["seen"]:
            unseen.append(place["what"])
    raise AssertionError(f"the focus does not come round: {places[-5:]}")
