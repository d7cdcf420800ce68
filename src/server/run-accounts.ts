// The command behind `npm run accounts`: what only whoever runs the server may do. It prints one-use codes, each of
// which is used in the app under the app's rules, and gives every school a new key for sealing unsent work.
import { resolve } from "node:path";
import { systemClock, type Clock } from "../protocol/clock.ts";
import { commandOf, dataFolderOf, type Command } from "./backup/command.ts";
import { auditAccount } from "./audit-account.ts";
import { makeFactorReset } from "./factor-reset.ts";
import { createSealedOpener } from "./hpke.ts";
import { systemRandom, type Random } from "./random.ts";
import { hashOfCode, newCode } from "./secrets.ts";
import { accountByName, membershipsOf, replaceInvitation } from "./storage/account-rows.ts";
import { rotateSealingKey } from "./sealing-keys.ts";
import { insertChallenge } from "./storage/challenge-rows.ts";
import { inSerialTransaction, openDatabase, openSharedDatabase } from "./storage/database.ts";
import { schoolIds } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

const usage = [
  "Use: npm run accounts -- add-school              a one-time token with which a further school is set up",
  "     npm run accounts -- reset-second-step NAME  a code for somebody whose second step is lost",
  "     npm run accounts -- reset-password NAME     a code with which somebody chooses a new password",
  "     npm run accounts -- new-sealing-keys        tablets seal unsent work to a new key from now on",
];
const dayMs = 86_400_000;

interface Tools {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
}

/** Does what was asked and says so. Returns the exit code. */
export async function runAccounts(command: Command, clock: Clock): Promise<number> {
  const [act, name] = command.args;
  const isKnown =
    act === "add-school" ||
    act === "new-sealing-keys" ||
    ((act === "reset-second-step" || act === "reset-password") && name);
  if (!isKnown) {
    for (const line of usage) command.say(line);
    return 2;
  }
  const url = command.environment.DATABASE_URL;
  const random = systemRandom;
  const db = url
    ? await openSharedDatabase({ url, random, onLostConnection: () => {} })
    : await openDatabase(resolve(dataFolderOf(command)));
  try {
    const tools = { db, clock, random };
    let lines: string[] | undefined;
    if (act === "add-school") lines = await addSchool(tools);
    else if (act === "new-sealing-keys") lines = await renewSealingKeys(tools);
    else lines = await reset(tools, act, name ?? "");
    for (const line of lines ?? ["Nobody signs in with this name. Sign-in names are in Settings, People."])
      command.say(line);
    return lines === undefined ? 1 : 0;
  } finally {
    await db.destroy();
  }
}

async function addSchool({ db, clock, random }: Tools): Promise<string[]> {
  const code = newCode(random);
  const challenge = { purpose: "school-token", account: null, data: "{}" } as const;
  await insertChallenge(db, hashOfCode(code), { ...challenge, expiresMs: clock.nowMs() + dayMs });
  return [
    `One-time token: ${code}`,
    "Open the server's address followed by /set-up and enter it. It works once, for one day.",
  ];
}

async function renewSealingKeys(tools: Tools): Promise<string[]> {
  const parts = { ...tools, sealedOpener: createSealedOpener() };
  const schools = await schoolIds(tools.db);
  for (const school of schools) await rotateSealingKey(parts, school);
  return [
    `${schools.length === 1 ? "1 school has" : `${schools.length} schools have`} a new key. Tablets use it from their next contact.`,
    "The old keys stay, to open what was sealed to them. Make a backup now: npm run backup.",
  ];
}

async function reset(
  tools: Tools,
  act: "reset-second-step" | "reset-password",
  name: string,
): Promise<string[] | undefined> {
  const account = await accountByName(tools.db, name.trim().toLowerCase());
  if (account === undefined) return undefined;
  if (act === "reset-password") return await resetPassword(tools, account.id);
  await auditAccount(tools, account.id, "factor-reset", { what: "code-made-at-server" });
  const { code } = await makeFactorReset(tools, account.id);
  return [
    `Reset code: ${code}`,
    "The person signs in with their password, chooses “I cannot do this step” and enters it. It works once, for one day.",
  ];
}

async function resetPassword(tools: Tools, account: string): Promise<string[] | undefined> {
  const [place] = await membershipsOf(tools.db, account);
  if (place === undefined) return undefined;
  const code = newCode(tools.random);
  const invitation = { ...place, codeHash: hashOfCode(code), expiresMs: tools.clock.nowMs() + dayMs };
  await inSerialTransaction(tools.db, (tx) => replaceInvitation(tx, invitation));
  await auditAccount(tools, account, "password-reset", { what: "code-made-at-server" });
  return [
    `Code: ${code}`,
    "The person opens the server's address followed by /join and enters it. It works once, for one day.",
  ];
}

if (import.meta.main) process.exitCode = await runAccounts(commandOf(process), systemClock);
