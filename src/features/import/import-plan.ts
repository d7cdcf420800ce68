// What an import would do, worked out before anything is written: which child each row is, and what changes for them.
import type { Day, SchoolCalendar } from "../../domain/calendar.ts";
import { pupilIdSchema } from "../../domain/ids.ts";
import type { Pupil } from "../../domain/pupil.ts";
import type { ImportedPupil } from "../../files/class-list.ts";
import type { Stored } from "../../storage/read.ts";
import type { Change } from "../../storage/write.ts";
import { effectsOn, joinEffects, leaving } from "./changed-pupil.ts";
import { matcherOf, type KnownPupil, type KnownSchool, type Match, type MatchedBy } from "./import-match.ts";
import { noTrace, type ImportTrace } from "./import-trace.ts";
import { cardMaker, newPupil, yearStart } from "./new-pupil.ts";

export interface ImportItem {
  readonly imported: ImportedPupil;
  readonly by: MatchedBy;
  readonly known?: KnownPupil;
  /** `ask`: looks like a child who is here already, and only a person can say. `double`: an earlier row is this child. */
  readonly outcome: "new" | "changed" | "same" | "ask" | "double";
  /** In words: "Class: 3 Oak → 4 Ash". */
  readonly effects: readonly string[];
  readonly changes: readonly Change[];
  readonly trace: ImportTrace;
}

export interface ImportSettings {
  readonly today: Day;
  readonly calendar: SchoolCalendar;
  readonly newId: () => string;
  /** By first row number: whether a person said that this is the child that the row resembles. */
  readonly answers: ReadonlyMap<number, boolean>;
}

/** The number by which a pupil of the file is called in answers: that of the first of its rows. */
export function rowNumberOf(pupil: ImportedPupil): number {
  return pupil.rowNumbers[0] ?? 0;
}

export function planImport(
  imported: readonly ImportedPupil[],
  known: KnownSchool,
  settings: ImportSettings,
): ImportItem[] {
  const match = matcherOf(known);
  const makeCard = cardMaker(imported, known.pupils);
  const from = yearStart(settings.today, settings.calendar);
  const matches = new Map(imported.map((pupil) => [pupil, match(pupil)]));
  const claims = claimsOf(matches);
  return imported.map((pupil): ImportItem => {
    const found = matches.get(pupil) ?? { by: "nothing" };
    const { by, known: child } = found;
    const answer = settings.answers.get(rowNumberOf(pupil));
    if (child === undefined || (by === "name-and-birth" && answer === false)) {
      const made = newPupil(pupil, makeCard(pupil), from, settings.newId);
      return { imported: pupil, by: "nothing", outcome: "new", effects: [], ...made };
    }
    const about = { imported: pupil, by, known: child };
    const first = claims.get(child.id);
    if (first !== undefined && first !== pupil) return { ...about, ...nothing("double", doubleWords(first)) };
    if (by === "name-and-birth" && answer === undefined) return { ...about, ...nothing("ask") };
    const effects = effectsOn(child, pupil, settings);
    const outcome = effects.length === 0 ? "same" : "changed";
    return { ...about, outcome, effects: effects.map((one) => one.words), ...joinEffects(effects) };
  });
}

/** Pupils on roll who are not in the file: offered for leaving, never removed by themselves. */
export function missingFrom(items: readonly ImportItem[], known: KnownSchool): Stored<Pupil>[] {
  const found = new Set<string>(items.flatMap((one) => one.known?.id ?? []));
  return known.pupils.filter(({ id, record }) => {
    const isOnRoll = !record.leftOn && !record.mergedInto && !record.provisional;
    return isOnRoll && !found.has(id);
  });
}

/** The leavers that a person ticked, as steps of the import. */
export function planLeavers(
  leavers: readonly Stored<Pupil>[],
  known: KnownSchool,
  today: Day,
): Pick<ImportItem, "changes" | "trace">[] {
  const enrolments = Map.groupBy(known.enrolments, (one) => one.record.pupilId);
  return leavers.map((card) => {
    const id = pupilIdSchema.parse(card.id);
    return leaving({ id, card, enrolments: enrolments.get(id) ?? [] }, today);
  });
}

/** One row stands for a child: the one with the number, else the first of the same name. */
function claimsOf(matches: ReadonlyMap<ImportedPupil, Match>): Map<string, ImportedPupil> {
  const claims = new Map<string, ImportedPupil>();
  const inOrder = (["upn", "former-upn", "name-and-birth"] as const).flatMap((by) =>
    [...matches].filter(([, one]) => one.by === by),
  );
  for (const [pupil, { known }] of inOrder) if (known && !claims.has(known.id)) claims.set(known.id, pupil);
  return claims;
}

function nothing(outcome: "ask" | "double", ...effects: string[]) {
  return { outcome, effects, changes: [], trace: noTrace };
}

function doubleWords(first: ImportedPupil): string {
  return `Row ${rowNumberOf(first)} is this child already, so nothing more happens`;
}
