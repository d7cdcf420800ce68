// Checked when the world has come to rest: every device shows what the server has (I1, I15), no saved value is lost (I2), each
// mutation counts once (I3) and in order (I4), refusals are told, and nothing of an erased pupil is left (I14).
import { grantCovers } from "../../src/domain/scope.ts";
import type { OtherRow, OutboxRow, ProblemRow, StoredRow } from "../../src/storage/database.ts";
import { grantsNow } from "./check-answer.ts";
import { plainOf } from "./check-commit.ts";
import type { SimDevice } from "./sim-device.ts";
import { Violation } from "./violation.ts";
import type { World } from "./world.ts";

interface ServerRow {
  readonly kind: string;
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  readonly data: string;
}

interface HereRow {
  readonly scope: string;
  readonly seq: number;
  readonly text: string;
}

/** What a device shows, by "kind|id". */
export function rowsHere(device: SimDevice): Map<string, HereRow> {
  const here = new Map<string, HereRow>();
  for (const kind of device.registry.keys()) {
    for (const row of device.disk.rows<StoredRow>(kind)) {
      if (row.pendingN !== 0)
        throw new Violation("I12", `${device.name} still has unsent work in ${kind} ${row.id}.`);
      here.set(`${kind}|${row.id}`, hereRow(row));
    }
  }
  for (const row of device.disk.rows<OtherRow>("others")) here.set(`${row.kind}|${row.id}`, hereRow(row));
  return here;
}

function hereRow({ scope, seq, payload }: Pick<StoredRow, "scope" | "seq" | "payload">): HereRow {
  return { scope, seq, text: canonical(plainOf(payload)) };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** I1, I6 at rest, I15: the rows of a device are the server's rows that its person may hold, all of them and no other. */
export function checkConvergence(world: World, device: SimDevice): void {
  const rows: ServerRow[] = world.server.rows(
    "select kind, id, scope, seq, data from record where school = ? and deleted = 0",
    device.person.school,
  );
  const grants = grantsNow((sql, ...values) => world.server.rows(sql, ...values), device.person, world.today);
  const due = rows.filter((row) => grants.some((grant) => grantCovers(grant, row.scope)));
  const here = rowsHere(device);
  for (const row of due) {
    const address = `${row.kind}|${row.id}`;
    const expected = { scope: row.scope, seq: row.seq, text: canonical(JSON.parse(row.data)) };
    const found = here.get(address);
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      throw new Violation(
        "I1",
        `${device.name} has ${JSON.stringify(found)} at ${address}, the server ${JSON.stringify(expected)}`,
      );
    }
    here.delete(address);
  }
  const [left] = here;
  if (left)
    throw new Violation(
      "I6",
      `${device.name} holds ${left[0]} beyond its grants: ${JSON.stringify(left[1])}`,
    );
  const [aside] = device.disk.rows<{ kind: string; id: string; seq: number }>("shadow");
  if (aside)
    throw new Violation(
      "I1",
      `${device.name} keeps ${aside.kind} ${aside.id} at ${aside.seq} aside for nothing.`,
    );
  const unsent = device.disk.rows<OutboxRow>("outbox").filter((entry) => entry.ackSeq === 0);
  if (unsent.length > 0) throw new Violation("I12", `${device.name} has ${unsent.length} unsent at the end.`);
}

interface MutationRow {
  readonly id: string;
  readonly client: string;
  readonly n: number;
  readonly seq: number;
  readonly status: string;
  readonly body: string;
}

export function mutationRows(world: World): Map<string, MutationRow> {
  const rows: MutationRow[] = world.server.rows("select id, client, n, seq, status, body from mutation");
  return new Map(rows.map((row) => [row.id, row]));
}

/** I3, I4: the server knows only what somebody made, and what one device made one after another has effect in that order. */
export function checkOrder(world: World): void {
  const known = mutationRows(world);
  const lastByDevice = new Map<string, { heardStep: number; seq: number; id: string }[]>();
  for (const row of known.values()) {
    const save = world.model.saves.get(row.id);
    if (save === undefined)
      throw new Violation("I3", `the server has a mutation ${row.id} that nobody made.`);
    if (save.answer === "refused")
      throw new Violation("I3", `${row.id} was refused on its device and took effect.`);
    // What came to nothing has no place in the order: its device need not keep it to be sent again.
    if (row.status === "erased") continue;
    const { device, heardStep } = save;
    lastByDevice.set(device, [...(lastByDevice.get(device) ?? []), { heardStep, seq: row.seq, id: row.id }]);
  }
  for (const [device, sent] of lastByDevice) {
    for (const later of sent) {
      const start = world.model.saves.get(later.id)?.startStep ?? 0;
      const before = sent.find((one) => one.heardStep > 0 && one.heardStep < start && one.seq > later.seq);
      if (before)
        throw new Violation(
          "I4",
          `${before.id} of ${device} took effect after ${later.id}, which came later.`,
        );
    }
  }
}

/** Problems that some device still shows, by mutation. */
function problemsShown(world: World): Map<string, ProblemRow> {
  const all = world.devices.flatMap((device) => device.disk.rows<ProblemRow>("problems"));
  return new Map(all.map((problem) => [problem.mutationId, problem]));
}

