// Which column of the file is what: guessed, and changeable.
import {
  classListFieldLabel,
  classListFields,
  type ClassListField,
  type ColumnMapping,
} from "../../files/class-list-columns.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Select } from "../../ui/select.tsx";
import styles from "./import.module.css";

export function ColumnsCheck(props: {
  readonly header: readonly string[];
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}) {
  const { header, mapping } = props;
  const found = classListFields.filter((field) => mapping[field] !== undefined);
  const choose = (field: ClassListField, value: string | undefined) => {
    const { [field]: _old, ...rest } = mapping;
    props.onChange(value === undefined ? rest : { ...rest, [field]: Number(value) });
  };
  const hasNames =
    found.some((field) => /orename/.test(field)) && found.some((field) => /urname/.test(field));
  return (
    <Disclosure summary={`Columns: ${found.length} of ${header.length} used`} open={!hasNames}>
      <div class={styles.columns}>
        {classListFields.map((field) => (
          <Select
            key={field}
            label={classListFieldLabel[field]}
            blank="Not in the file"
            options={header.map((text, at) => ({
              value: String(at),
              label: text === "" ? `Column ${at + 1}` : text,
            }))}
            value={mapping[field] === undefined ? undefined : String(mapping[field])}
            onChange={(value) => choose(field, value)}
          />
        ))}
      </div>
    </Disclosure>
  );
}
