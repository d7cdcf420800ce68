// Class support and the like on the timetable: class by class, who and when. Its own hours, never added to interventions.
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayCount, sayList } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";
import styles from "./interventions.module.css";
import { SlotRow } from "./slot-row.tsx";
import { supportSlots } from "./support-queries.ts";

export function SupportList() {
  const { slotsById, staffById } = useDirectory();
  const today = useToday();
  const classes = supportSlots(slotsById, today);
  if (classes.length === 0) return null;
  return (
    <Disclosure summary={`Class support (${sayCount(classes.length, "class", "classes")})`}>
      <Stack>
        {classes.map(([className, slots]) => (
          <Section key={className} title={className || "No class"}>
            <ul class={styles.rows}>
              {slots.map((one) => (
                <SlotRow key={one.id} slot={one}>
                  <strong>
                    {sayList(
                      one.record.staffIds.map((id) => staffById.get(id)?.record.shortName ?? "an adult"),
                    )}
                  </strong>{" "}
                </SlotRow>
              ))}
            </ul>
          </Section>
        ))}
      </Stack>
    </Disclosure>
  );
}
