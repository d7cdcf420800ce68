// One person's PIN. What a refusal means is said in words, with the way out of it beside the pad.
import { useId, useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { LockedHead } from "./locked-head.tsx";
import { PinPad } from "./pin-pad.tsx";
import styles from "./unlock.module.css";
import type { LockedPerson, NotLetIn, UnlockDoor } from "./unlock-door.ts";
import type { LockedView } from "./who-screen.tsx";

export function PinScreen(props: {
  readonly door: UnlockDoor;
  readonly person: LockedPerson;
  /** A badge that was right, and opens the same from now on. */
  readonly badge: string | undefined;
  readonly onView: (view: LockedView) => void;
}) {
  const { door, person, onView } = props;
  const [refusal, setRefusal] = useState<NotLetIn>();
  const hintId = useId();
  const tryPin = async (pin: string) => setRefusal(await door.byPin(person, pin, props.badge));
  return (
    <div class={styles.pinSide}>
      <Stack>
        <LockedHead title={person.name} onBack={() => onView({ at: "names" })} keepsFocus>
          {person.standing === "new" ? "First time on this tablet: it needs the school network once." : ""}
        </LockedHead>
        <p id={hintId}>
          {props.badge === undefined
            ? "Your six-digit PIN. It is the same on every tablet of the school."
            : "Your badge is right. Type your PIN this once; from then on the badge is enough on this tablet."}
        </p>
        {refusal && (
          <Notice tone={refusal.wayOut === "card" ? "info" : "problem"} announce>
            {refusal.sentence}
          </Notice>
        )}
        {refusal?.wayOut === "card" && door.keepCard && (
          <Button variant="primary" onClick={() => onView({ at: "card", person })}>
            Note a session for later
          </Button>
        )}
        <div class={styles.ways}>
          <Button
            variant={refusal?.wayOut === "help" ? "secondary" : "quiet"}
            onClick={() => onView({ at: "help", person })}
          >
            I have a help code
          </Button>
          <Button
            variant={refusal?.wayOut === "help" ? "secondary" : "quiet"}
            onClick={() => onView({ at: "password" })}
          >
            Sign in with a password
          </Button>
        </div>
      </Stack>
      <PinPad label="PIN" onPin={tryPin} describedBy={hintId} />
    </div>
  );
}
