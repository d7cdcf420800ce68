// A record that this device made a moment ago, as a later change of it must name it: the server has not numbered it yet.
import type { Stored } from "../../storage/read.ts";

export function justMade<T>(id: string, record: T): Stored<T> {
  return { id, scope: "", seq: 0, rev: 0, pendingN: 0, record };
}
