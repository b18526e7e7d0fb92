// A filter for the list of models. Without this script the list is whole; it asks no server.
document$.subscribe(() => {
  const lists = [...document.querySelectorAll(".models")];
  if (lists.length === 0 || document.querySelector(".models-filter")) return;

  const rows = lists.flatMap((list) => {
    const heading = headingOf(list);
    return [...list.querySelectorAll("tbody tr")].map((row) => ({
      row,
      text: `${heading.textContent} ${row.textContent}`.toLowerCase(),
    }));
  });
  const { box, input, count } = filterBox();
  headingOf(lists[0]).before(box);
  input.addEventListener("input", show);
  input.value = new URLSearchParams(location.search).get("find") ?? "";
  show();

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
    for (const list of lists) {
      const isEmpty = !list.querySelector("tbody tr:not([hidden])");
      for (let each = headingOf(list); each !== list.nextElementSibling; each = each.nextElementSibling) {
        each.hidden = isEmpty;
      }
    }
    const shown = rows.filter(({ row }) => !row.hidden).length;
    count.textContent = shown === rows.length ? `${shown} models` : `${shown} of ${rows.length} models`;
  }
});

function headingOf(list) {
  let found = list;
  while (found.tagName !== "H2") found = found.previousElementSibling;
  return found;
}

function filterBox() {
  const box = document.createElement("div");
  box.className = "models-filter";
  box.setAttribute("role", "search");
  const label = document.createElement("label");
  label.htmlFor = "models-filter";
  label.textContent = "Find a model";
  const input = document.createElement("input");
  input.id = "models-filter";
  input.type = "search";
  input.placeholder = "kling image, 1080p, suno";
  input.autocomplete = "off";
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  box.append(label, input, count);
  return { box, input, count };
}
