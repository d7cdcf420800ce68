// Taking an import back, for 24 hours. Nothing is deleted on a device: new cards are put out of sight as leavers of yesterday,
// what changed goes back to what it was, and a blank that was filled (a UPN, a birthday) stays filled. A child who has sessions by
// now, or is in a group, stays, and is said.
import * as z from "zod/mini";
import { addDays, type Day } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import { checkUpn } from "../../domain/upn.ts";
import { isInForce, type PupilIdentity, type SenRecord } from "../../domain/pupil.ts";
import type { Device } from "../../storage/device.ts";
import { readRecords, type Stored } from "../../storage/read.ts";
import { change, type Change } from "../../storage/write.ts";
import { importTraceSchema, type ImportTrace } from "./import-trace.ts";

const rememberedSchema = z.object({ trace: importTraceSchema, pupilCount: z.int(), atMs: z.number() });
export type RememberedImport = z.infer<typeof rememberedSchema>;

const keptMs = 24 * 60 * 60 * 1000;
const storageKey = ({ schoolId, staffId }: Device) => `alongside-import|${schoolId}|${staffId}`;

/** Keeps ids and days only: no name ever stands in this store. */
export function rememberImport(device: Device, trace: ImportTrace, pupilCount: number): void {
  const kept: RememberedImport = { trace, pupilCount, atMs: device.clock.nowMs() };
  localStorage.setItem(storageKey(device), JSON.stringify(kept));
}

export function forgetImport(device: Device): void {
  localStorage.removeItem(storageKey(device));
}

export function rememberedImport(device: Device): RememberedImport | undefined {
  const text = localStorage.getItem(storageKey(device));
  if (text === null) return undefined;
  const kept = rememberedSchema.safeParse(jsonOf(text));
  return kept.success && device.clock.nowMs() - kept.data.atMs < keptMs ? kept.data : undefined;
}

/** What another version of the app wrote may be anything. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

export interface UndoPlan {
  readonly changes: readonly Change[];
  /** New children who already have sessions or are in a group: left as they are. */
  readonly leftAlone: number;
}

/** Records that a sync has meanwhile taken away are passed over. */
export async function planUndo(device: Device, trace: ImportTrace, today: Day): Promise<UndoPlan> {
  const yesterday = addDays(today, -1);
  const unused = await unusedOf(device, trace, today);
  const [newCards, cards, enrolments, identities, statuses, needs] = await Promise.all([
    readRecords(device, records.pupil, { ids: unused.map((one) => one.pupilId) }),
    readRecords(device, records.pupil, { ids: trace.cards.map((one) => one.pupilId) }),
    readRecords(device, records.enrolment, {
      ids: [...unused.map((one) => one.enrolmentId), ...trace.madeEnrolments, ...trace.endedEnrolments],
    }),
    readRecords(device, records.pupilIdentity, { ids: trace.newUpns }),
    readRecords(device, records.senRecord),
    readRecords(device, records.pupilNeed, { ids: trace.needs }),
  ]);
  const reopened = new Set(trace.endedEnrolments);
  const leftOn = new Map(trace.cards.map((one) => [one.pupilId, one.leftOn]));
  const changes = [
    ...newCards.map((one) => change(records.pupil, one, { leftOn: yesterday })),
    ...cards.map((one) => change(records.pupil, one, { leftOn: leftOn.get(one.id) ?? null })),
    ...enrolments.map((one) =>
      change(records.enrolment, one, { to: reopened.has(one.id) ? null : yesterday }),
    ),
    ...identities.map((one) => change(records.pupilIdentity, one, upnBefore(one.record))),
    ...statuses.filter((one) => trace.senRecords.includes(one.id)).map((one) => statusBefore(one, statuses)),
    ...needs.map((one) => change(records.pupilNeed, one, { to: yesterday })),
  ];
  return { changes, leftAlone: trace.newPupils.length - unused.length };
}

/** The new children whom nobody has worked with yet. */
async function unusedOf(device: Device, { newPupils }: ImportTrace, today: Day) {
  const members = await readRecords(device, records.groupMember);
  const inGroups = new Set<string>(
    members.filter((one) => isInForce(one.record, today)).map((one) => one.record.pupilId),
  );
  const used = await Promise.all(
    newPupils.map(async ({ pupilId }) => {
      const [from, to] = [
        [pupilId, ""],
        [pupilId, "9999"],
      ] as const;
      const marks = await readRecords(device, records.mark, { index: "[pupilId+date]", from, to });
      return marks.length > 0 || inGroups.has(pupilId);
    }),
  );
  return newPupils.filter((_, at) => used[at] === false);
}

/** The number that an import made the former one is the number again. */
function upnBefore({ formerUpn }: PupilIdentity) {
  const { upn, status } = checkUpn(formerUpn ?? "");
  return upn === undefined || status === "wrong-format" ? {} : { upn, upnStatus: status };
}

/** The status that stood before: the latest other record on or before this one's day; without any, "no SEN". */
function statusBefore(one: Stored<SenRecord>, all: readonly Stored<SenRecord>[]): Change {
  const { pupilId, from } = one.record;
  const before = all
    .filter((other) => other.id !== one.id && other.record.pupilId === pupilId && other.record.from <= from)
    .toSorted((a, b) => (a.record.from < b.record.from ? -1 : Number(a.record.from > b.record.from)))
    .at(-1);
  return change(records.senRecord, one, { status: before?.record.status ?? "N" });
}
