// Who is using this tablet decides what is shown: the way in, or that person's school. The person is remembered on the
// device, so that a restart without a network opens straight into their work.
import { useEffect, useState } from "preact/hooks";
import { LocationProvider } from "preact-iso";
import type { SignedIn } from "../api/client.ts";
import { WelcomeScreen } from "../features/account/welcome-screen.tsx";
import { instantOf } from "../protocol/clock.ts";
import { currentPerson, forgetCurrent, rememberPerson } from "../storage/shell.ts";
import type { Keyring, Unlocked } from "../vault/keyring.ts";
import { Notice } from "../ui/notice.tsx";
import type { AppParts } from "./parts.ts";
import { NotForRealPupils } from "./not-for-real-pupils.tsx";
import { SignedInApp } from "./signed-in-app.tsx";

type Using =
  | { readonly state: "looking" }
  | { readonly state: "nobody" }
  | { readonly state: "person"; readonly person: SignedIn; readonly unlocked: Unlocked };

export function App({ parts }: { readonly parts: AppParts }) {
  const [using, setUsing] = useState<Using>({ state: "looking" });
  const [fault, setFault] = useState<unknown>();
  useEffect(() => {
    const show = async (person: SignedIn | undefined) =>
      setUsing(person ? await unlockedBy(parts, person) : { state: "nobody" });
    currentPerson(parts.shell).then(show).catch(setFault);
  }, [parts]);
  const enter = async (person: SignedIn) => {
    await rememberPerson(parts.shell, person, instantOf(parts.clock));
    setUsing(await unlockedBy(parts, person));
  };
  const leave = async () => {
    await parts.api.signOut();
    await forgetCurrent(parts.shell);
    setUsing({ state: "nobody" });
  };
  return (
    <LocationProvider>
      <NotForRealPupils />
      {fault !== undefined && (
        <Notice tone="problem" title="This tablet's storage cannot be opened" announce>
          Close all windows of Alongside and open it again. In a private window it cannot work: use a normal
          one.
        </Notice>
      )}
      {using.state === "nobody" && <WelcomeScreen api={parts.api} onEnter={enter} />}
      {using.state === "person" && (
        <SignedInApp
          key={`${using.person.schoolId}/${using.person.staffId}`}
          parts={parts}
          person={using.person}
          unlocked={using.unlocked}
          onEnter={enter}
          onLeave={leave}
        />
      )}
    </LocationProvider>
  );
}

/** Sealed with a key that only this device holds; the invented school of the demo asks for no PIN. */
async function unlockedBy(parts: AppParts, person: SignedIn): Promise<Using> {
  const unlocked = await unlockByDevice(parts.keyring, `${person.schoolId}/${person.staffId}`);
  return { state: "person", person, unlocked };
}

async function unlockByDevice(keyring: Keyring, personKey: string): Promise<Unlocked> {
  const secret = { by: "device" } as const;
  const answer = await keyring.unlock(personKey, secret);
  return answer.ok ? answer : await keyring.makeKey(personKey, secret);
}
