// Six digits by big keys, a real keyboard or both. The sixth digit is the answer: there is no button to press after it.
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import styles from "./pin-pad.module.css";

export const pinLength = 6;

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

export function PinPad(props: {
  readonly label: string;
  /** What was typed stays hidden; it is emptied when the answer has come. */
  readonly onPin: (pin: string) => Promise<void> | void;
  readonly describedBy?: string;
}) {
  const [digits, setDigits] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const take = async (typed: string) => {
    if (isBusy) return;
    const pin = typed.replaceAll(/\D/g, "").slice(0, pinLength);
    setDigits(pin);
    if (pin.length < pinLength) return;
    setIsBusy(true);
    await props.onPin(pin);
    setIsBusy(false);
    setDigits("");
    input.current?.focus();
  };
  return (
    <div class={styles.pad} role="group" aria-label={props.label} aria-busy={isBusy}>
      <input
        ref={input}
        class={styles.digits}
        type="password"
        inputMode="none"
        autoComplete="off"
        aria-label={`${props.label}, ${pinLength} digits`}
        aria-describedby={props.describedBy}
        maxLength={pinLength}
        value={digits}
        onInput={(event) => void take(event.currentTarget.value)}
      />
      <div class={styles.keys}>
        {keys.map((key) => (
          <Key key={key} digit={key} onTap={() => void take(digits + key)} />
        ))}
        <span />
        <Key digit="0" onTap={() => void take(`${digits}0`)} />
        <button
          type="button"
          class={styles.key}
          aria-label="Delete the last digit"
          onClick={() => void take(digits.slice(0, -1))}
        >
          <Icon name="backspace" />
        </button>
      </div>
    </div>
  );
}

function Key({ digit, onTap }: { readonly digit: string; readonly onTap: () => void }) {
  return (
    <button type="button" class={styles.key} onClick={onTap}>
      {digit}
    </button>
  );
}
