// The page of the mock: a form for each model of the contract, and a live view of tasks, requests and callbacks.

import { $, JSON_BODY, at, fillSelect, getJson, make } from "./dom.js";
import { startForm } from "./form.js";
import { startTabs } from "./tabs.js";
import { showTasks } from "./tasks.js";
import { lastShown, showDeliveries, showExchanges } from "./traffic.js";
import { amount, clock } from "./words.js";

const PAUSE = 600; // milliseconds between two reads of the state
const AWAY = 3000; // the same while the page is hidden or the server does not answer
const NARROW = "(max-width: 999px)"; // as in page.css: not enough for three columns

let latest = 0;

function showState(state) {
  const moment = new Date(state.now * 1000);
  $("now").textContent = `${moment.toLocaleDateString([], { month: "short", day: "numeric" })}, ${clock(state.now)}`;
  showKeys(state.keys);
  showTasks(state.tasks);
  showExchanges(state.exchanges);
  showDeliveries(state.deliveries);
  count("tab-work", state.tasks.length);
  count("tab-traffic", lastShown());
  count("tab-deliveries", state.deliveries.length);
}

const count = (tab, number) => ($(tab).querySelector("small").textContent = number || "");

function showKeys(keys) {
  $("keys").replaceChildren(
    ...keys.map((key) => {
      const left = key.unlimited ? "unlimited" : `${amount(key.remaining)} left`;
      const held = key.reserved ? `, ${amount(key.reserved)} held` : "";
      const rest = make("span", { text: `${held}, ${amount(key.used)} spent` });
      return make("span", { class: "key", title: "Credits of this key" }, `${key.key} · `, make("b", { text: left }), rest);
    }),
  );
  const handles = keys.map((key) => key.handle);
  if (handles.join() !== [...$("key").options].map((option) => option.value).join()) {
    fillSelect($("key"), handles, "", keys.map((key) => key.key));
    $("exports").textContent = `export EVOLINK_BASE_URL=${document.baseURI.replace(/\/$/, "")}\nexport EVOLINK_API_KEY=  # ${keys[0]?.key ?? ""}`;
  }
}

/** Read the state and show it; an answer that a later call has overtaken is dropped. */
async function refresh() {
  const turn = ++latest;
  try {
    const state = await getJson(`/_mock/state?after=${lastShown()}`);
    if (turn === latest) showState(state);
    $("away").hidden = true;
  } catch {
    $("away").hidden = false;
  }
}

async function watch() {
  await refresh();
  setTimeout(watch, document.hidden || !$("away").hidden ? AWAY : PAUSE);
}

async function advance(event) {
  const seconds = Number(event.target.dataset.advance);
  if (!seconds) return;
  await fetch(at("/_mock/clock"), { method: "POST", headers: JSON_BODY, body: JSON.stringify({ advance: seconds }) });
  refresh();
}

/** Follow a link within the page also to what is behind a tab. */
function followLinks(views) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    event.preventDefault(); // it would count from the base address
    const target = $(link.hash.slice(1));
    views.reveal(target);
    target.scrollIntoView();
    target.focus();
  });
}

async function begin() {
  startTabs($("logs"));
  followLinks(startTabs($("views"), matchMedia(NARROW)));
  const [catalogue, preferences] = await Promise.all([getJson("/_mock/models.json"), getJson("/_mock")]);
  startForm(catalogue, preferences, refresh);
  $("clock").addEventListener("click", advance);
  $("polls").addEventListener("change", () => $("traffic").classList.toggle("silent", !$("polls").checked));
  watch();
}

begin();
