// What a person can do with a problem, each with its way back: use theirs, use mine, keep both, send again, remove.
import { useRef } from "preact/hooks";
import { dismissProblem, restoreProblem, type Problem, type ProblemOp } from "../../storage/problems.ts";
import { mayEdit } from "../../domain/access.ts";
import { sessionIdSchema } from "../../domain/ids.ts";
import { accessFactsOf, todayOf } from "../../storage/access-facts.ts";
import type { Device } from "../../storage/device.ts";
import type { Change } from "../../storage/write.ts";
import { useAlongside } from "../shared/context.ts";
import { authorOf } from "../shared/log-draft.ts";
import { readLogged } from "../shared/logged.ts";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import type { Conflict, RecordsNow, Subject } from "./conflict-subjects.ts";
import type { RecordFields } from "./kind-words.ts";
import { readRecordsNow } from "./use-problem.ts";
import { changesTo, myValues, valuesNow, type Wanted } from "./settle-changes.ts";

/** Settles what was asked; true when it is done and the card goes. */
type Act = () => Promise<boolean>;

type Save = (changes: readonly Change[]) => Promise<boolean>;

/** @param onUndone the problem is back on the screen */
export function useSettling(problem: Problem, onUndone: () => void) {
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const isSettled = useRef(false);
  /** A second tap on a card that is about to go does nothing. */
  const once = (settle: Act): Act => {
    return async () => {
      if (isSettled.current) return false;
      isSettled.current = await settle();
      return isSettled.current;
    };
  };
  const back = async () => {
    isSettled.current = false;
    await restoreProblem(device, problem);
    onUndone();
  };
  const saveAndGo = async (changes: readonly Change[], message: string): Promise<boolean> => {
    if (!(await saving.save(changes))) return false;
    await dismissProblem(device, problem.mutationId);
    offerUndo({ message });
    return true;
  };
  return {
    saving,
    /** The stored value stays; mine goes from this tablet. */
    takeTheirs: (subject: Subject): Act => {
      return once(async () => {
        await settleConflicts(device, problem, subject.conflicts);
        offerUndo({ message: "Theirs is used", undo: back });
        return true;
      });
    },
    takeMine: (subject: Subject, ops: readonly ProblemOp[]): Act => {
      return once(async () => {
        const saved = await saveMine(device, saving.save, problem, ops, subject);
        if (saved === undefined) return false;
        await settleConflicts(device, problem, saved.settled);
        const undo = async () => {
          if (await saved.putBack()) await back();
        };
        const isWhole = saved.settled.length === subject.conflicts.length;
        const message = isWhole ? "yours is used" : "yours is used where you may change it";
        offerUndo({ message: `Saved on this tablet: ${message}`, undo });
        return isWhole;
      });
    },
    keepBoth: (changes: readonly Change[]) =>
      once(() => saveAndGo(changes, "Saved on this tablet: both are kept")),
    sendAgain: (changes: readonly Change[]) => once(() => saveAndGo(changes, "Saved on this tablet")),
    remove: (): Act => {
      return once(async () => {
        await dismissProblem(device, problem.mutationId);
        offerUndo({ message: "Removed from this tablet", undo: back });
        return true;
      });
    },
  };
}

/** The other conflicts of the same save stay to be settled. */
async function settleConflicts(
  device: Device,
  problem: Problem,
  settled: readonly Conflict[],
): Promise<void> {
  const rest = problem.conflicts.filter((one) => !settled.includes(one));
  if (rest.length === 0) await dismissProblem(device, problem.mutationId);
  else await restoreProblem(device, { ...problem, conflicts: rest });
}

/** What this person may change: a note belongs to whoever wrote it, and stays to be settled. */
async function allowedOf(device: Device, wanted: Wanted, now: RecordsNow): Promise<Wanted> {
  const facts = await accessFactsOf(device);
  const today = todayOf(device);
  const mayChange = (key: string, fields: RecordFields) => {
    const kind = device.registry.get(key.split("|")[0] ?? "");
    const stored = now.get(key);
    if (kind === undefined || stored === undefined) return false;
    const record = { before: stored.record, after: { ...stored.record, ...fields } };
    return mayEdit(kind, record, stored, facts, today);
  };
  return new Map([...wanted].filter(([key, fields]) => mayChange(key, fields)));
}

/** @returns the conflicts that are settled by it and the way back; undefined when nothing was saved */
async function saveMine(
  device: Device,
  save: Save,
  problem: Problem,
  ops: readonly ProblemOp[],
  subject: Subject,
): Promise<{ readonly settled: readonly Conflict[]; readonly putBack: Act } | undefined> {
  const now = await readRecordsNow(device, problem, ops);
  const mine = myValues(subject.conflicts, ops, now, device.registry);
  const allowed = await allowedOf(device, mine, now);
  // With nothing allowed the save is tried all the same: it says what to do.
  const wanted = allowed.size === 0 ? mine : allowed;
  const before = valuesNow(wanted, now);
  if (!(await saveValues(device, save, problem, ops, subject, wanted))) return undefined;
  const isLeft = ({ kind, id }: Conflict) => mine.has(`${kind}|${id}`) && !wanted.has(`${kind}|${id}`);
  return {
    settled: subject.conflicts.filter((one) => !isLeft(one)),
    putBack: () => saveValues(device, save, problem, ops, subject, before),
  };
}

async function saveValues(
  device: Device,
  save: Save,
  problem: Problem,
  ops: readonly ProblemOp[],
  subject: Subject,
  wanted: Wanted,
): Promise<boolean> {
  const now = await readRecordsNow(device, problem, ops);
  const [kind, id = ""] = subject.key.split("|");
  const sessionId = kind === "session" ? sessionIdSchema.safeParse(id) : undefined;
  const logged = sessionId?.success ? await readLogged(device, sessionId.data) : undefined;
  return await save(changesTo(wanted, now, device.registry, authorOf(device), logged));
}
