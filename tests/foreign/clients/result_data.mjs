// result_data.mjs make NOTES: makes a picture, and notes the links of its `result_data` in a file.
// result_data.mjs fetch NOTES FOLDER: saves what the noted links lead to, whenever that is.
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";

const [what, notes, folder] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${process.env.API_KEY}`, "Content-Type": "application/json" };
const call = async (path, request) => (await fetch(process.env.API_BASE + path, { headers, ...request })).json();

if (what === "make") {
  const body = JSON.stringify({ model: "nano-banana-beta", prompt: "a cat" });
  const { id } = await call("/v1/images/generations", { method: "POST", body });
  let task;
  do {
    await new Promise((go) => setTimeout(go, 100));
    task = await call(`/v1/tasks/${id}`);
  } while (task.status !== "completed" && task.status !== "failed");
  await writeFile(notes, task.result_data.map((each) => each.url).join("\n"));
} else {
  for (const link of (await readFile(notes, "utf8")).split("\n")) {
    const file = await fetch(link);
    await writeFile(`${folder}/${basename(link)}`, Buffer.from(await file.arrayBuffer()));
  }
}
