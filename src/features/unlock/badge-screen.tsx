// A printed badge instead of a PIN: held before the camera, or its code typed. Nothing of the picture is kept or sent.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useQrCamera } from "../../ui/use-qr-camera.ts";
import { badgeTokenOf } from "../shared/badge-code.ts";
import { LockedHead } from "./locked-head.tsx";
import styles from "./unlock.module.css";
import type { UnlockDoor } from "./unlock-door.ts";
import type { LockedView } from "./who-screen.tsx";

export function BadgeScreen(props: {
  readonly door: UnlockDoor;
  readonly onView: (view: LockedView) => void;
}) {
  const { door, onView } = props;
  const [problem, setProblem] = useState<string>();
  const [typed, setTyped] = useState("");
  const show = async (text: string) => {
    const token = badgeTokenOf(text);
    if (token === undefined) return setProblem("This is not a badge of Alongside.");
    const refusal = await door.byBadge(token);
    const person = door.people.find((one) => one.key === refusal?.badgeOf);
    if (person) return onView({ at: "pin", person, badge: token });
    return setProblem(refusal?.sentence);
  };
  const { video, state } = useQrCamera(show);
  const submit = (event: Event) => {
    event.preventDefault();
    void show(typed);
  };
  return (
    <div class={styles.narrow}>
      <LockedHead title="Hold your badge before the camera" onBack={() => onView({ at: "names" })} />
      {problem !== undefined && (
        <Notice tone="problem" announce>
          {problem}
        </Notice>
      )}
      {state === "none" ? (
        <Notice tone="info">The camera cannot be used here. Type the code under the square instead.</Notice>
      ) : (
        <video ref={video} class={styles.video} muted playsInline aria-label="What the camera sees" />
      )}
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextField
            label="Or type the code on the badge"
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellcheck={false}
            width="full"
          />
          <Button type="submit">Use this code</Button>
        </Stack>
      </form>
    </div>
  );
}
