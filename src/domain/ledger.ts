// The ledger of hours: what one session adds to the totals, and the exact way back. A total is the sum of its sessions'
// contributions and nothing else, so adding and removing in any order comes to what a rebuild would. Integers only.
import * as z from "zod/mini";
import { daySchema, mondayOf, type Day } from "./calendar.ts";
import { divisorRuleSchema } from "./group.ts";
import { sliceSession, type Slice } from "./hours.ts";
import {
  groupIdSchema,
  interventionIdSchema,
  pupilIdSchema,
  sessionIdSchema,
  slotIdSchema,
  staffIdSchema,
  type SessionId,
} from "./ids.ts";
import { areaOfNeedSchema } from "./sen.ts";
import { lostReasonSchema, intervalSchema, supportTypeSchema, type Mark, type Session } from "./session.ts";
import { ruleUsed, sharesOf } from "./session-shares.ts";

/** Raised whenever a figure is worked out or kept differently: a ledger of another version is rebuilt. */
export const LEDGER_VERSION = "1";

const seconds = z.int().check(z.gte(0));

/** One session's part in every figure, complete: a total, a cost or an overlap needs nothing else of the session. */
export const contributionSchema = z.object({
  sessionId: sessionIdSchema,
  date: daySchema,
  /** The Monday of its week. */
  week: daySchema,
  type: supportTypeSchema,
  interventionId: z.optional(interventionIdSchema),
  areaOfNeed: z.optional(areaOfNeedSchema),
  groupId: z.optional(groupIdSchema),
  slotId: z.optional(slotIdSchema),
  start: seconds,
  /** The rule it was figured with. */
  rule: divisorRuleSchema,
  namedPupilId: z.optional(pupilIdSchema),
  outcome: z.enum(["delivered", "lost"]),
  lostReason: z.optional(lostReasonSchema),
  pupils: z.array(
    z.object({
      pupilId: pupilIdSchema,
      isEnrolled: z.boolean(),
      presence: z.array(intervalSchema),
      contactSeconds: seconds,
      apportionedSeconds: seconds,
      adultSeconds: seconds,
      reservedSeconds: seconds,
      attendance: z.enum(["attended", "missed", "unmarked", "not-expected"]),
    }),
  ),
  adults: z.array(z.object({ staffId: staffIdSchema, presence: z.array(intervalSchema), seconds })),
  unallocatedSeconds: seconds,
  unallocatedAdultSeconds: seconds,
});
export type Contribution = z.infer<typeof contributionSchema>;

const amountNames = [
  "contactSeconds",
  "apportionedSeconds",
  "adultSeconds",
  "reservedSeconds",
  "attended",
  "delivered",
  "missed",
  "unmarked",
  "lost",
  "unallocatedSeconds",
  "unallocatedAdultSeconds",
] as const;

/** What a cell counts. Contact is per session here; see pupil-hours.ts for its union over a pupil's day. */
export type AmountName = (typeof amountNames)[number];

/** Only amounts that are not 0 stand in it, so that two equal cells are written alike. */
export const cellAmountsSchema = z.partialRecord(z.enum(amountNames), z.int().check(z.gt(0)));
export type CellAmounts = z.infer<typeof cellAmountsSchema>;

/** Whom and what a cell is about. */
export interface Cell {
  /** "pupil|<id>", "group|<id>" (no id: sessions without a group) or "staff|<id>". */
  readonly subject: string;
  readonly week: Day;
  /**
   * What sets it apart within subject and week, "" where there is none of it. Pupil: "intervention|group|rule|area|type";
   * group: "delivered|type" or "lost|type|reason"; staff: "intervention|group".
   */
  readonly part: string;
  readonly amounts: CellAmounts;
}

/** Cells by `cellKey`. */
export type Ledger = ReadonlyMap<string, Cell>;

/** @returns undefined for a voided session: it counts nowhere */
export function contributionOf(one: {
  readonly id: SessionId;
  readonly session: Session;
  readonly marks: readonly Mark[];
}): Contribution | undefined {
  const { id, session, marks } = one;
  if (session.voided) return undefined;
  const shares = sharesOf(session, marks);
  return {
    sessionId: id,
    date: session.date,
    week: mondayOf(session.date),
    type: session.type,
    ...(session.interventionId ? { interventionId: session.interventionId } : {}),
    ...(session.areaOfNeed ? { areaOfNeed: session.areaOfNeed } : {}),
    ...(session.groupId ? { groupId: session.groupId } : {}),
    ...(session.slotId ? { slotId: session.slotId } : {}),
    start: session.start,
    rule: ruleUsed(session),
    ...(session.namedPupilId ? { namedPupilId: session.namedPupilId } : {}),
    outcome: session.outcome,
    ...(session.outcome === "lost" ? { lostReason: session.lostReason ?? "other" } : {}),
    pupils: (shares?.pupils ?? []).map((pupil) => ({ ...pupil, presence: [...pupil.presence] })),
    adults: (shares?.adults ?? []).map((adult) => ({ ...adult, presence: [...adult.presence] })),
    unallocatedSeconds: shares?.unallocatedSeconds ?? 0,
    unallocatedAdultSeconds: shares?.unallocatedAdultSeconds ?? 0,
  };
}

