// The locked tablet: who may be let in, and what happens when they are.
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { SignedIn } from "../api/client.ts";
import { WhoScreen } from "../features/unlock/who-screen.tsx";
import type { UnlockDoor } from "../features/unlock/unlock-door.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { sayCount } from "../ui/words.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { keepMark, type LockedFacts } from "../storage/shell-tablet.ts";
import type { Holder } from "../vault/keyring.ts";
import styles from "./frame.module.css";
import { isNobodyLeft, leaseWarning, lockedPeople } from "./locked-people.ts";
import type { AppParts } from "./parts.ts";
import { PasswordForm } from "./password-form.tsx";
import { sealCard } from "./seal-card.ts";
import {
  joinBadge,
  personKeyOf,
  unlockByBadge,
  unlockByDevice,
  unlockByHelpCode,
  unlockByPin,
  type Entry,
  type Unlocking,
} from "./unlocking.ts";
import { useLockedFacts } from "./use-locked-facts.ts";

export interface LockedProps {
  readonly parts: AppParts;
  readonly onEntry: (entry: Entry) => void;
  /** A full sign-in: a PIN is still to be entered or chosen. */
  readonly onSignedIn: (person: SignedIn) => Promise<void>;
}

export function LockedApp(props: LockedProps) {
  const { path, route } = useLocation();
  const [isBack] = useState(path === "/from-provider");
  const { facts, stuck, isLost, refresh } = useLockedFacts(props.parts, isBack);
  const [holders, setHolders] = useState<readonly Holder[]>();
  useEffect(() => void props.parts.keyring.listHolders().then(setHolders), [props.parts, facts]);
  if (facts === undefined || holders === undefined) return <Skeleton lines={4} label="Opening" />;
  const last = facts.known[0]?.key;
  const onEntry = (entry: Entry) => {
    // The page that stood open is the last person's; whoever else comes begins with their own day.
    if (last !== undefined && last !== personKeyOf(entry.person)) route("/today", true);
    props.onEntry(entry);
  };
  const people = lockedPeople(facts, holders);
  const warning = leaseWarning(holders, props.parts.clock.nowMs());
  const door = doorOf(
    { ...props, onEntry },
    facts,
    { people, isNobodyLeft: isNobodyLeft(facts, people), leaseWarning: warning },
    refresh,
  );
  const nameOf = (personKey: string) => people.find((one) => one.key === personKey)?.name;
  const stuckHere = stuck.map(({ personKey, count }) => ({ name: nameOf(personKey), count }));
  if (isLost)
    return <ReportedLost waiting={[...facts.waiting.values()].reduce((sum, one) => sum + one, 0)} />;
  return (
    <WhoScreen
      door={{ ...door, stuck: stuckHere }}
      nowMs={props.parts.clock.nowMs}
      passwordForm={(isFromProvider) => (
        <PasswordForm api={props.parts.api} isFromProvider={isFromProvider} onSignedIn={props.onSignedIn} />
      )}
    />
  );
}

/** The keys are gone for good; what was unsent has been handed in, or still will be. */
function ReportedLost({ waiting }: { readonly waiting: number }) {
  return (
    <main id="main" class={styles.opening}>
      <Notice
        tone="problem"
        title="This tablet was reported lost"
        announce
        action={<Button onClick={() => location.assign("/tablet")}>I have a join code</Button>}
      >
        {`It has deleted its keys. ${waiting === 0 ? "Everything on it was sent." : `${sayCount(waiting, "item")} are sealed and still to be sent.`} To use it again, ask the SENCO for a join code.`}
      </Notice>
    </main>
  );
}

function doorOf(
  { parts, onEntry }: LockedProps,
  facts: LockedFacts,
  shown: Pick<UnlockDoor, "people" | "isNobodyLeft" | "leaseWarning">,
  refresh: () => Promise<void>,
): Omit<UnlockDoor, "stuck"> {
  const letIn = (unlocking: Unlocking) => {
    if (!unlocking.ok) return unlocking.refusal;
    onEntry(unlocking.entry);
    return undefined;
  };
  const { tablet, known } = facts;
  const sealingKey = tablet?.sealingKey;
  return {
    schoolName: tablet?.schoolName ?? known[0]?.schoolName ?? "",
    ...(tablet?.kind === "shared" && { tabletLabel: tablet.label }),
    ...shown,
    byPin: async (person, pin, badge) =>
      letIn(
        badge === undefined
          ? await unlockByPin(parts, person, pin)
          : await joinBadge(parts, person, pin, badge),
      ),
    byHelpCode: async (person, code, newPin) => letIn(await unlockByHelpCode(parts, person, code, newPin)),
    byBadge: async (token) => letIn(await unlockByBadge(parts, token)),
    openDemo: async (person) => {
      const demo = known.find((one) => one.key === person.key && one.isDemo);
      if (demo) onEntry(await unlockByDevice(parts, demo));
    },
    marks: facts.marks,
    markTime: async () => {
      await keepMark(parts.shell, { id: parts.newId(), atMs: parts.clock.nowMs() });
      await refresh();
    },
    keepCard:
      tablet && sealingKey
        ? async (card) => {
            await sealCard(parts, tablet.schoolId, sealingKey, card);
            await refresh();
          }
        : undefined,
    cardsWaiting: facts.cards,
  };
}
