// The command behind `npm run school`: writes an invented school as JSON. The day may be given, so that a file can be made
// again byte for byte; without one it is today in England.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { inventSchool } from "../demo/school.ts";
import { dayInZone, daySchema, type Day } from "../domain/calendar.ts";

const usage =
  "npm run school -- --pupils 420 --years 2 --seed 1 --out school.json [--today 2026-11-23] [--from 2026-10-26]";

const wholeNumber = (name: string, least: number, most: number) => {
  const error = `${name} takes a whole number from ${least} to ${most}`;
  return z.pipe(
    z.pipe(z.string().check(z.regex(/^\d+$/, { error })), z.transform(Number)),
    z.int({ error }).check(z.gte(least, { error }), z.lte(most, { error })),
  );
};

const orderSchema = z.object({
  pupils: wholeNumber("--pupils", 10, 3000),
  years: wholeNumber("--years", 1, 10),
  seed: wholeNumber("--seed", 0, 4_294_967_295),
  out: z.string({ error: "Say which file to write with --out FILE" }).check(z.minLength(1)),
  today: daySchema,
  from: z.optional(daySchema),
});
export type SchoolOrder = z.infer<typeof orderSchema>;

/** What a command line asks for, or one plain sentence that says what is wrong with it. */
export function schoolOrder(
  args: readonly string[],
  dayIfNotGiven: Day,
): { readonly order: SchoolOrder } | { readonly problem: string } {
  const given = readArguments(args);
  if ("problem" in given) return given;
  const defaults = { pupils: "420", years: "2", seed: "1", today: dayIfNotGiven };
  const parsed = orderSchema.safeParse({ ...defaults, ...given.values });
  if (parsed.success) return { order: parsed.data };
  const [issue] = parsed.error.issues;
  const isDay = issue?.path[0] === "today" || issue?.path[0] === "from";
  const sentence = isDay
    ? `--${String(issue?.path[0])} takes a day such as 2026-11-23`
    : (issue?.message ?? "");
  return { problem: `${sentence}. Use: ${usage}` };
}

function readArguments(args: readonly string[]): { readonly values: object } | { readonly problem: string } {
  const text = { type: "string" } as const;
  const options = { pupils: text, years: text, seed: text, out: text, today: text, from: text };
  try {
    return { values: parseArgs({ args: [...args], options, strict: true }).values };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: `${error.message.split(". ")[0] ?? "Not understood"}. Use: ${usage}` };
  }
}

/** Writes the school that the arguments ask for and says what is in it. Returns the exit code. */
export function writeSchool(args: readonly string[], nowMs: number, say: (line: string) => void): number {
  const asked = schoolOrder(args, dayInZone(nowMs));
  if ("problem" in asked) {
    say(asked.problem);
    return 2;
  }
  const { out, from, ...request } = asked.order;
  const school = inventSchool({ ...request, ...(from === undefined ? {} : { sessionsFrom: from }) });
  try {
    writeFileSync(out, `${JSON.stringify({ ...request, ...school })}\n`);
  } catch (error) {
    say(
      `The school could not be written to ${out}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 1;
  }
  const sessions = school.records.filter((record) => record.kind === "session").length;
  say(`Wrote ${school.schoolName} as at ${request.today} to ${out}:`);
  say(`${request.pupils} pupils, ${sessions} sessions, ${school.records.length} records.`);
  return 0;
}

if (import.meta.main) process.exitCode = writeSchool(process.argv.slice(2), Date.now(), console.log);
