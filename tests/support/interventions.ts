// The simplest record that there is, for tests in which it does not matter what is sent: an intervention and its minutes.
import { v7 } from "uuid";
import { expect } from "vitest";
import * as records from "../../src/domain/records.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import type { Connected } from "./connected.ts";

/** @returns its id */
export async function addIntervention(on: Connected, name = "Phonics"): Promise<string> {
  const id = v7();
  const wish = make(records.intervention, id, { name, usualMinutes: 20 });
  expect(await saveChanges(on.device, v7(), [wish])).toMatchObject({ ok: true });
  return id;
}

/** Saves other minutes over what this device sees. */
export async function setMinutes(on: Connected, id: string, usualMinutes: number): Promise<void> {
  const seen = await readRecord(on.device, records.intervention, id);
  if (seen === undefined) throw new Error("The intervention is not here.");
  const wish = change(records.intervention, seen, { usualMinutes });
  expect(await saveChanges(on.device, v7(), [wish])).toMatchObject({ ok: true });
}

export async function minutesOn(on: Connected, id: string): Promise<number | undefined> {
  return (await readRecord(on.device, records.intervention, id))?.record.usualMinutes;
}
