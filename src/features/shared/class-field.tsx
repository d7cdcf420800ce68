// A class by name: those the school has as chips, so that one class is written in one way; another one by typing it.
import { useState } from "preact/hooks";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useClassNames } from "./class-names.ts";
import { useToday } from "./today.ts";

/** No class is called so: a name is trimmed, and this is not. */
const another = " another ";

export function ClassField(props: {
  readonly id?: string | undefined;
  readonly value: string;
  readonly onChange: (className: string) => void;
  readonly error?: string | undefined;
}) {
  const { id, value, onChange, error } = props;
  const known = useClassNames(useToday());
  const [isOther, setIsOther] = useState(false);
  const isTyped = isOther || known.length === 0 || (value !== "" && !known.includes(value));
  const choose = (chosen: string) => {
    setIsOther(chosen === another);
    onChange(chosen === another ? "" : chosen);
  };
  return (
    <Stack>
      {known.length > 0 && (
        <ChipGroup
          id={isTyped ? undefined : id}
          label="Class"
          options={[
            ...known.map((name) => ({ value: name, label: name })),
            { value: another, label: "Another class" },
          ]}
          value={isTyped ? another : value === "" ? undefined : value}
          onChange={choose}
          error={isTyped ? undefined : error}
        />
      )}
      {isTyped && (
        <TextField
          id={id}
          label={known.length === 0 ? "Class" : "Name of the class"}
          value={value}
          onChange={onChange}
          maxLength={40}
          error={error}
        />
      )}
    </Stack>
  );
}
