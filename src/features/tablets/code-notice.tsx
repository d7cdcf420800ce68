// A code to read out or to type, shown once and large enough to read across a room.
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import styles from "./tablets.module.css";

export interface ReadOut {
  readonly title: string;
  readonly code: string;
  readonly what: string;
}

export function CodeNotice({ readOut, onDone }: { readonly readOut: ReadOut; readonly onDone: () => void }) {
  return (
    <Notice
      tone="success"
      title={readOut.title}
      announce
      action={
        <Button variant="quiet" onClick={onDone}>
          Done
        </Button>
      }
    >
      <p class={styles.code} data-testid="made-code">
        {readOut.code}
      </p>
      <p>{readOut.what}</p>
    </Notice>
  );
}
