// Children of the school who are not in the file: offered for leaving one by one, and never removed by themselves.
import { enrolmentOn, pupilName, type Pupil } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useToday } from "../shared/today.ts";
import type { KnownSchool } from "./import-match.ts";
import styles from "./import.module.css";

export function MissingPupils(props: {
  readonly missing: readonly Stored<Pupil>[];
  readonly known: KnownSchool;
  readonly leavers: ReadonlySet<string>;
  readonly onChange: (leavers: ReadonlySet<string>) => void;
}) {
  const { missing, leavers, onChange } = props;
  const today = useToday();
  if (missing.length === 0) return null;
  const classes = Map.groupBy(props.known.enrolments, (one): string => one.record.pupilId);
  const tick = (id: string, hasLeft: boolean) => {
    const next = new Set(leavers);
    if (hasLeft) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <Disclosure
      summary={`${sayCount(missing.length, "pupil")} of the school not in this file, ${leavers.size} marked as left`}
    >
      <Stack gap="small">
        <p>Nothing happens to them unless you tick them here. What was logged for a leaver stays.</p>
        <Cluster>
          <Button onClick={() => onChange(new Set(missing.map((one) => one.id)))}>All have left</Button>
          <Button variant="quiet" onClick={() => onChange(new Set())}>
            None has left
          </Button>
        </Cluster>
        <div class={styles.columns}>
          {missing.map(({ id, record }) => {
            const own = (classes.get(id) ?? []).map((one) => one.record);
            const className = enrolmentOn(own, today)?.className;
            return (
              <Checkbox
                key={id}
                label={`${pupilName(record)}${className ? `, ${className}` : ""} has left`}
                checked={leavers.has(id)}
                onChange={(hasLeft) => tick(id, hasLeft)}
              />
            );
          })}
        </div>
      </Stack>
    </Disclosure>
  );
}