/** A refusal, or a value that was not taken, must be shown on the device where it was made. */
export function checkToldOf(world: World, device: SimDevice): void {
  if (!device.isPristine) return;
  for (const row of mutationRows(world).values()) {
    const save = world.model.saves.get(row.id);
    if (save?.device !== device.name || row.status === "ok" || save.answer !== "saved") continue;
    if (device.disk.row("problems", row.id) === undefined)
      throw new Violation("I2", `${device.name} does not show that ${row.id} came to "${row.status}".`);
  }
}

/** I2: every value that was answered "saved" is current, was overwritten by somebody who knew it, or is kept for a person. */
export function checkNothingLost(world: World): void {
  const { model, server } = world;
  const known = mutationRows(world);
  const kept = world.model.withAncestors(tagsKept(world, known));
  const tombstones = new Set(
    server
      .rows<{ kind: string; id: string }>("select kind, id from record where deleted = 1")
      .map(({ kind, id }) => `${kind}|${id}`),
  );
  const addressesErased = addressesAbout(world, model.erasedPupils);
  const isErased = (address: string, text: string) =>
    tombstones.has(address) ||
    addressesErased.has(address) ||
    [...model.erasedPupils].some((id) => text.includes(id));
  for (const save of model.saves.values()) {
    if (save.answer !== "saved" || save.isLostWithDisk) continue;
    const isAllErased = save.ops.every((op) => isErased(`${op.kind}|${op.id}`, JSON.stringify(op.fields)));
    if (!known.has(save.id) && !isAllErased)
      throw new Violation("I2", `the server never got ${save.id} of ${save.device}, which was saved.`);
    for (const write of model.writes.values()) {
      if (write.mutationId !== save.id || kept.has(write.tag)) continue;
      if (!isErased(write.address, JSON.stringify(write.op.fields)))
        throw new Violation("I2", `${write.tag} of ${save.device} at ${write.address} is gone (${save.id}).`);
    }
  }
}

function tagsKept(world: World, known: ReadonlyMap<string, MutationRow>): string[] {
  const texts = [
    ...world.server
      .rows<{ data: string }>("select data from record where deleted = 0")
      .map((row) => row.data),
    ...world.server.rows<{ lost: string }>("select lost from conflict").map((row) => row.lost),
    ...[...known.values()].filter((row) => row.status === "rejected").map((row) => row.body),
    ...[...problemsShown(world).values()].map((problem) => JSON.stringify(plainOf(problem.payload))),
  ];
  return texts.flatMap(tagsIn);
}

/** Every field and value of a JSON text, in the words of the model. */
function tagsIn(text: string): string[] {
  return [...text.matchAll(/"(plannedSeconds|className|reason|text|knownAs|name)":("[^"]*"|\d+)/g)].map(
    ([, field = "", value = ""]) => `${field}:${value.replaceAll('"', "")}`,
  );
}

/** I14: no word about an erased pupil on the server or on any device. */
export function checkErased(world: World): void {
  const words = new Set(world.model.erasedPupils);
  if (words.size === 0) return;
  for (const word of wordsAbout(world, words)) words.add(word);
  for (const table of ["record", "conflict", "mutation"]) {
    // A row of the journal may name an erased record by its id; nowhere may there be a word.
    const meant =
      table === "record" ? words : [...words].filter((word) => !world.model.erasedPupils.has(word));
    for (const row of world.server.rows<object>(`select * from "${table}"`)) {
      const text = JSON.stringify(row).replaceAll(String.raw`\"`, '"');
      const isTombstone = "deleted" in row && row.deleted === 1 && "data" in row && row.data === "{}";
      const found = isTombstone ? undefined : [...meant].find((word) => text.includes(word));
      if (found) throw new Violation("I14", `the server's table ${table} still holds ${found}: ${text}`);
    }
  }
  for (const device of world.devices) checkErasedHere(world, device, words);
}

function checkErasedHere(world: World, device: SimDevice, words: ReadonlySet<string>): void {
  for (const store of device.disk.stores) {
    const text = JSON.stringify(device.disk.rows<object>(store).map(opened));
    // What was sent and is still kept may name a pupil by an id without words: the server renames it if it comes again.
    // The list of who was erased names them by nothing but their ids, as the server's does.
    const isKept = store === "outbox" || store === "problems" || store === "meta";
    const meant = isKept ? [...words].filter((word) => !world.model.erasedPupils.has(word)) : [...words];
    const found = meant.find((word) => text.includes(word));
    if (found) throw new Violation("I14", `${device.name} still holds ${found} in ${store}.`);
  }
}

/** The records that are about these pupils: their cards, and notes and marks. */
function addressesAbout(world: World, pupilIds: ReadonlySet<string>): Set<string> {
  const ops = [...world.model.saves.values()].flatMap((save) => save.ops);
  const about = ops.filter((op) =>
    pupilIds.has(op.kind === "pupil" ? op.id : String(op.fields["pupilId"] ?? "")),
  );
  return new Set(about.map((op) => `${op.kind}|${op.id}`));
}

/** What was ever said of these pupils. */
function wordsAbout(world: World, pupilIds: ReadonlySet<string>): string[] {
  const addresses = addressesAbout(world, pupilIds);
  return [...world.model.writes.values()]
    .filter((write) => addresses.has(write.address))
    .map((write) => `"${write.tag.split(":")[1] ?? ""}"`);
}

function opened(row: object): object {
  return "payload" in row && row.payload instanceof Uint8Array
    ? { ...row, payload: plainOf(row.payload) }
    : row;
}
