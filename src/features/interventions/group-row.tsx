// One group in the list: its name, times, adults and children.
import { adultsOn, membersOn, type Group } from "../../domain/group.ts";
import type { GroupId } from "../../domain/ids.ts";
import { isInForce, pupilName } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";
import { sayList } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { allSlotWords } from "../shared/slot-words.ts";
import { useToday } from "../shared/today.ts";
import styles from "./interventions.module.css";

export function GroupRow({ id, group }: { readonly id: GroupId; readonly group: Stored<Group> }) {
  const directory = useDirectory();
  const today = useToday();
  const members = directory.members.map((one) => one.record).filter((one) => one.groupId === id);
  const staff = directory.groupStaff.map((one) => one.record).filter((one) => one.groupId === id);
  const slots = [...directory.slotsById.values()].map((one) => one.record);
  const times = allSlotWords(slots.filter((one) => one.groupId === id && isInForce(one, today)));
  const names = membersOn(members, today).map((pupilId) => {
    const pupil = directory.pupil(pupilId)?.record;
    return pupil ? pupilName(pupil) : "A child not on this tablet";
  });
  const adults = adultsOn(staff, today).map(
    (one) => directory.staffById.get(one.staffId)?.record.shortName ?? "",
  );
  return (
    <li>
      <a class={styles.row} href={`/groups/${id}`}>
        <strong>{group.record.name}</strong>
        <span>{times.length === 0 ? "Not on the timetable yet" : times.join("; ")}</span>
        <span class={styles.soft}>
          {[sayList(adults), sayList(names)].filter(Boolean).join(" · ") || "No children yet"}
        </span>
      </a>
    </li>
  );
}
