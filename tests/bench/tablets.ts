// Tablets without a browser, for load: each is signed in as somebody, has sessions that were never sent, and sends and pulls
// as the protocol says, over HTTP, packed as the app packs.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { groupScope } from "../../src/domain/scope.ts";
import { hashGrants, pullPageSchema, type PullPage } from "../../src/protocol/messages.ts";
import { markPut, put, sessionPut } from "../server/support/school.ts";
import { groupPuts } from "../server/support/school.ts";
import { addPerson, post, pushAnswerSchema, type Person } from "../proof/support/server-process.ts";

const batch = 100;
const at = "2026-11-23T10:00:00.000Z";
const day = "2026-11-23";

export interface LoadTablet {
  /** Sends everything that is unsent. Throws when the server answers anything but "ok". */
  readonly flush: () => Promise<void>;
  /** Makes more sessions that are not sent yet. */
  readonly log: (sessions: number) => void;
  /** Mutations that were acknowledged. */
  readonly acknowledged: () => number;
  /** Gets everything that this person may hold, and sums it up: equal sums are equal records. */
  readonly state: () => Promise<{ readonly rows: number; readonly hash: string }>;
}

/** A group of four with these people as its adults, so that all their tablets hold the same sessions. */
export async function makeTablets(
  address: string,
  lead: Person,
  count: number,
  marksASession: number,
): Promise<LoadTablet[]> {
  const people: Person[] = [];
  for (let made = 0; made < count; made += 1)
    people.push(await addPerson(address, lead, `Adult ${made}`, ["teaching-assistant"]));
  const group = crypto.randomUUID();
  const pupils = [1, 2, 3, 4].map(() => crypto.randomUUID());
  const plan = [
    ...groupPuts(
      group,
      people.map((one) => one.staffId),
    ),
    ...pupils.map((id) =>
      put("pupil", id, "school", { knownAs: "Amara", familyInitial: "K", initials: "AK" }),
    ),
  ];
  await send(address, lead, { client: crypto.randomUUID(), muts: [mutationOf(1, plan)] });
  return people.map((person) =>
    createTablet(address, person, { group, pupils: pupils.slice(0, marksASession) }),
  );
}

type Ops = readonly object[];

function mutationOf(n: number, ops: Ops) {
  return { n, id: crypto.randomUUID(), v: 1, at, ops };
}

function createTablet(
  address: string,
  person: Person,
  into: { readonly group: string; readonly pupils: readonly string[] },
): LoadTablet {
  const client = crypto.randomUUID();
  const unsent: ReturnType<typeof mutationOf>[] = [];
  let [made, acked] = [0, 0];
  return {
    acknowledged: () => acked,
    log: (sessions) => {
      for (let more = 0; more < sessions; more += 1) {
        const session = crypto.randomUUID();
        const marks = into.pupils.map((pupil) =>
          markPut(session, pupil, person.staffId, day, groupScope(into.group)),
        );
        made += 1;
        unsent.push(mutationOf(made, [sessionPut(session, person.staffId, day, into.group), ...marks]));
      }
    },
    flush: async () => {
      while (unsent.length > 0) {
        const { lastN } = await send(address, person, { client, muts: unsent.slice(0, batch) });
        acked = lastN;
        while ((unsent[0]?.n ?? Number.POSITIVE_INFINITY) <= lastN) unsent.shift();
      }
    },
    state: async () => await stateOf(address, person, client),
  };
}

async function send(address: string, person: Person, about: { client: string; muts: readonly object[] }) {
  const body = JSON.stringify({ proto: 1, schema: 1, sentAt: at, ...about });
  const headers = {
    "content-type": "application/json",
    "content-encoding": "gzip",
    "x-alongside": "1",
    origin: address,
    cookie: person.cookie,
  };
  const response = await fetch(`${address}/api/sync/push`, { method: "POST", headers, body: gzipSync(body) });
  const answer = pushAnswerSchema.parse(await response.json());
  const bad = answer.results?.find((one) => one.status !== "ok");
  if (answer.problem !== undefined || bad)
    throw new Error(`A push was answered ${answer.problem ?? bad?.status}.`);
  return answer;
}

async function stateOf(address: string, person: Person, client: string) {
  const rows = new Map<string, string>();
  let grants: readonly string[] = [];
  let cursor: PullPage["upTo"] | null = null;
  let filling: Record<string, string> | undefined;
  while (filling === undefined || Object.keys(filling).length > 0) {
    const about = { proto: 1, schema: 1, client, ackN: 0, pending: 0, oldest: null };
    const place = { cursor, scopesHash: hashGrants(grants), ...(filling && { filling }) };
    const response = await post(address, "/api/sync/pull", { ...about, ...place }, person.cookie);
    const page = pullPageSchema.parse(await response.json());
    if (page.allow) {
      grants = page.allow;
      filling = Object.fromEntries(grants.map((grant) => [grant, ""]));
      cursor = page.upTo;
      continue;
    }
    for (const { scope, place: next } of page.filled ?? []) {
      const { [scope]: _before, ...others }: Record<string, string> = filling ?? {};
      filling = next === null ? others : { ...others, [scope]: next };
    }
    for (const [kind, id, scope, seq, fields] of page.rows)
      if (!scope.startsWith("log:")) rows.set(`${kind}|${id}`, `${scope}|${seq}|${JSON.stringify(fields)}`);
  }
  const hash = createHash("sha256");
  for (const key of [...rows.keys()].toSorted()) hash.update(`${key}|${rows.get(key)}\n`);
  return { rows: rows.size, hash: hash.digest("hex") };
}
