// Wrong rules, one for each promise of the protocol: what a careless change could make of it.
import { rules } from "../../src/protocol/rules.ts";
import type { Messenger } from "../../src/sync/messenger.ts";
import {
  comesFromBelowTheFloor,
  databaseThrownAway,
  editsWhatTheBackupLacks,
  erasedWhileAway,
  historyGrowsAgain,
  killedWhileSaving,
  leavesGroup,
  oldAnswerAfterLeaving,
  putBackAfterSending,
  putBackBetweenTwoPushes,
  rolledBackDeviceGoesOn,
  rowComesUnderUnsent,
  twoChangeTheSame,
} from "./scenes.ts";
import type { Script } from "./simulate.ts";
import type { Parts } from "./world.ts";

export interface WrongRule {
  readonly rule: string;
  readonly wrong: string;
  /** What is played; without it chance plays, and comes to the place within a few worlds. */
  readonly scene?: Script;
  /** Made anew for each run: a wrong part may count. */
  readonly parts: () => Parts;
}

const databaseFault = () =>
  Object.assign(new Error("database is locked"), { code: "ERR_SQLITE_ERROR", errcode: 5 });

/** Sends every mutation under a new id each time, as a program would that makes ids while sending. */
function withNewIds(right: Messenger): Messenger {
  let last = 0;
  const fresh = (id: string) => {
    last += 1;
    return `${id.slice(0, 24)}${String(last).padStart(12, "0")}`;
  };
  return {
    ...right,
    push: (request) =>
      right.push({ ...request, muts: request.muts.map((one) => ({ ...one, id: fresh(one.id) })) }),
  };
}

export const wrongRules: readonly WrongRule[] = [
  {
    rule: "1 local write",
    wrong: "rows and outbox are written one after the other, not all or none",
    scene: killedWhileSaving,
    parts: () => ({ isAtomic: false }),
  },
  {
    rule: "1 second copy",
    wrong: "a save is kept in the browser's database alone",
    scene: databaseThrownAway,
    parts: () => ({ hasSpare: false }),
  },
  {
    rule: "2 at most once",
    wrong: "a mutation gets a new id whenever it is sent",
    parts: () => ({ messenger: withNewIds }),
  },
  {
    rule: "2 at most once",
    wrong: "the server takes what it knows already a second time",
    parts: () => ({
      server: { planPush: (client, _known, muts) => rules.planPush(client, new Set(), muts) },
    }),
  },
  {
    rule: "2 order",
    wrong: "the server takes a later mutation although an earlier one is missing",
    scene: putBackBetweenTwoPushes,
    parts: () => ({
      server: {
        planPush: (client, known, muts) => {
          const first = muts[0]?.n ?? 1;
          return rules.planPush({ ...client, lastN: Math.max(client.lastN, first - 1) }, known, muts);
        },
      },
    }),
  },
  {
    rule: "3 sequence",
    wrong: "a number is visible before the rows that it names",
    parts: () => ({
      lens: (sql, found) => {
        const isFeed =
          sql.includes('from "record"') && sql.includes('"seq" > ?') && !sql.includes('"deleted", ');
        return isFeed && found.length > 1 ? found.slice(0, -1) : found;
      },
    }),
  },
  {
    rule: "4 rebase",
    wrong: "what is unsent is not laid over the server's row",
    scene: rowComesUnderUnsent,
    parts: () => ({ device: { overlayOp: (row, op) => row ?? rules.overlayOp(row, op) } }),
  },
  {
    rule: "5 conflict",
    wrong: "the last one to arrive wins and nobody hears of it",
    scene: twoChangeTheSame,
    parts: () => ({
      server: {
        mergeOp: (kind, stored, op, by) =>
          rules.mergeOp(kind, stored, op.op === "put" ? op : { ...op, base: Number.MAX_SAFE_INTEGER }, by),
      },
    }),
  },
  {
    rule: "6 never strand",
    wrong: "a mutation that cannot be merged is tried again for ever",
    scene: twoChangeTheSame,
    parts: () => ({
      server: {
        mergeOp: (kind, stored, op, by) => {
          const merged = rules.mergeOp(kind, stored, op, by);
          if (!merged.ok || merged.lost.length > 0) throw databaseFault();
          return merged;
        },
      },
    }),
  },
  {
    rule: "6 never strand",
    wrong: "a mutation that cannot be merged is acknowledged and dropped",
    scene: twoChangeTheSame,
    parts: () => ({
      server: {
        mergeOp: (kind, stored, op, by) => {
          const merged = rules.mergeOp(kind, stored, op, by);
          return merged.ok ? { ...merged, lost: [] } : merged;
        },
      },
    }),
  },
  {
    rule: "7 scopes",
    wrong: "a device keeps what its person may hold no more",
    scene: leavesGroup,
    parts: () => ({ device: { grantCovers: () => true } }),
  },
  {
    rule: "9 restore",
    wrong: "what was acknowledged is let go at once",
    scene: putBackAfterSending,
    parts: () => ({ device: { isKeptAfterAck: () => false } }),
  },
  {
    rule: "9 restore",
    wrong: "what was seen after the backup counts as seen",
    scene: editsWhatTheBackupLacks,
    parts: () => ({ device: { cappedBases: (mutation) => mutation } }),
  },
  {
    rule: "9 restore",
    wrong: "a place in history is known by its number alone",
    scene: historyGrowsAgain,
    parts: () => ({ isTagless: true }),
  },
  {
    rule: "10 identity",
    wrong: "a database that was rolled back goes on under its old name",
    scene: rolledBackDeviceGoesOn,
    parts: () => ({
      device: {
        compareStanding: (own, answer, id) => {
          const standing = rules.compareStanding(own, answer, id);
          return standing === "forked" ? "same" : standing;
        },
      },
    }),
  },
  {
    rule: "11 old answers",
    wrong: "an answer is applied wherever the device has come to stand",
    scene: oldAnswerAfterLeaving,
    parts: () => ({ device: { isSamePlace: () => true } }),
  },
  {
    rule: "12 compaction",
    wrong: "a device that was away too long goes on from its cursor",
    scene: comesFromBelowTheFloor,
    parts: () => ({ server: { isBelowFloor: () => false } }),
  },
  {
    rule: "17 erasure",
    wrong: "a late change of an erased pupil is taken as any other",
    scene: erasedWhileAway,
    parts: () => ({ server: { eraseFromOps: (_registry, ops) => [...ops] } }),
  },
];
