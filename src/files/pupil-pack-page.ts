// The pack about one child as a page that prints and opens in any browser without this app: plain HTML with its own style,
// no script, nothing from anywhere else.
import { sayMinutes } from "./pack-words.ts";
import {
  attendanceWords,
  awayWords,
  datedWords,
  detailsOf,
  halfWords,
  packTitle,
  sessionWhat,
} from "./pack-words.ts";
import { safe, table } from "./page-table.ts";
import { scoreTables } from "./pupil-pack-page-scores.ts";
import type { PackSession, PupilPack } from "../domain/pupil-pack.ts";

/** @returns the bytes of the page */
export function pupilPackPage(pack: PupilPack): Uint8Array<ArrayBuffer> {
  const title = packTitle(pack);
  const body = [
    `<h1>${safe(title)}</h1>`,
    facts(detailsOf(pack)),
    table(
      "Class and year",
      ["Class", "Year", "When"],
      pack.enrolments.map((one) => [one.className, one.yearGroup ?? "", datedWords(one)]),
    ),
    table(
      "SEN status",
      ["Status", "From"],
      pack.statuses.map((one) => [one.status, one.from]),
    ),
    table(
      "Needs",
      ["Need", "Rank", "When"],
      pack.needs.map((one) => [one.type, String(one.rank), datedWords(one)]),
    ),
    table(
      "Groups",
      ["Group", "Intervention", "When"],
      pack.groups.map((one) => [one.group, one.intervention, datedWords(one)]),
    ),
    table(
      "Targets",
      ["Target", "Group", "When"],
      pack.targets.map((one) => [one.text, one.group, datedWords(one)]),
    ),
    sessions(pack),
    table(
      "Support at earlier schools",
      ["School", "Intervention", "When", "Sessions", "Contact minutes", "Shared minutes"],
      pack.earlier.map((one) => [
        one.school,
        one.intervention,
        datedWords(one),
        String(one.sessions),
        sayMinutes(one.contactSeconds),
        sayMinutes(one.apportionedSeconds),
      ]),
    ),
    ...scoreTables(pack),
    table(
      "Days away from support",
      ["Day", "When"],
      pack.away.map((one) => [one.date, halfWords[one.half]]),
    ),
    table(
      "Corrections",
      ["Session of", "Corrected", "By", "Before", "After"],
      pack.corrections.map((one) => [one.date, one.at, one.by ?? "", one.before, one.after]),
    ),
    table(
      "Other records",
      ["Kind", "State", "Content"],
      pack.more.map((one) => [
        one.kind,
        one.state === "record" ? "held" : "sent and not taken",
        JSON.stringify(one.fields),
      ]),
    ),
    table(
      "What was done with this record",
      ["When (UTC)", "What", "By"],
      pack.deeds.map((one) => [one.at, one.event, one.by ?? ""]),
    ),
    `<p>${safe(awayWords(pack))}</p>`,
  ];
  const page = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title><style>${style}</style></head>
<body>${body.join("\n")}</body></html>
`;
  return new TextEncoder().encode(page);
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #bbb;overflow-wrap:anywhere}
dt{color:#555}dd{margin:0 0 .5rem}tr{break-inside:avoid}h2{break-after:avoid}@media print{body{margin:0;max-width:none}}`;

function sessions(pack: PupilPack): string {
  const rows = pack.sessions.map((one) => [
    one.date,
    sessionWhat(one),
    attendanceWords(one),
    sayMinutes(one.contactSeconds),
    sayMinutes(one.apportionedSeconds),
    String(one.others),
    one.adults.join(", "),
    notesOf(one),
  ]);
  const columns = [
    "Day",
    "What",
    "Attendance",
    "Contact minutes",
    "Shared minutes",
    "Others",
    "Adults",
    "Notes",
  ];
  return table("Sessions", columns, rows);
}

function notesOf({ notes, reason, activity, checkIn }: PackSession): string {
  const about = [
    ...(reason ? [reason] : []),
    ...(activity ? [`Activity: ${activity}`] : []),
    ...(checkIn ? [`On coming in: ${checkIn} of 5`] : []),
  ];
  const said = notes.map((one) => (one.by ? `${one.text} (${one.by})` : one.text));
  return [...about, ...said].join("\n");
}

function facts(pairs: readonly (readonly [string, string])[]): string {
  const lines = pairs.map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`);
  return `<dl>${lines.join("")}</dl>`;
}
