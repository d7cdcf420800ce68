// `npm run bench`: the product's promises, measured. One file a subject; words after `--` pick some, as in
// `npm run bench -- sync`. Prints a table and writes bench-results.json.
import { statSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { median, percentile, tableOf, type Figure } from "./figures.ts";
import { measureGrowth } from "./growth.ts";
import { measureFlush, measureSustained } from "./load.ts";
import { measureNurture } from "./nurture.ts";
import { measureTablet, slowDown } from "./on-the-tablet.ts";
import { measurePassOn } from "./pass-on.ts";
import { measureReceive } from "./receive.ts";
import { measureSealing } from "./sealing.ts";
import { measureTasks } from "./tasks.ts";
import { measureUpload } from "./upload.ts";

interface Subject {
  readonly name: string;
  /** Whether it is about sync: `npm run bench -- sync` picks these. */
  readonly isSync: boolean;
  readonly measure: () => Promise<Figure[]>;
}

const subjects: readonly Subject[] = [
  { name: "tablet", isSync: false, measure: measureTablet },
  { name: "tasks", isSync: false, measure: () => measureTasks(slowDown) },
  { name: "nurture", isSync: false, measure: () => measureNurture(slowDown) },
  { name: "sealing", isSync: false, measure: () => measureSealing(slowDown) },
  {
    name: "receive",
    isSync: true,
    measure: () => measureReceive("a term of a school", { pupils: 430, years: 1, days: 90 }),
  },
  {
    name: "receive-all",
    isSync: false,
    measure: () => measureReceive("two years of a school", { pupils: 430, years: 2 }),
  },
  { name: "upload", isSync: true, measure: () => measureUpload(0) },
  { name: "upload-marks", isSync: true, measure: () => measureUpload(4) },
  { name: "pass-on", isSync: true, measure: measurePassOn },
  { name: "sustained", isSync: true, measure: measureSustained },
  { name: "flush", isSync: true, measure: measureFlush },
  { name: "growth", isSync: true, measure: measureGrowth },
];

const asked = process.argv.slice(2);
const isAsked = (one: Subject) =>
  asked.length === 0 || asked.includes(one.name) || (one.isSync && asked.includes("sync"));
const picked = subjects.filter(isAsked);
if (picked.length === 0) {
  console.error(
    `Nothing is called "${asked.join(" ")}". Choose: sync, ${subjects.map((one) => one.name).join(", ")}.`,
  );
  process.exit(2);
}
const figures: Figure[] = [];
for (const { name, measure } of picked) {
  console.log(`Measuring: ${name} ...`);
  figures.push(...(await measure()));
}
const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
console.log(
  `\n${machine}; in "tablet", "tasks", "nurture" and "sealing" the browser is slowed ${slowDown}×\n\n${tableOf(figures)}\n`,
);
const summary = figures.map(({ values, ...rest }) => ({
  ...rest,
  median: median(values),
  p95: percentile(values, 0.95),
  values,
}));
writeFileSync(
  "bench-results.json",
  JSON.stringify({ machine, slowDown, built: statSync("dist/index.html").mtime, figures: summary }, null, 2),
);
process.exit(0);
