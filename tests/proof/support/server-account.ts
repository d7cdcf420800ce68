// Holds a server's database against what its clients were told: every acknowledged mutation is there once and whole, none
// doubled, the counter is the highest number given out. Reads the tables themselves, not through the server's code.
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import * as z from "zod/mini";
import type { Pusher } from "./pusher.ts";

/** Asks the database one question; rows as objects. */
export type Ask = (sql: string) => Promise<readonly unknown[]>;

/**
 * The file of the embedded database, beside the server that has it open. Opened anew for each question: a connection that
 * outlived the server would keep its log open and spare the server the recovery that is being tested.
 */
export function askSqliteFile(dataFolder: string): Ask {
  return (sql) => {
    const database = new DatabaseSync(join(dataFolder, "alongside.sqlite"));
    try {
      return Promise.resolve(database.prepare(sql).all());
    } finally {
      database.close();
    }
  };
}

const whole = z.coerce.number();
const mutationRows = z.array(
  z.object({ id: z.string(), client: z.string(), n: whole, seq: whole, status: z.string() }),
);
const recordRows = z.array(z.object({ id: z.string(), seq: whole }));
const clientRows = z.array(z.object({ id: z.string(), last_n: whole, last_id: z.nullable(z.string()) }));
const seqRows = z.array(z.object({ seq: whole }));

export interface ServerAccount {
  readonly violations: string[];
  /** Mutations that the server has although their answer never came. */
  readonly keptUnanswered: number;
}

export async function accountOf(ask: Ask, pushers: readonly Pusher[]): Promise<ServerAccount> {
  const mutations = mutationRows.parse(await ask("select id, client, n, seq, status from mutation"));
  const records = recordRows.parse(await ask("select id, seq from record where kind = 'pupil'"));
  const clients = clientRows.parse(await ask("select id, last_n, last_id from client"));
  const [counter] = seqRows.parse(await ask("select seq from school"));
  const [newest] = seqRows.parse(await ask('select max(seq) as seq from "commit"'));
  const violations: string[] = [];
  const byId = new Map(mutations.map((one) => [one.id, one]));
  const seqOf = new Map(records.map((one) => [one.id, one.seq]));
  let keptUnanswered = 0;
  for (const pusher of pushers) {
    const own = mutations.filter((one) => one.client === pusher.client);
    const highest = Math.max(0, ...own.map((one) => one.n));
    const client = clients.find((one) => one.id === pusher.client);
    if ((client?.last_n ?? 0) !== highest) violations.push("a client's place is not its last mutation");
    if (own.length !== highest) violations.push("a client's mutations have a hole");
    if (highest > 0 && byId.get(client?.last_id ?? "")?.n !== highest)
      violations.push("a client's last id is another");
    for (const made of pusher.made) {
      const kept = byId.get(made.id);
      if (kept === undefined) {
        if (made.n <= pusher.ackedN()) violations.push("an acknowledged mutation is lost");
        if (made.records.some((id) => seqOf.has(id)))
          violations.push("a record is there without its mutation");
        continue;
      }
      if (made.n > pusher.ackedN()) keptUnanswered += 1;
      if (kept.n !== made.n || kept.status !== "ok") violations.push("a mutation is kept as another");
      for (const id of made.records) {
        if (!seqOf.has(id)) violations.push("a mutation is there without its record");
        else if (seqOf.get(id) !== kept.seq) violations.push("a mutation took effect twice");
      }
    }
  }
  const seqs = new Set(mutations.map((one) => one.seq));
  if (seqs.size !== mutations.length) violations.push("two mutations have one sequence number");
  if (counter?.seq !== newest?.seq) violations.push("the counter is not the newest commit's");
  if (mutations.some((one) => one.seq > (counter?.seq ?? 0)))
    violations.push("a mutation is above the counter");
  return { violations, keptUnanswered };
}

/** SQLite's own look at its file. */
export async function checkSqlite(ask: Ask): Promise<string[]> {
  const found = z
    .array(z.object({ integrity_check: z.string() }))
    .parse(await ask("pragma integrity_check"))
    .map((one) => one.integrity_check);
  return found.filter((one) => one !== "ok");
}
