// lister.mjs PROMPT PROMPT…: makes a picture of each, waits until the list of tasks has none that is still at work, and
// says that all are done.
const headers = { Authorization: `Bearer ${process.env.API_KEY}`, "Content-Type": "application/json" };
const call = async (path, request) => (await fetch(process.env.API_BASE + path, { headers, ...request })).json();

const made = [];
for (const prompt of process.argv.slice(2)) {
  const body = JSON.stringify({ model: "nano-banana-beta", prompt });
  made.push((await call("/v1/images/generations", { method: "POST", body })).id);
}

let rows;
do {
  await new Promise((go) => setTimeout(go, 100));
  rows = (await call("/v1/tasks?page=1&page_size=50")).data.filter((row) => made.includes(row.id));
} while (rows.some((row) => ["pending", "processing"].includes(row.status)));

console.log(`${rows.length} of ${made.length} pictures done`);
