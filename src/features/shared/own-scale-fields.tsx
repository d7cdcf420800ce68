// One value on a scale of the school's own: a name, a range, which way is wanted. A scale that was used before is taken as it
// was, since only values on the same one are compared.
import { scaleKey, scoreDirectionLabel, scoreDirectionSchema, type Scale } from "../../domain/score.ts";
import { scaleWords } from "../../domain/score-series.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { typedScale, type ScoreDraft } from "./score-draft.ts";
import type { ScorePart } from "./score-form.tsx";
import styles from "./scores.module.css";

const directions = scoreDirectionSchema.options.map((value) => ({
  value,
  label: scoreDirectionLabel[value],
}));

export function OwnScaleFields(props: ScorePart & { readonly known: readonly Scale[] }) {
  const { draft, onChange, errorOf, prefix, known } = props;
  const { own } = draft;
  const set = (fields: Partial<ScoreDraft["own"]>) => onChange({ ...draft, own: { ...own, ...fields } });
  const field = (name: "name" | "min" | "max" | "value") => ({
    id: `${prefix}-${name}`,
    value: own[name],
    onChange: (text: string) => set({ [name]: text }),
    error: errorOf(name),
  });
  const number = { inputMode: "decimal", width: "short", maxLength: 9 } as const;
  return (
    <>
      {known.length > 0 && <KnownScale known={known} own={own} onChoose={(one) => set(typedScale(one))} />}
      <TextField
        {...field("name")}
        label="What is measured"
        hint="A name that you will use again, without a child's name"
        maxLength={60}
        width="full"
      />
      <div class={styles.values}>
        <TextField {...field("min")} {...number} label="Lowest possible" />
        <TextField {...field("max")} {...number} label="Highest possible" />
      </div>
      <ChipGroup
        id={`${prefix}-direction`}
        label="Which way is wanted"
        options={directions}
        value={own.direction}
        onChange={(direction) => set({ direction })}
        error={errorOf("direction")}
      />
      <TextField {...field("value")} {...number} label="Score" hint={rangeHint(own)} />
    </>
  );
}

function KnownScale(props: {
  readonly known: readonly Scale[];
  readonly own: ScoreDraft["own"];
  readonly onChoose: (scale: Scale) => void;
}) {
  const { known, own, onChoose } = props;
  const { name, min, max, direction } = own;
  const chosen = known.find((one) => {
    const typed = typedScale(one);
    return typed.name === name && typed.min === min && typed.max === max && typed.direction === direction;
  });
  return (
    <Select
      label="Used here before"
      hint="Only the same name, range and direction are compared"
      blank="A new one"
      width="full"
      options={known.map((one) => ({ value: scaleKey(one), label: `${one.name}: ${scaleWords(one)}` }))}
      value={chosen && scaleKey(chosen)}
      onChange={(key) => {
        const scale = known.find((one) => scaleKey(one) === key);
        if (scale) onChoose(scale);
      }}
    />
  );
}

function rangeHint({ min, max }: ScoreDraft["own"]): string | undefined {
  return min.trim() === "" || max.trim() === "" ? undefined : `From ${min} to ${max}`;
}
