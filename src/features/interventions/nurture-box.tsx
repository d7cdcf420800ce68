// Whether a group is a nurture group: asked when it is made, and on its page.
import { Checkbox } from "../../ui/checkbox.tsx";

export function NurtureBox(props: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <Checkbox
      label="This is a nurture group"
      hint="It takes a register each half-day, and children have places in it from a day to a day."
      checked={props.checked}
      onChange={props.onChange}
    />
  );
}
