// The ways from the locked screen to an opened key: PIN, badge, help code, a full sign-in. This tablet is asked first, so
// that it works without a network and at once; the server when the tablet does not know.
import type { ApiAnswer, SignedIn } from "../api/client.ts";
import type { LockedPerson, NotLetIn } from "../features/unlock/unlock-door.ts";
import { instantOf } from "../protocol/clock.ts";
import { rememberPerson } from "../storage/shell.ts";
import { knownPerson } from "../storage/shell-tablet.ts";
import type { Secret } from "../vault/wrapping.ts";
import type { Unlocked, UnlockRefusal } from "../vault/keyring.ts";
import type { Prove } from "./own-session.ts";
import type { AppParts } from "./parts.ts";

/** A person with their opened key. */
export interface Entry {
  readonly person: SignedIn;
  readonly unlocked: Unlocked;
  /** Absent when the server knows already. */
  readonly prove?: Prove;
}

export type Unlocking =
  { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly refusal: NotLetIn };

export function personKeyOf(person: { readonly schoolId: string; readonly staffId: string }): string {
  return `${person.schoolId}/${person.staffId}`;
}

export async function unlockByPin(
  parts: AppParts,
  { key, staffId, name }: Pick<LockedPerson, "key" | "staffId" | "name">,
  pin: string,
): Promise<Unlocking> {
  const secret: Secret = { by: "pin", pin };
  const held = await parts.keyring.unlock(key, secret);
  const known = await knownPerson(parts.shell, key);
  const prove = () => parts.api.unlockByPin({ staffId, pin });
  if (held.ok && known !== undefined) return await enter(parts, { person: known, unlocked: held, prove });
  if (!held.ok && held.code === "blocked") return refused(blockedWords(name), "help");
  const answer = await prove();
  if (answer.ok) {
    // A PIN that was changed on another tablet, or a person who is new here.
    const unlocked = held.ok ? held : await parts.keyring.makeKey(key, secret);
    return await enter(parts, { person: answer.value, unlocked });
  }
  return { ok: false, refusal: pinRefusal(held.ok ? undefined : held, answer, name) };
}

/**
 * The PIN after a full sign-in. A person who has one, and no key here, gets a key for it when the server says that it is
 * theirs: their PIN is the same on every tablet.
 */
export async function unlockAfterSignIn(parts: AppParts, person: SignedIn, pin: string): Promise<Unlocking> {
  const key = personKeyOf(person);
  const held = await parts.keyring.unlock(key, { by: "pin", pin });
  // The server knows the person already, and by more than a PIN.
  if (held.ok) return await enter(parts, { person, unlocked: held });
  return await unlockByPin(parts, { key, staffId: person.staffId, name: person.name }, pin);
}

export async function unlockByBadge(parts: AppParts, token: string): Promise<Unlocking> {
  const secret: Secret = { by: "badge", token };
  const prove = () => parts.api.unlockByBadge({ token });
  const holders = await parts.keyring.listHolders();
  for (const { personKey, ways } of holders) {
    if (!ways.includes("badge")) continue;
    const held = await parts.keyring.unlock(personKey, secret);
    const known = held.ok ? await knownPerson(parts.shell, personKey) : undefined;
    if (held.ok && known) return await enter(parts, { person: known, unlocked: held, prove });
  }
  const answer = await prove();
  if (!answer.ok) {
    const sentence =
      answer.code === "offline"
        ? "This badge is new on this tablet: it needs the school network once. Use your PIN for now."
        : answer.message;
    return refused(sentence, "again");
  }
  const key = personKeyOf(answer.value);
  // The badge is right, and a key is here that only the PIN opens so far: it is asked once, and the two are joined.
  if (holders.some((one) => one.personKey === key))
    return { ok: false, refusal: { sentence: "", wayOut: "pin", badgeOf: key } };
  return await enter(parts, { person: answer.value, unlocked: await parts.keyring.makeKey(key, secret) });
}

