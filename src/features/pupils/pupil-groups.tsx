// The groups of one child: with whom, when, and what the child is working on.
import { ButtonLink } from "../../ui/button-link.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { sayDay, sayList } from "../../ui/words.ts";
import { allSlotWords } from "../shared/slot-words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { groupsOfChild, type ChildGroup } from "./pupil-queries.ts";
import type { PupilPart } from "./pupil-screen.tsx";
import styles from "./pupils.module.css";

export function PupilGroups({ pupil, ids }: PupilPart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const holdsAll = useHasRole("senco", "head");
  if (pupil.record.mergedInto) return null;
  const groups = groupsOfChild(directory, ids, today);
  const nothing = holdsAll
    ? "In no group now."
    : "In none of the groups on this tablet. You see the groups that you run or teach.";
  return (
    <Section title={`Groups (${groups.length})`}>
      {groups.length === 0 ? (
        <>
          <p class={styles.soft}>{nothing}</p>
          {isSenco && (
            <Cluster>
              <ButtonLink href="/groups">Groups and timetable</ButtonLink>
            </Cluster>
          )}
        </>
      ) : (
        <ul class={styles.rows}>
          {groups.map((one) => (
            <GroupOfChild key={`${one.groupId} ${one.since}`} one={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function GroupOfChild({ one }: { readonly one: ChildGroup }) {
  const { staffById, interventionsById } = useDirectory();
  const adults = one.staffIds.map(
    (id) => staffById.get(id)?.record.shortName ?? "an adult not on this tablet",
  );
  const intervention = interventionsById.get(one.group.interventionId)?.record.name;
  const dates = `Since ${sayDay(one.since)}${one.until ? `, until ${sayDay(one.until)}` : ""}`;
  return (
    <li class={styles.row}>
      <div class={styles.between}>
        <strong>
          <a href={`/groups/${one.groupId}`}>{one.group.name}</a>
        </strong>
        <span class={styles.soft}>{dates}</span>
      </div>
      <span>{[intervention, ...allSlotWords(one.slots)].filter(Boolean).join(" · ")}</span>
      {adults.length > 0 && <span class={styles.soft}>{`With ${sayList(adults)}`}</span>}
      {one.target && <span>{`Target: ${one.target}`}</span>}
    </li>
  );
}
