// What is unusual about the group, in a sentence each: said, never in the way.
import { adultsOn } from "../../domain/group.ts";
import { groupWarnings, type GroupWarning } from "../../domain/nurture-due.ts";
import { Notice } from "../../ui/notice.tsx";
import { sayCount, sayDay } from "../../ui/words.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { firstNames } from "../shared/people-names.ts";
import { useToday } from "../shared/today.ts";
import type { NurturePart } from "./nurture-group-screen.tsx";

export function GroupWarnings({ data }: NurturePart) {
  const directory = useDirectory();
  const today = useToday();
  const staff = directory.groupStaff.map((one) => one.record).filter((one) => one.groupId === data.groupId);
  const places = data.places.map((one) => one.record);
  const warnings = groupWarnings(places, adultsOn(staff, today).length, today, directory.calendar.halfTerms);
  if (places.length === 0 || warnings.length === 0) return null;
  return (
    <Notice tone="info" title="Worth knowing">
      <ul>
        {warnings.map((one) => (
          <li key={`${one.code}${one.code === "four-terms" ? one.pupilId : ""}`}>
            {sentenceOf(one, directory)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function sentenceOf(one: GroupWarning, directory: Directory): string {
  switch (one.code) {
    case "size":
      return `${sayCount(one.count, "child is", "children are")} in the group now; 6 to 12 is usual.`;
    case "adults":
      return `${sayCount(one.count, "adult runs", "adults run")} the group; two are usual.`;
    case "four-terms":
      return `${firstNames([one.pupilId], directory)[0]?.name ?? "A child"} has been in the group since ${sayDay(one.since)}: more than four terms. Most children go back to class within four.`;
  }
}
