// A code that the SENCO reads out, good once and for ten minutes: it lets a person choose a new PIN.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { LockedHead } from "./locked-head.tsx";
import { NewPin } from "./new-pin.tsx";
import styles from "./unlock.module.css";
import type { LockedPerson, UnlockDoor } from "./unlock-door.ts";

export function HelpCodeForm(props: {
  readonly door: UnlockDoor;
  readonly person: LockedPerson;
  readonly onBack: () => void;
}) {
  const { door, person } = props;
  const [code, setCode] = useState("");
  const [isTyped, setIsTyped] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const next = (event: Event) => {
    event.preventDefault();
    setIsAsked(true);
    setIsTyped(code.trim() !== "");
  };
  const chosen = async (pin: string) => {
    const refusal = await door.byHelpCode(person, code.trim(), pin);
    if (refusal?.wayOut !== "help") return refusal?.sentence;
    setProblem(refusal.sentence);
    setIsTyped(false);
    return undefined;
  };
  return (
    <div class={styles.narrow}>
      <LockedHead title={`A new PIN for ${person.name}`} onBack={props.onBack} keepsFocus>
        Your SENCO or administrator can read you a help code, also by phone. It works once, for 10 minutes.
      </LockedHead>
      {isTyped ? (
        <NewPin onChosen={chosen} />
      ) : (
        <form onSubmit={next} noValidate>
          <Stack>
            {problem !== undefined && (
              <Notice tone="problem" announce>
                {problem}
              </Notice>
            )}
            <TextField
              label="Help code"
              value={code}
              onChange={setCode}
              autoComplete="off"
              spellcheck={false}
              takesFocus
              error={isAsked && code.trim() === "" ? "Type the code that was read to you." : undefined}
            />
            <Button type="submit" variant="primary" big>
              Next
            </Button>
          </Stack>
        </form>
      )}
    </div>
  );
}
