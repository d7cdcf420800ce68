// Who may see what is on this tablet now: nobody yet (the way in), nobody (locked), or one person with their opened key.
// A reload, a crash and a flat battery come back locked; only the invented school opens without a PIN.
import { useCallback, useEffect, useState } from "preact/hooks";
import { LocationProvider } from "preact-iso";
import type { SignedIn } from "../api/client.ts";
import { WelcomeScreen } from "../features/account/welcome-screen.tsx";
import { PinStep } from "../features/unlock/pin-step.tsx";
import { currentPerson, forgetCurrent } from "../storage/shell.ts";
import { isEnrolled, keepTablet } from "../storage/shell-tablet.ts";
import { Notice } from "../ui/notice.tsx";
import { FoundAgain } from "./found-again.tsx";
import { LockedApp } from "./locked-app.tsx";
import type { AppParts } from "./parts.ts";
import { SignedInApp } from "./signed-in-app.tsx";
import { choosePin, personKeyOf, unlockAfterSignIn, unlockByDevice, type Entry } from "./unlocking.ts";

type Using =
  | { readonly state: "looking" }
  /** Nobody is known here, and the tablet belongs to no school. */
  | { readonly state: "welcome" }
  | { readonly state: "locked" }
  /** Signed in with a password: the PIN that opens the key is still to be entered or chosen. */
  | { readonly state: "pin"; readonly person: SignedIn; readonly hasKey: boolean }
  | { readonly state: "unlocked"; readonly entry: Entry };

export function App({ parts }: { readonly parts: AppParts }) {
  const [using, setUsing] = useState<Using>({ state: "looking" });
  const [fault, setFault] = useState<unknown>();
  useEffect(() => void firstState(parts).then(setUsing).catch(setFault), [parts]);
  const lock = useCallback(() => setUsing({ state: "locked" }), []);
  const open = (entry: Entry) => setUsing({ state: "unlocked", entry });
  const enter = async (person: SignedIn) => {
    const now = using.state === "unlocked" ? using.entry : undefined;
    // Signed in again over their own opened work: the server knows them now, and the key is at hand.
    if (now && personKeyOf(now.person) === personKeyOf(person)) open({ person, unlocked: now.unlocked });
    else setUsing(await afterSignIn(parts, person));
  };
  return (
    <LocationProvider>
      {fault !== undefined && (
        <Notice tone="problem" title="This tablet's storage cannot be opened" announce>
          Close all windows of Alongside and open it again. In a private window it cannot work: use a normal
          one.
        </Notice>
      )}
      {using.state === "welcome" && <FoundAgain parts={parts} onFound={lock} />}
      {using.state === "welcome" && (
        <WelcomeScreen
          api={parts.api}
          onEnter={enter}
          onEnrolled={async (tablet) => {
            await keepTablet(parts.shell, tablet);
            lock();
          }}
        />
      )}
      {using.state === "locked" && <LockedApp parts={parts} onEntry={open} onSignedIn={enter} />}
      {using.state === "pin" && (
        <PinStep
          person={using.person}
          hasKey={using.hasKey}
          onEnter={async (pin) => {
            const answer = await unlockAfterSignIn(parts, using.person, pin);
            if (answer.ok) open(answer.entry);
            return answer.ok ? undefined : answer.refusal.sentence;
          }}
          onChoose={async (pin) => {
            const answer = await choosePin(parts, using.person, pin);
            if (answer.ok) open(answer.entry);
            return answer.ok ? undefined : answer.sentence;
          }}
          onCancel={lock}
        />
      )}
      {using.state === "unlocked" && (
        <SignedInApp
          key={personKeyOf(using.entry.person)}
          parts={parts}
          entry={using.entry}
          onEnter={enter}
          onLock={lock}
          onLeave={async () => {
            await parts.api.signOut();
            await forgetCurrent(parts.shell);
            setUsing(await firstState(parts));
          }}
        />
      )}
    </LocationProvider>
  );
}

async function firstState(parts: AppParts): Promise<Using> {
  const current = await currentPerson(parts.shell);
  if (current?.isDemo === true) return { state: "unlocked", entry: await unlockByDevice(parts, current) };
  return { state: (await isEnrolled(parts.shell)) ? "locked" : "welcome" };
}

async function afterSignIn(parts: AppParts, person: SignedIn): Promise<Using> {
  if (person.isDemo) return { state: "unlocked", entry: await unlockByDevice(parts, person) };
  const key = personKeyOf(person);
  await parts.keyring.allowTries(key);
  const holders = await parts.keyring.listHolders();
  const hasKey = holders.some((one) => one.personKey === key && one.ways.includes("pin"));
  return { state: "pin", person, hasKey };
}
