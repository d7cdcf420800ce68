// Everything that a device holds, as the person who has its key could read it: every row of every store, opened.
import type { Device } from "../../src/storage/device.ts";
import type { SealedBytes } from "../../src/vault/vault.ts";

type Row = Readonly<Record<string, unknown>>;

/** One text a row. */
export async function openedTexts(device: Device): Promise<string[]> {
  const texts: string[] = [];
  for (const table of device.db.tables) {
    for (const row of (await table.toArray()) as Row[]) {
      const { payload } = row;
      const clear = JSON.stringify({ ...row, payload: "" });
      texts.push(
        clear,
        isSealed(payload) ? await device.vault.open(addressOf(table.name, row), payload) : "",
      );
    }
  }
  return texts;
}

function isSealed(payload: unknown): payload is SealedBytes {
  return payload instanceof Uint8Array;
}

function addressOf(store: string, row: Row): string {
  const text = (name: string) => String(row[name]);
  switch (store) {
    case "outbox":
      return `outbox|${text("id")}`;
    case "problems":
      return `outbox|${text("mutationId")}`;
    case "shadow":
    case "others":
      return `${text("kind")}|${text("id")}`;
    case "ledger":
      return `ledger|${text("sessionId")}`;
    case "cells":
      return `cells|${text("key")}`;
    default:
      return `${store}|${text("id")}`;
  }
}
