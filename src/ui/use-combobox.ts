// What a combobox does with keys and taps, after the ARIA 1.2 pattern "editable combobox with list autocomplete".
import { useState } from "preact/hooks";
import { matchingOptions, type ComboboxOption } from "./combobox-matches.ts";

/** More than these are not shown: typing another letter is quicker than scrolling. */
const mostShown = 50;

export interface ComboboxInput {
  readonly options: readonly ComboboxOption[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

export interface ComboboxState {
  readonly text: string;
  readonly isOpen: boolean;
  readonly shown: readonly ComboboxOption[];
  readonly hiddenCount: number;
  /** Index in `shown`, or -1. */
  readonly active: number;
  readonly type: (text: string) => void;
  readonly open: () => void;
  readonly leave: () => void;
  readonly choose: (option: ComboboxOption) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function useCombobox({ options, value, onChange }: ComboboxInput): ComboboxState {
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const chosen = options.find((option) => option.value === value);
  const found = matchingOptions(options, typed ?? "");
  const shown = found.slice(0, mostShown);
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (option: ComboboxOption) => {
    setTyped(undefined);
    close();
    onChange(option.value);
  };
  const type = (text: string) => {
    setTyped(text);
    setOpen(true);
    setActive(-1);
    if (value !== undefined) onChange(undefined);
  };
  /** The one option whose label was typed in full is taken; other words fall away with nothing chosen. */
  const leave = () => {
    const exact = options.find((option) => option.label.toLowerCase() === typed?.trim().toLowerCase());
    if (exact) onChange(exact.value);
    setTyped(undefined);
    close();
  };
  const move = (index: number) => {
    setOpen(true);
    if (shown.length > 0) setActive((index + shown.length) % shown.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const run = keyAction(event, {
      active,
      isOpen,
      option: shown[active] ?? (shown.length === 1 ? shown[0] : undefined),
      isTyped: typed !== undefined,
      move,
      choose,
      close,
      type,
      hasText: (typed ?? chosen) !== undefined,
    });
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  const text = typed ?? chosen?.label ?? "";
  return {
    text,
    isOpen,
    shown,
    hiddenCount: found.length - shown.length,
    active,
    type,
    open: () => setOpen(true),
    leave,
    choose,
    onKeyDown,
  };
}

interface KeyContext {
  readonly active: number;
  readonly isOpen: boolean;
  /** The one pointed to, or the only one left. */
  readonly option: ComboboxOption | undefined;
  readonly isTyped: boolean;
  readonly hasText: boolean;
  readonly move: (index: number) => void;
  readonly choose: (option: ComboboxOption) => void;
  readonly close: () => void;
  readonly type: (text: string) => void;
}

/** What a key does here, or undefined when it is left to the browser (and to a dialog around). */
function keyAction(event: KeyboardEvent, context: KeyContext): (() => void) | undefined {
  const { active, isOpen, hasText } = context;
  switch (event.key) {
    case "ArrowDown":
      return () => context.move(event.altKey ? active : active + 1);
    case "ArrowUp":
      return event.altKey ? context.close : () => context.move(active < 0 ? -1 : active - 1);
    case "Enter":
      return isOpen ? enterAction(context) : undefined;
    case "Escape":
      if (isOpen) return context.close;
      return hasText
        ? () => {
            context.type("");
            context.close();
          }
        : undefined;
    default:
      return undefined;
  }
}

/** Half-typed words never send the form: Enter takes what is pointed to, or the only one left, and nothing else. */
function enterAction({ option, active, isTyped, choose }: KeyContext): (() => void) | undefined {
  if (option && (isTyped || active >= 0)) return () => choose(option);
  return isTyped ? () => undefined : undefined;
}
