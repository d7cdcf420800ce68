// The boxes for the handbook's numbers, five a strand. What one number makes of another stands faintly in the blank box.
import { strands, type Strand } from "../../domain/boxall.ts";
import styles from "./boxall.module.css";
import {
  definitionBoxId,
  derivedOf,
  typedFields,
  typedFieldTitle,
  type TypedDefinition,
  type TypedField,
} from "./definition-draft.ts";
import { isTableText } from "./definition-paste.ts";

interface BoxesProps {
  readonly typed: TypedDefinition;
  readonly onChange: (typed: TypedDefinition) => void;
  /** Rows of a spreadsheet were pasted into a box. */
  readonly onPaste: (at: { readonly strand: Strand; readonly field: TypedField }, text: string) => void;
  /** Ids of the boxes that hold no number. */
  readonly unreadable: ReadonlySet<string>;
}

export function DefinitionBoxes(props: BoxesProps) {
  return (
    <div class={styles.scroll}>
      <table class={styles.definition}>
        <thead>
          <tr>
            <th scope="col">Strand</th>
            {typedFields.map((field) => (
              <th key={field} scope="col">
                {typedFieldTitle[field]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {strands.map((strand) => (
            <tr key={strand}>
              <th scope="row">{strand}</th>
              {typedFields.map((field) => (
                <td key={field}>
                  <Box strand={strand} field={field} {...props} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Box(props: BoxesProps & { readonly strand: Strand; readonly field: TypedField }) {
  const { typed, strand, field } = props;
  const id = definitionBoxId(strand, field);
  const set = (text: string) => props.onChange({ ...typed, [strand]: { ...typed[strand], [field]: text } });
  return (
    <input
      id={id}
      type="text"
      inputMode={field === "label" ? "text" : "numeric"}
      autoComplete="off"
      aria-label={`Strand ${strand}: ${typedFieldTitle[field].toLowerCase()}`}
      aria-invalid={props.unreadable.has(id) || undefined}
      placeholder={derivedOf(typed[strand], field)}
      value={typed[strand][field]}
      onInput={(event) => set(event.currentTarget.value)}
      onPaste={(event) => {
        const text = event.clipboardData?.getData("text") ?? "";
        if (!isTableText(text)) return;
        event.preventDefault();
        props.onPaste({ strand, field }, text);
      }}
    />
  );
}
