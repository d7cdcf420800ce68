// One choice as a chip of 48 px: a real radio or checkbox lies over it.
import styles from "./chip.module.css";
import { Icon } from "./icon.tsx";

export interface ChipOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface ChipProps<V extends string> {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  readonly option: ChipOption<V>;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Chip<V extends string>({ type, name, option, checked, onChange }: ChipProps<V>) {
  return (
    <label class={styles.chip}>
      <input
        type={type}
        name={name}
        value={option.value}
        checked={checked}
        disabled={option.disabled ?? false}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class={styles.tick}>
        <Icon name="check" size={18} />
      </span>
      <span>{option.label}</span>
      {option.hint && <span class={styles.hint}>{option.hint}</span>}
    </label>
  );
}
