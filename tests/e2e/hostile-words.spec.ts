// Thirty names that are programs wherever words are taken for markup: in lists, on pages, in the export, on paper. Each is
// shown as it was typed, and none of them runs.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { openDemo } from "../support/demo.ts";
import { watchPage } from "../support/page-watch.ts";
import { newFolder, startServerProcess } from "../support/tablet.ts";

const instant = "2026-11-25T11:10:00Z";
const run = "window.hostile=1";
const names: readonly string[] = [
  `<script>${run}</script>`,
  `<img src=x onerror=${run}>`,
  `<svg onload=${run}>`,
  `"><img src=x onerror=${run}>`,
  `'><svg/onload=${run}>`,
  `<a href=javascript:${run}>x</a>`,
  `javascript:${run}`,
  `<iframe srcdoc=<script>${run}</script>>`,
  `<body onload=${run}>`,
  `<input autofocus onfocus=${run}>`,
  `<details open ontoggle=${run}>`,
  `<math><mi onclick=${run}>`,
  `</title><script>${run}</script>`,
  `</textarea><script>${run}</script>`,
  `</style><script>${run}</script>`,
  `<!--><img src=x onerror=${run}>`,
  `<![CDATA[<img src=x onerror=${run}>]]>`,
  `\${${run}}`,
  `{{constructor.constructor("${run}")()}}`,
  "<img src=//evil.example/x>",
  "<link rel=stylesheet href=//evil.example>",
  "<base href=//evil.example/>",
  "<meta http-equiv=refresh content=0>",
  "<form action=//evil.example><button>x",
  "&lt;script&gt;&#x3C;img&#x3E;",
  "\u003Cscript\u003E",
  "%3Cscript%3E",
  "x\u202Etpircs\u202C",
  "<b>Ada</b>",
  "__proto__",
];

/** Apostrophes are written as books do, and signs that turn the direction of text are left out, on the way in. */
function asRead(text: string): string {
  return text.replaceAll("’", "'").replaceAll(/[\u202A-\u202E]/g, "");
}

test("words that look like programs stay words, on every screen, in the export and on paper", async ({
  page,
}) => {
  const server = await startServerProcess(newFolder("demo"), instant);
  await page.clock.install({ time: new Date(instant) });
  const { faults, hosts } = await watchPage(page);
  await openDemo(page, server, "As the SENCO");
  const rows = names.map((name) => `"${name.replaceAll('"', '""')}",Zz,02/03/2018,Year 3,3 Oak`);
  const csv = `Legal Forename,Legal Surname,DOB,Year,Reg Group\n${rows.join("\n")}\n`;
  await page.goto(`${server.address}/import`);
  const file = { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: /^Import 30 pupils/ }).click();
  await expect(page.getByText("30 pupils imported")).toBeVisible();

  await page.goto(`${server.address}/pupils`);
  const main = page.getByRole("main");
  const [payload = ""] = names;
  await expect(main).toContainText(payload);
  const shown = asRead(await main.innerText());
  expect(names.filter((name) => !shown.includes(asRead(name)))).toEqual([]);
  await page.getByRole("searchbox").fill(payload);
  await main.getByRole("link").filter({ hasText: payload }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(payload);

  await page.goto(`${server.address}/log/new`);
  await page.getByRole("combobox", { name: "Find another child" }).fill(payload);
  await page.getByRole("option").filter({ hasText: payload }).first().click();
  await page.getByLabel("Intervention", { exact: true }).last().selectOption({ index: 1 });
  await page.getByText("Note and progress").click();
  await page
    .getByRole("textbox", { name: /note/i })
    .first()
    .fill(names[1] ?? "");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved on this tablet").first()).toBeVisible();
  await page.goto(`${server.address}/log`);
  await main.locator('a[href^="/log/"]').first().click();
  await expect(main).toContainText(names[1] ?? "");

  await page.goto(`${server.address}/weekly`);
  await page.emulateMedia({ media: "print" });
  await expect(main.getByRole("table")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^[\w.-]+$/);
  // What a spreadsheet could take for a formula begins with an apostrophe.
  expect(readFileSync(await download.path(), "utf8")).not.toMatch(/(^|,)"?[=+@-][^\d]/m);

  expect(await page.evaluate(() => "hostile" in window)).toBe(false);
  expect(faults).toEqual([]);
  expect(hosts()).toEqual([new URL(server.address).host]);
  await server.stop();
});
