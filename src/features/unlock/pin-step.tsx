// After a full sign-in: the PIN that opens this person's work here, or the one they choose now for all the school's tablets.
import { useEffect, useState } from "preact/hooks";
import type { SignedIn } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { LockedHead } from "./locked-head.tsx";
import { NewPin } from "./new-pin.tsx";
import { PinPad } from "./pin-pad.tsx";
import styles from "./unlock.module.css";

export function PinStep(props: {
  readonly person: SignedIn;
  /** Whether a PIN of this person opens something on this tablet already. */
  readonly hasKey: boolean;
  /** @returns the sentence to show when it was not right */
  readonly onEnter: (pin: string) => Promise<string | undefined>;
  readonly onChoose: (pin: string) => Promise<string | undefined>;
  readonly onCancel: () => void;
}) {
  const { person, hasKey } = props;
  const [isChoosing, setIsChoosing] = useState(!hasKey && !person.hasPin);
  const [problem, setProblem] = useState<string>();
  useEffect(() => void (document.title = "Your PIN - Alongside"), []);
  return (
    <main id="main" class={styles.locked}>
      <div class={styles.pinSide}>
        <Stack>
          <LockedHead title={isChoosing ? "Choose your PIN" : `${person.name}, your PIN`} keepsFocus>
            {isChoosing
              ? "Six digits that only you know. They open your work on every tablet of the school."
              : "It opens your work on this tablet."}
          </LockedHead>
          {problem !== undefined && !isChoosing && (
            <Notice tone="problem" announce>
              {problem}
            </Notice>
          )}
          {isChoosing && hasKey && (
            <Notice tone="info">
              What you saved here is kept and sent. What you had only typed, and not saved, is given up.
            </Notice>
          )}
          <div class={styles.ways}>
            {!isChoosing && (
              <Button variant="quiet" onClick={() => setIsChoosing(true)}>
                I've forgotten it: choose a new one
              </Button>
            )}
            <Button variant="quiet" icon="lock" onClick={props.onCancel}>
              Lock
            </Button>
          </div>
        </Stack>
        {isChoosing ? (
          <NewPin onChosen={props.onChoose} />
        ) : (
          <PinPad label="PIN" onPin={async (pin) => setProblem(await props.onEnter(pin))} />
        )}
      </div>
    </main>
  );
}
