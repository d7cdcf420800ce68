// A client that pushes as fast as it can and keeps a strict account of what was acknowledged: the server is held to it
// after it was killed. Each mutation makes two records, so that half of one would be seen.
import type { Chance } from "../../../src/demo/chance.ts";
import { schoolScope } from "../../../src/domain/scope.ts";
import { post, pushAnswerSchema, type Person } from "./server-process.ts";

export interface Made {
  readonly n: number;
  readonly id: string;
  readonly records: readonly string[];
}

export interface Pusher {
  readonly client: string;
  readonly made: readonly Made[];
  /** Every mutation up to this number was acknowledged. */
  readonly ackedN: () => number;
  /** Whether a request was on its way when the connection went. */
  readonly wasCutInFlight: () => boolean;
  /** What the server said that it must not say. */
  readonly complaints: readonly string[];
  /** Pushes batch after batch until the server is gone, or until `limit` mutations were made and all acknowledged. */
  readonly push: (address: string, limit?: number) => Promise<void>;
}

const at = "2026-11-23T10:00:00.000Z";

/** @param mayTryAgain whether "try again" (503) is an answer to expect: where the disk or the database goes before the server */
export function createPusher(person: Person, chance: Chance, mayTryAgain = false): Pusher {
  const client = crypto.randomUUID();
  const made: Made[] = [];
  const complaints: string[] = [];
  let acked = 0;
  let isInFlight = false;

  const makeOne = (): void => {
    const n = made.length + 1;
    made.push({ n, id: crypto.randomUUID(), records: [crypto.randomUUID(), crypto.randomUUID()] });
  };
  const pushOnce = async (address: string, muts: readonly Made[]): Promise<void> => {
    const body = {
      proto: 1,
      schema: 1,
      client,
      sentAt: at,
      muts: muts.map(({ n, id, records }) => ({ n, id, v: 1, at, ops: records.map(pupilPut) })),
    };
    isInFlight = true;
    const response = await post(address, "/api/sync/push", body, person.cookie);
    const answer = pushAnswerSchema.safeParse(await response.json());
    if (response.status === 503 && mayTryAgain) throw new TypeError("The server asks to try again.");
    isInFlight = false;
    if (!response.ok || !answer.success) {
      complaints.push(`a push was answered ${response.status}`);
      return;
    }
    const { lastN, problem, results = [] } = answer.data;
    if (problem !== undefined) complaints.push(`a push was answered "${problem}"`);
    for (const one of results) if (one.status !== "ok") complaints.push(`a mutation was ${one.status}`);
    if (lastN < acked) complaints.push(`the server forgot ${acked - lastN} acknowledged mutations`);
    acked = Math.max(acked, Math.min(lastN, made.length));
  };
  const push = async (address: string, limit = Number.POSITIVE_INFINITY): Promise<void> => {
    isInFlight = false;
    for (;;) {
      const wanted = Math.min(limit, acked + chance.int(1, 30));
      while (made.length < wanted) makeOne();
      if (acked >= made.length || complaints.length > 0) return;
      try {
        await pushOnce(address, made.slice(acked, acked + 100));
      } catch (fault) {
        if (isCut(fault)) return;
        throw fault;
      }
    }
  };
  return { client, made, complaints, ackedN: () => acked, wasCutInFlight: () => isInFlight, push };
}

/** The connection went: before an answer (TypeError of fetch), or in the middle of one (cut JSON). */
function isCut(fault: unknown): boolean {
  return fault instanceof TypeError || fault instanceof SyntaxError || fault instanceof DOMException;
}

function pupilPut(id: string) {
  const fields = { knownAs: "Amara", familyInitial: "K", initials: "AK" };
  return { op: "put", kind: "pupil", id, scope: schoolScope, fields };
}
