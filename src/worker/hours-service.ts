// The questions about hours that screens ask, answered from a ledger that is brought up to date first. Plain functions on
// an open database: nothing here knows that it runs in a worker.
import type { Day } from "../domain/calendar.ts";
import type { PupilId, SessionId } from "../domain/ids.ts";
import { workingOf, type Cell, type Contribution } from "../domain/ledger.ts";
import { pupilHoursOf, type PupilHours, type SessionWorking } from "../domain/pupil-hours.ts";
import {
  drainLedger,
  isLedgerWhole,
  ledgerRowsOfPupils,
  ledgerRowsOfSessions,
  ledgerRowsOfWeeks,
  ledgerStatusOf,
  openLedgerRows,
  readCellRows,
  readSettled,
  type LedgerCache,
  type LedgerStatus,
} from "../storage/ledger-cache.ts";
import { openCells } from "../storage/ledger-cells.ts";
import { forgetLedger, type LedgerProgress } from "../storage/ledger-rebuild.ts";

export interface PupilHoursQuestion {
  /** Every id that stands for the pupil today: its own and those of the cards merged into it. */
  readonly pupilIds: readonly PupilId[];
  /** Both days included. */
  readonly from: Day;
  readonly to: Day;
}

export interface WeeklyQuestion {
  /** Mondays. */
  readonly weeks: readonly Day[];
  /** All pupils, adults and groups when not given. */
  readonly pupilIds?: readonly PupilId[];
}

/** Every answer holds whatever was saved before the question was asked. */
export interface HoursService {
  readonly pupilHours: (question: PupilHoursQuestion) => Promise<PupilHours>;
  /** What each session of some weeks gave: the weekly summary is made of these. */
  readonly weeklyContributions: (question: Pick<WeeklyQuestion, "weeks">) => Promise<Contribution[]>;
  /** Sums by subject, week and part, for figures over many pupils or weeks. Contact is per session in them. */
  readonly weeklyCells: (question: WeeklyQuestion) => Promise<Cell[]>;
  /** One session's division; undefined when it is not on this device or voided. */
  readonly sessionWorking: (sessionId: SessionId) => Promise<SessionWorking | undefined>;
  readonly status: () => Promise<LedgerStatus>;
  /** Works out what was saved, so that the next question need not wait. */
  readonly catchUp: () => Promise<void>;
  /** Throws the ledger away and builds it anew from the sessions. */
  readonly rebuild: () => Promise<void>;
}

export interface HoursParts {
  readonly cache: LedgerCache;
  readonly onProgress: (progress: LedgerProgress) => void;
  /** Runs work while no other tab does. Figures are right without it, but two rebuilds at once would hinder each other. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

export function createHoursService({ cache, onProgress, alone }: HoursParts): HoursService {
  const { db } = cache;
  let draining: Promise<void> | undefined;
  let isChecked = false;
  const drainOnce = async () => {
    if (!isChecked && !(await isLedgerWhole(db))) await forgetLedger(db);
    isChecked = true;
    await drainLedger(cache, onProgress);
  };
  const drain = (): Promise<void> => {
    // Two questions at once share one draining; `readSettled` asks again for what was saved meanwhile.
    draining ??= alone(drainOnce).finally(() => (draining = undefined));
    return draining;
  };
  const settled = async <Rows, Answer>(read: () => Promise<Rows>, open: (rows: Rows) => Promise<Answer>) =>
    await open(await readSettled(cache, drain, read));

  return {
    pupilHours: async (question) =>
      pupilHoursOf(
        question,
        await settled(
          () => ledgerRowsOfPupils(db, question.pupilIds, question.from, question.to),
          (rows) => openLedgerRows(cache, rows),
        ),
      ),
    weeklyContributions: async ({ weeks }) =>
      await settled(
        () => ledgerRowsOfWeeks(db, weeks),
        (rows) => openLedgerRows(cache, rows),
      ),
    weeklyCells: async ({ weeks, pupilIds }) =>
      await settled(
        () =>
          readCellRows(
            db,
            weeks,
            pupilIds?.map((id) => `pupil|${id}`),
          ),
        (rows) => openCells(cache.vault, rows),
      ),
    sessionWorking: async (sessionId) => {
      const [contribution] = await settled(
        () => ledgerRowsOfSessions(db, [sessionId]),
        (rows) => openLedgerRows(cache, rows),
      );
      return contribution && { contribution, working: workingOf(contribution) };
    },
    status: async () => await ledgerStatusOf(db),
    catchUp: drain,
    rebuild: async () => {
      await alone(() => forgetLedger(db));
      await drain();
    },
  };
}
