// The twenty boxes of a form, ten and ten. The box that is at hand is marked, and what cannot be is said under it.
import { strandsOf, type BoxallPart, type Strand } from "../../domain/boxall.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import { classes } from "../../ui/classes.ts";
import styles from "./boxall.module.css";
import { boxProblem, mostOf, partTitle, type TypedTotals } from "./typed-totals.ts";

export interface StrandBoxesProps {
  readonly typed: TypedTotals;
  readonly definition: BoxallDefinition | undefined;
  readonly active: Strand | undefined;
  /** Beside each box: what the assessors who are to agree had. */
  readonly hints?: Readonly<Partial<Record<Strand, string>>>;
  readonly onType: (strand: Strand, text: string) => void;
  readonly onActive: (strand: Strand) => void;
  readonly onNext: (strand: Strand) => void;
  readonly onBack: (strand: Strand) => void;
  readonly onPaste: (text: string) => void;
}

/** The id of a strand's box in the page. */
export function boxId(strand: Strand): string {
  return `strand-${strand}`;
}

export function StrandBoxes(props: StrandBoxesProps) {
  return (
    <div class={styles.parts}>
      {([1, 2] as const).map((part) => (
        <PartBoxes key={part} part={part} {...props} />
      ))}
    </div>
  );
}

function PartBoxes({ part, ...props }: StrandBoxesProps & { readonly part: BoxallPart }) {
  const own = strandsOf(part);
  const [first] = own;
  return (
    <fieldset class={styles.part}>
      <legend>{first && partTitle(first)}</legend>
      {own.map((strand) => (
        <Box key={strand} strand={strand} {...props} />
      ))}
    </fieldset>
  );
}

function Box({ strand, ...props }: StrandBoxesProps & { readonly strand: Strand }) {
  const { typed, definition, active } = props;
  const isActive = active === strand;
  const most = mostOf(strand, definition);
  const problem = boxProblem(strand, typed[strand], most);
  const label = definition?.strands[strand]?.label ?? "";
  const onKeyDown = (event: KeyboardEvent) => {
    const isBack = event.key === "Backspace" && typed[strand] === "";
    if (event.key !== "Enter" && !isBack) return;
    event.preventDefault();
    if (isBack) props.onBack(strand);
    else props.onNext(strand);
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (/^\d{0,3}$/.test(text.trim())) return;
    event.preventDefault();
    props.onPaste(text);
  };
  return (
    <div class={classes(styles.boxRow, isActive && styles.active)}>
      <label for={boxId(strand)}>
        <strong>{strand}</strong> {label}
        {most !== undefined && <span class={styles.soft}>{` of ${most}`}</span>}
        {props.hints?.[strand] && <span class={styles.soft}>{` (${props.hints[strand]})`}</span>}
      </label>
      <input
        id={boxId(strand)}
        type="text"
        inputMode="none"
        autoComplete="off"
        maxLength={3}
        class={styles.box}
        value={typed[strand]}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : `strand-${strand}-problem`}
        onFocus={(event) => {
          event.currentTarget.select();
          props.onActive(strand);
        }}
        onInput={(event) => props.onType(strand, event.currentTarget.value.replaceAll(/\D/g, ""))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {problem && (
        <p id={`strand-${strand}-problem`} class={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
