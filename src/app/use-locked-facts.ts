// The locked tablet's contact with the school: the last person's session is ended, the list of names is got anew, leases
// are prolonged, sealed work and cards go out. All under the tablet's own credential; nobody is signed in.
import { useCallback, useEffect, useState } from "preact/hooks";
import {
  dropCard,
  forgetTablet,
  keepTablet,
  readCards,
  readLockedFacts,
  type LockedFacts,
} from "../storage/shell-tablet.ts";
import { isAnyDatabaseInUse } from "./database-use.ts";
import type { StuckWork } from "../sync/stuck-work.ts";
import type { AppParts } from "./parts.ts";
import { personKeyOf } from "./unlocking.ts";

const everyMs = 60_000;

export interface LockedContact {
  /** Undefined until the shell database has answered. */
  readonly facts: LockedFacts | undefined;
  readonly stuck: readonly StuckWork[];
  /** The school has said that this tablet is lost: its keys are gone. */
  readonly isLost: boolean;
  readonly refresh: () => Promise<void>;
}

/**
 * @param isBack somebody comes back from the school's account service at this moment: what they set out for may need the
 * session that they left, so the first contact does not end it
 */
export function useLockedFacts(parts: AppParts, isBack: boolean): LockedContact {
  const [facts, setFacts] = useState<LockedFacts>();
  const [stuck, setStuck] = useState<readonly StuckWork[]>([]);
  const [isLost, setIsLost] = useState(false);
  const refresh = useCallback(async () => {
    setFacts(await readLockedFacts(parts.shell, await parts.sealedSender.waiting()));
    setStuck(parts.sealedSender.stuck());
  }, [parts]);
  useEffect(() => {
    let isOver = false;
    let keepsSession = isBack;
    const contact = async () => {
      const keeps = keepsSession;
      keepsSession = false;
      const outcome = await touchSchool(parts, keeps);
      if (isOver) return;
      setIsLost(outcome === "lost");
      await refresh();
    };
    void refresh();
    void contact();
    const timer = setInterval(() => void contact(), everyMs);
    const onOnline = () => void contact();
    addEventListener("online", onOnline);
    return () => {
      isOver = true;
      clearInterval(timer);
      removeEventListener("online", onOnline);
    };
  }, [parts, refresh]);
  return { facts, stuck, isLost, refresh };
}

async function touchSchool(parts: AppParts, keepsSession: boolean): Promise<"lost" | "met" | "offline"> {
  // Whoever was here before leaves no session behind for the next one; who works in another window keeps theirs.
  const ends = !keepsSession && !(await isAnyDatabaseInUse());
  if (ends && !(await parts.api.signOut()).ok) return "offline";
  const answer = await parts.api.tabletPeople();
  if (answer.ok) {
    await keepTablet(parts.shell, answer.value);
    await prolongLeases(parts, answer.value);
  }
  await parts.sealedSender.sendNow();
  await sendCards(parts);
  if (answer.ok || answer.code !== "tablet-lost") return "met";
  for (const { personKey } of await parts.keyring.listHolders()) await parts.keyring.destroy(personKey);
  await forgetTablet(parts.shell);
  return "lost";
}

/** Any contact prolongs everybody's who works here still; who does not any more has nothing left here. */
async function prolongLeases(
  { keyring }: AppParts,
  tablet: NonNullable<LockedFacts["tablet"]>,
): Promise<void> {
  const { schoolId, leaseUntil, serverAt } = tablet;
  const here = new Set(tablet.people.map(({ staffId }) => personKeyOf({ schoolId, staffId })));
  for (const { personKey } of await keyring.listHolders()) {
    if (here.has(personKey)) await keyring.renewLease(personKey, leaseUntil, serverAt);
    else if (personKey.startsWith(`${schoolId}/`)) await keyring.destroy(personKey);
  }
}

async function sendCards({ shell, api }: AppParts): Promise<void> {
  const cards = await readCards(shell);
  if (cards.length === 0) return;
  const sent = await api.sendCards({
    cards: cards.slice(0, 50).map(({ id, keyId, sealed }) => ({ id, keyId, sealed: base64Of(sealed) })),
  });
  if (!sent.ok) return;
  for (const id of sent.value.settled) await dropCard(shell, id);
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
