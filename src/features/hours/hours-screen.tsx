// Hours: every pupil whose sessions this person may see, with this term's three figures; each opens to its working.
import { useState } from "preact/hooks";
import { halfTermOf, mondayOf } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import { membersOn } from "../../domain/group.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import styles from "./hours.module.css";

export function HoursScreen() {
  const today = useToday();
  const { members, calendar } = useDirectory();
  const holdsAll = useHasRole("senco", "head");
  const [search, setSearch] = useState("");
  const inGroups = new Set<PupilId>(
    [...new Set(members.map((one) => one.record.groupId))].flatMap((groupId) =>
      membersOn(
        members.map((one) => one.record).filter((one) => one.groupId === groupId),
        today,
      ),
    ),
  );
  const words = search.trim().toLowerCase();
  const options = usePupilOptions(today).filter((one) => holdsAll || inGroups.has(one.value));
  const shown = options.filter((one) =>
    words === "" ? inGroups.has(one.value) : `${one.label} ${one.hint}`.toLowerCase().includes(words),
  );
  const period = halfTermOf(today, calendar)?.name ?? `week of ${mondayOf(today)}`;
  return (
    <Page
      title="Hours"
      lead={`What each pupil received. ${holdsAll ? "" : "In your groups."} Now: ${period}.`}
    >
      <Stack>
        <SearchField
          label="Find a pupil"
          value={search}
          onChange={setSearch}
          results={sayCount(shown.length, "pupil")}
        />
        {shown.length === 0 && (
          <EmptyState
            title="No pupils in groups yet"
            action={<ButtonLink href="/groups">Groups and timetable</ButtonLink>}
          >
            A pupil who is in a group, or found by name, opens to hours and their working.
          </EmptyState>
        )}
        <ul class={styles.pupils}>
          {shown.map((one) => (
            <li key={one.value}>
              <a class={styles.pupilRow} href={`/hours/${one.value}`}>
                <strong>{one.label}</strong>
                <span class={styles.soft}>{one.hint}</span>
              </a>
            </li>
          ))}
        </ul>
      </Stack>
    </Page>
  );
}
