// One of many by typing a few letters. Works wholly by keyboard; the list says how many fit.
/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- in the ARIA 1.2 pattern
   focus and keys stay in the text box, and options are pointed to by aria-activedescendant. */
import { useEffect, useRef } from "preact/hooks";
import { classes } from "./classes.ts";
import type { ComboboxOption } from "./combobox-matches.ts";
import styles from "./combobox.module.css";
import { Field, type FieldText } from "./field.tsx";
import fieldStyles from "./field.module.css";
import { Icon } from "./icon.tsx";
import { useCombobox, type ComboboxState } from "./use-combobox.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import { sayCount } from "./words.ts";

export interface ComboboxProps extends FieldText {
  readonly options: readonly ComboboxOption[];
  readonly value: string | undefined;
  /** undefined as soon as the text is changed, until an option is chosen. */
  readonly onChange: (value: string | undefined) => void;
  readonly noMatch?: string | undefined;
}

export function Combobox({ options, value, onChange, noMatch = "Nothing matches", ...text }: ComboboxProps) {
  const state = useCombobox({ options, value, onChange });
  return (
    <Field {...text}>
      {(wiring) => (
        <div class={styles.frame}>
          <input
            {...wiring}
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={state.isOpen}
            aria-controls={`${wiring.id}-list`}
            aria-activedescendant={state.active < 0 ? undefined : `${wiring.id}-${state.active}`}
            autoComplete="off"
            spellcheck={false}
            class={classes(fieldStyles.control, styles.input)}
            value={state.text}
            onInput={(event) => state.type(event.currentTarget.value)}
            onClick={state.open}
            onBlur={state.leave}
            onKeyDown={state.onKeyDown}
          />
          <span class={styles.arrow}>
            <Icon name="chevron-down" size={20} />
          </span>
          <Options id={wiring.id} label={text.label} value={value} state={state} noMatch={noMatch} />
        </div>
      )}
    </Field>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly state: ComboboxState;
  readonly noMatch: string;
}

function Options({ id, label, value, state, noMatch }: OptionsProps) {
  const list = useRef<HTMLDivElement>(null);
  const { isOpen, shown, active, hiddenCount } = state;
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const summary = shown.length === 0 ? noMatch : sayCount(shown.length + hiddenCount, "result");
  return (
    <>
      <div
        ref={list}
        role="presentation"
        hidden={!isOpen}
        class={styles.list}
        onMouseDown={(event) => event.preventDefault()}
      >
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {shown.map((option, index) => (
            <div
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={option.value === value}
              data-active={index === active ? "" : undefined}
              class={styles.option}
              onClick={() => state.choose(option)}
            >
              <span>{option.label}</span>
              {option.hint && <span class={styles.hint}>{option.hint}</span>}
            </div>
          ))}
        </div>
        {shown.length === 0 && <p class={styles.note}>{noMatch}</p>}
        {hiddenCount > 0 && <p class={styles.note}>{hiddenCount} more: type another letter</p>}
      </div>
      <VisuallyHidden>
        <span role="status">{isOpen ? summary : ""}</span>
      </VisuallyHidden>
    </>
  );
}
