// Choosing a PIN: six digits, and the same six again. Which ones are too easy is the server's to say.
import { useState } from "preact/hooks";
import { Notice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { PinPad } from "./pin-pad.tsx";

export function NewPin(props: {
  /** @returns the sentence to show when it was not taken */
  readonly onChosen: (pin: string) => Promise<string | undefined>;
}) {
  const [first, setFirst] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const choose = (pin: string) => {
    setProblem(undefined);
    setFirst(pin);
  };
  const repeat = async (pin: string) => {
    const isSame = pin === first;
    const refused = isSame ? await props.onChosen(pin) : "The two were not the same. Choose again.";
    setProblem(refused);
    if (refused !== undefined) setFirst(undefined);
  };
  return (
    <Stack>
      {problem !== undefined && (
        <Notice tone="problem" announce>
          {problem}
        </Notice>
      )}
      <p role="status">{first === undefined ? "Choose six digits." : "Now the same six digits again."}</p>
      {first === undefined ? (
        <PinPad key="first" label="New PIN" onPin={choose} />
      ) : (
        <PinPad key="again" label="New PIN again" onPin={repeat} />
      )}
    </Stack>
  );
}
