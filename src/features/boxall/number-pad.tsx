// Digits as large as a thumb, beside the boxes they fill. The keys of a keyboard do the same in the boxes themselves.
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import styles from "./boxall.module.css";

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** A tap leaves the focus in its box, so that pad and keyboard can be used in turn. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

export function NumberPad(props: {
  readonly onDigit: (digit: string) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  return (
    <div class={styles.pad} role="group" aria-label="Number pad">
      {digits.map((digit) => (
        <Button key={digit} big onMouseDown={keepFocus} onClick={() => props.onDigit(digit)}>
          {digit}
        </Button>
      ))}
      <Button big aria-label="Delete" onMouseDown={keepFocus} onClick={props.onBack}>
        <Icon name="backspace" />
      </Button>
      <Button big onMouseDown={keepFocus} onClick={() => props.onDigit("0")}>
        0
      </Button>
      <Button big onMouseDown={keepFocus} onClick={props.onNext}>
        Next
      </Button>
    </div>
  );
}
