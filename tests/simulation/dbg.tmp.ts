import { makeStage, simulate } from "./simulate.ts";
import { World } from "./world.ts";
import { plainOf } from "./check-commit.ts";
const stage = await makeStage();
const orig = World.prototype.close;
const [name, word] = [process.argv[3], process.argv[4] ?? "zzz"];
World.prototype.close = function (this: World) {
  for (const d of this.devices) if (d.name === name) for (const e of d.disk.rows<any>("outbox")) { const t = JSON.stringify(plainOf(e.payload)); if (t.includes(word)) console.log("ENTRY", e.n, e.id, e.ackSeq, t, JSON.stringify(this.server.rows("select n, seq, status, why, erased, client, body from mutation where id = ?", e.id))); }
  orig.call(this);
};
const r = await simulate(stage, Number(process.argv[2]));
console.log(r.violation?.words);
stage.template.remove();