/** The slices of a session, with who shared each: what "show the working" prints. Empty for a lost one. */
export function workingOf(one: Contribution): Slice[] {
  return sliceSession({
    pupils: one.pupils.flatMap(({ pupilId, presence }) => presence.map((span) => ({ pupilId, ...span }))),
    adults: one.adults.flatMap(({ staffId, presence }) => presence.map((span) => ({ staffId, ...span }))),
    rule: one.rule,
    enrolled: one.pupils.filter((pupil) => pupil.isEnrolled).map((pupil) => pupil.pupilId),
    ...(one.namedPupilId ? { namedPupilId: one.namedPupilId } : {}),
  });
}

/** The cells that a session adds to. */
export function cellsOf(one: Contribution): Cell[] {
  const { week, groupId = "", interventionId = "", areaOfNeed = "", rule, type } = one;
  const isDelivered = one.outcome === "delivered";
  const group: Cell = {
    subject: `group|${groupId}`,
    week,
    part: isDelivered ? `delivered|${type}` : `lost|${type}|${one.lostReason ?? "other"}`,
    amounts: withoutZeros({
      [isDelivered ? "delivered" : "lost"]: 1,
      unallocatedSeconds: one.unallocatedSeconds,
      unallocatedAdultSeconds: one.unallocatedAdultSeconds,
    }),
  };
  const pupils = one.pupils.map((pupil): Cell => {
    const { attendance, contactSeconds, apportionedSeconds, adultSeconds, reservedSeconds } = pupil;
    return {
      subject: `pupil|${pupil.pupilId}`,
      week,
      part: [interventionId, groupId, rule, areaOfNeed, type].join("|"),
      amounts: withoutZeros({
        contactSeconds,
        apportionedSeconds,
        adultSeconds,
        reservedSeconds,
        attended: attendance === "attended" ? 1 : 0,
        missed: attendance === "missed" ? 1 : 0,
        delivered: attendance === "attended" || attendance === "missed" ? 1 : 0,
        unmarked: attendance === "unmarked" ? 1 : 0,
      }),
    };
  });
  const staff = one.adults.map((adult): Cell => {
    const amounts = withoutZeros({ adultSeconds: adult.seconds, delivered: 1 });
    return { subject: `staff|${adult.staffId}`, week, part: [interventionId, groupId].join("|"), amounts };
  });
  return [group, ...pupils, ...staff].filter((cell) => Object.keys(cell.amounts).length > 0);
}

export function cellKey(cell: Pick<Cell, "subject" | "week" | "part">): string {
  return [cell.subject, cell.week, cell.part].join("|");
}

export function addContribution(ledger: Ledger, one: Contribution): Ledger {
  return changeLedger(ledger, { removed: [], added: [one] });
}

/**
 * The exact inverse of adding.
 * @throws RangeError when the session was never in the ledger: such a ledger is wrong, and has to be rebuilt
 */
export function removeContribution(ledger: Ledger, one: Contribution): Ledger {
  return changeLedger(ledger, { removed: [one], added: [] });
}

/** Many sessions at once: what was removed goes, what was added comes, and cells that count nothing are not there. */
export function changeLedger(
  ledger: Ledger,
  change: { readonly removed: readonly Contribution[]; readonly added: readonly Contribution[] },
): Ledger {
  const next = new Map(ledger);
  // Taking out comes first, so that a part which is not there is noticed.
  for (const cell of change.removed.flatMap(cellsOf)) put(next, cell, -1);
  for (const cell of change.added.flatMap(cellsOf)) put(next, cell, 1);
  return next;
}

function put(cells: Map<string, Cell>, cell: Cell, sign: 1 | -1): void {
  const key = cellKey(cell);
  const before = cells.get(key)?.amounts ?? {};
  const sum = (name: AmountName) => (before[name] ?? 0) + sign * (cell.amounts[name] ?? 0);
  const amounts = withoutZeros(Object.fromEntries(amountNames.map((name) => [name, sum(name)])));
  if (Object.keys(amounts).length === 0) cells.delete(key);
  else cells.set(key, { ...cell, amounts });
}

function withoutZeros(amounts: Readonly<Partial<Record<AmountName, number>>>): CellAmounts {
  const kept: CellAmounts = {};
  for (const name of amountNames) {
    const amount = amounts[name] ?? 0;
    if (amount < 0)
      throw new RangeError(`A ledger cell would hold ${amount} ${name}: a session was taken out twice.`);
    if (amount > 0) kept[name] = amount;
  }
  return kept;
}
