// One file, chosen or dropped. Reads nothing itself.
import { useState } from "preact/hooks";
import { classes } from "./classes.ts";
import { Field, type FieldText } from "./field.tsx";
import styles from "./file-picker.module.css";
import { Icon } from "./icon.tsx";

export interface FilePickerProps extends FieldText {
  /** As of the input element: ".csv,.xlsx". A dropped file may be another: check it. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
  /** The name of the file chosen before. */
  readonly fileName?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function FilePicker({ accept, onFile, fileName, disabled = false, ...text }: FilePickerProps) {
  const [isOver, setOver] = useState(false);
  const take = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    setOver(false);
    if (file) onFile(file);
    // The same file, mended, can then be chosen again.
    input.value = "";
  };
  return (
    <Field {...text}>
      {(wiring) => (
        <div class={classes(styles.zone, isOver && styles.over)}>
          <span class={styles.button}>
            <Icon name="upload" />
            {fileName === undefined ? "Choose a file" : "Choose another file"}
          </span>
          <span class={styles.words} role="status">
            {fileName ?? "or drop it here"}
          </span>
          <input
            {...wiring}
            type="file"
            accept={accept}
            disabled={disabled}
            onDragEnter={() => setOver(true)}
            onDragLeave={() => setOver(false)}
            onDrop={() => setOver(false)}
            onChange={(event) => take(event.currentTarget)}
          />
        </div>
      )}
    </Field>
  );
}
