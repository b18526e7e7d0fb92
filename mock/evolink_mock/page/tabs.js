// Tabs as the ARIA practices describe them: the Tab key stops at the chosen one, and arrows, Home and End choose another.

import { $ } from "./dom.js";

const panelOf = (tab) => $(tab.getAttribute("aria-controls"));

/**
 * Make tabs of a list of buttons, each of which controls a panel; the first one is chosen.
 *
 * Given a media query, they are tabs only while it matches: otherwise all panels show, and the list does not.
 */
export function startTabs(list, query = null) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  let chosen = tabs[0];
  const show = () => {
    const apart = !query || query.matches;
    list.hidden = !apart;
    for (const tab of tabs) showOne(tab, tab === chosen, apart);
  };
  const choose = (tab) => {
    chosen = tab;
    show();
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) choose(tab);
  });
  list.addEventListener("keydown", (event) => {
    const next = nextTab(tabs, chosen, event);
    if (!next) return;
    event.preventDefault();
    choose(next);
    next.focus();
  });
  query?.addEventListener("change", show);
  show();
  return { reveal: (panel) => choose(tabs.find((tab) => panelOf(tab).contains(panel)) ?? chosen) };
}

function showOne(tab, chosen, apart) {
  tab.setAttribute("aria-selected", String(chosen));
  tab.tabIndex = chosen ? 0 : -1;
  const panel = panelOf(tab);
  panel.hidden = apart && !chosen;
  const roles = { role: "tabpanel", "aria-labelledby": tab.id, tabindex: "0" };
  for (const [name, value] of Object.entries(roles)) {
    if (apart) panel.setAttribute(name, value);
    else panel.removeAttribute(name);
  }
}

function nextTab(tabs, chosen, event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const place = tabs.indexOf(chosen);
  const places = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 };
  return event.key in places ? tabs[(places[event.key] + tabs.length) % tabs.length] : null;
}
