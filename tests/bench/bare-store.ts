// The least that a server could do with what is sent to it: unpack, parse, insert, once per request and forced to the disk.
// No order, no rights, no merging. The limit for uploads.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import * as z from "zod/mini";

export const barePath = "/bench/bare";

const bodySchema = z.object({
  muts: z.array(
    z.looseObject({
      id: z.string(),
      ops: z.array(z.looseObject({ kind: z.string(), id: z.string(), fields: z.unknown() })),
    }),
  ),
});

export function createBareStore(folder: string) {
  const database = new DatabaseSync(join(folder, "bare.sqlite"));
  for (const setting of ["journal_mode=WAL", "synchronous=FULL"]) database.exec(`pragma ${setting}`);
  database.exec("create table record (kind text, id text, data text, primary key (kind, id))");
  database.exec("create table mutation (id text primary key, body text)");
  const record = database.prepare("insert or replace into record values (?, ?, ?)");
  const mutation = database.prepare("insert or replace into mutation values (?, ?)");
  return {
    take: async (request: Request): Promise<Response> => {
      const packed = Buffer.from(await request.arrayBuffer());
      const { muts } = bodySchema.parse(JSON.parse(gunzipSync(packed).toString()));
      database.exec("begin");
      for (const one of muts) {
        mutation.run(one.id, JSON.stringify(one));
        for (const { kind, id, fields } of one.ops) record.run(kind, id, JSON.stringify(fields));
      }
      database.exec("commit");
      return Response.json({ ok: true });
    },
    close: () => database.close(),
  };
}
