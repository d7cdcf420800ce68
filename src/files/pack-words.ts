// The words of a pack's page: what a family reads without knowing the app.
import { deedWhyWords } from "../domain/deed-labels.ts";
import { divisorRuleLabel } from "../domain/group.ts";
import type { HalfDay } from "../domain/half-days.ts";
import type { PackSession, PupilPack } from "../domain/pupil-pack.ts";
import { lostReasonLabel, markStatusLabel } from "../domain/session-labels.ts";
import { minutesOfSeconds } from "./table.ts";

export const halfWords = { am: "Morning", pm: "Afternoon", day: "All day" } as const;

export const boxallKindLabel = {
  baseline: "Baseline",
  review: "Review",
  exit: "Exit",
  "ad-hoc": "In between",
} as const;

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;

/** "1am" as "Monday morning". */
export function halfDayWords(half: HalfDay): string {
  const day = weekdays[Number(half[0]) - 1];
  return `${day} ${half.endsWith("am") ? "morning" : "afternoon"}`;
}

const types = {
  intervention: "Intervention",
  "class-support": "Class support",
  "personal-care": "Personal care",
  other: "Other",
} as const;

const attendances = {
  attended: "Attended",
  missed: "Missed",
  unmarked: "Not marked",
  "not-expected": "Not expected",
} as const;

export function packTitle(pack: PupilPack): string {
  const name = `${pack.pupil.knownAs} ${pack.pupil.familyInitial}`.trim();
  return pack.purpose === "transfer" ? `Record of support for ${name}` : `Everything held about ${name}`;
}

export function detailsOf(pack: PupilPack): (readonly [string, string])[] {
  const { identity, pupil } = pack;
  return [
    ["School", pack.school],
    ["Made", `${pack.madeAt}${pack.madeBy ? `, by ${pack.madeBy}` : ""}`],
    ["Why", pack.why === undefined ? "" : deedWhyWords[pack.why]],
    ["Known as", pupil.knownAs],
    [
      "Legal name",
      identity === undefined ? "not held" : `${identity.legalForename} ${identity.legalSurname}`,
    ],
    ["Date of birth", identity?.dateOfBirth ?? "not held"],
    ["Unique pupil number", identity?.upn ?? "not held"],
    ["Former unique pupil number", identity?.formerUpn ?? "not held"],
    ["Left the school", pupil.leftOn ?? "no"],
  ];
}

export function datedWords({
  from,
  to,
}: {
  readonly from: string;
  readonly to?: string | null | undefined;
}): string {
  return to ? `${from} to ${to}` : `from ${from}`;
}

export function sayMinutes(seconds: number): string {
  return String(minutesOfSeconds(seconds));
}

export function sessionWhat({ type, intervention, group, rule, voided }: PackSession): string {
  const what = [intervention ?? types[type], group].filter(Boolean).join(", ");
  return `${what} (${divisorRuleLabel[rule].toLowerCase()})${voided ? ". Taken back: it does not count" : ""}`;
}

export function attendanceWords({ outcome, lostReason, attendance, status }: PackSession): string {
  if (outcome === "lost") return `Did not take place${lostReason ? `: ${lostReasonLabel[lostReason]}` : ""}`;
  return status === undefined || status === "here" ? attendances[attendance] : markStatusLabel[status];
}

/** What the page does not hold, and how to read it. */
export function awayWords({ takenOut }: PupilPack): string {
  const out = takenOut > 0 ? ` In ${takenOut} places another child's name or number was taken out.` : "";
  return `Contact minutes are the time the child was there. Shared minutes are the session's time shared among the children who were there. Other children are counted, never named.${out} Records about safeguarding are not kept here.`;
}