/** The PIN of somebody whose badge was right: from now on the badge opens the same key. */
export async function joinBadge(
  parts: AppParts,
  person: Pick<LockedPerson, "key" | "staffId" | "name">,
  pin: string,
  token: string,
): Promise<Unlocking> {
  const unlocking = await unlockByPin(parts, person, pin);
  if (unlocking.ok) await parts.keyring.addSecret(person.key, { by: "pin", pin }, { by: "badge", token });
  return unlocking;
}

/** A new PIN by a code that was read out: what the old PIN opened here stays sealed, and a new key is made. */
export async function unlockByHelpCode(
  parts: AppParts,
  { key, staffId }: LockedPerson,
  code: string,
  newPin: string,
): Promise<Unlocking> {
  const answer = await parts.api.unlockByHelp({ staffId, code, newPin });
  if (!answer.ok) return refused(answer.message, answer.code === "wrong-or-used-code" ? "help" : "again");
  const unlocked = await parts.keyring.makeKey(key, { by: "pin", pin: newPin });
  return await enter(parts, { person: answer.value, unlocked });
}

/** A PIN chosen by somebody who is fully signed in. */
export async function choosePin(
  parts: AppParts,
  person: SignedIn,
  pin: string,
): Promise<{ readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly sentence: string }> {
  const answer = await parts.api.setPin({ pin });
  if (!answer.ok) return { ok: false, sentence: answer.message };
  const unlocked = await parts.keyring.makeKey(personKeyOf(person), { by: "pin", pin });
  const entered = await enter(parts, { person, unlocked });
  return entered.ok ? entered : { ok: false, sentence: entered.refusal.sentence };
}

/** The invented school asks for no PIN: its key lies on the device, wrapped by the device's own. */
export async function unlockByDevice(parts: AppParts, person: SignedIn): Promise<Entry> {
  const key = personKeyOf(person);
  const held = await parts.keyring.unlock(key, { by: "device" });
  const unlocked = held.ok ? held : await parts.keyring.makeKey(key, { by: "device" });
  await rememberPerson(parts.shell, person, instantOf(parts.clock));
  return { person, unlocked };
}

async function enter(parts: AppParts, entry: Entry): Promise<Unlocking> {
  await rememberPerson(parts.shell, entry.person, instantOf(parts.clock));
  return { ok: true, entry };
}

function refused(sentence: string, wayOut: NotLetIn["wayOut"]): Unlocking {
  return { ok: false, refusal: { sentence, wayOut } };
}

function pinRefusal(
  held: UnlockRefusal | undefined,
  answer: Exclude<ApiAnswer<SignedIn>, { ok: true }>,
  name: string,
): NotLetIn {
  if (answer.code !== "offline")
    return { sentence: answer.message, wayOut: answer.code === "wrong-pin" ? "again" : "help" };
  switch (held?.code) {
    case "wrong":
      return held.triesLeft === 0
        ? { sentence: blockedWords(name), wayOut: "help" }
        : { sentence: `That is not the PIN. ${triesWords(held.triesLeft)}`, wayOut: "again" };
    case "lease-ended":
      return {
        sentence: "Connect to school Wi-Fi to carry on. Nothing is lost: what is unsent is sealed here.",
        wayOut: "card",
      };
    case "damaged":
      return {
        sentence: `The key of ${name} on this tablet is damaged. Connect to school Wi-Fi and type your PIN again: a new key is made, and what is unsent is sealed here and sent by itself.`,
        wayOut: "card",
      };
    case "blocked":
    case "no-key":
    case undefined:
      return {
        sentence: `${name} is new on this tablet, and it has no network just now. Connect to school Wi-Fi, or note a session for later.`,
        wayOut: "card",
      };
  }
}

function triesWords(left: number): string {
  return left === 1 ? "One more try, then it needs a help code." : `${left} tries left.`;
}

function blockedWords(name: string): string {
  return `Too many wrong PINs for ${name}. Ask the SENCO for a help code, or sign in with the password. Nothing is lost.`;
}
