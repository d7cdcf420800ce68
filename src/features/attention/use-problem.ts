// A problem opened for its card: its own operations, the records they are about as they stand now, and the names in both.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Device } from "../../storage/device.ts";
import { watch } from "../../storage/live.ts";
import type { Problem, ProblemOp } from "../../storage/problems.ts";
import { readRecord, type Stored } from "../../storage/read.ts";
import { pupilName } from "../../domain/pupil.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { useProblemOps } from "../shared/problem-ops.ts";
import { useToday } from "../shared/today.ts";
import type { RecordsNow } from "./conflict-subjects.ts";
import type { Names, RecordFields } from "./kind-words.ts";

/** @returns undefined until both are here */
export function useOpenedProblem(
  problem: Problem,
): { readonly ops: readonly ProblemOp[]; readonly now: RecordsNow } | undefined {
  const { device } = useAlongside();
  const ops = useProblemOps([problem]).get(problem.mutationId);
  const [now, setNow] = useState<RecordsNow>();
  const [fault, setFault] = useState<{ readonly thrown: unknown }>();
  useEffect(() => {
    if (ops === undefined) return undefined;
    const kinds = [...new Set(["session", ...ops.map((op) => op.kind)])];
    const question = () => readRecordsNow(device, problem, ops);
    return watch(device, kinds, question, setNow, (thrown) => setFault({ thrown }));
  }, [device, problem.mutationId, ops]);
  if (fault) throw fault.thrown;
  return ops && now && { ops, now };
}

export async function readRecordsNow(
  device: Device,
  problem: Pick<Problem, "conflicts">,
  ops: readonly ProblemOp[],
): Promise<RecordsNow> {
  const now = new Map<string, Stored<RecordFields>>();
  const read = async (kindName: string, id: string) => {
    const kind = device.registry.get(kindName);
    const stored = kind && (await readRecord(device, kind, id));
    if (stored) now.set(`${kindName}|${id}`, { ...stored, record: stored.record as RecordFields });
  };
  const wanted = [...ops, ...problem.conflicts];
  await Promise.all(wanted.map((one) => read(one.kind, one.id)));
  // A mark or a note is shown under its session, which it may not have touched.
  const fields = [...ops.map((op) => op.fields), ...[...now.values()].map((one) => one.record)];
  const sessionIds = new Set(fields.map((one) => one["sessionId"]).filter((one) => typeof one === "string"));
  await Promise.all([...sessionIds].map((id) => read("session", id)));
  return now;
}

export function useNames(): Names {
  const directory = useDirectory();
  const today = useToday();
  return useMemo(() => ({ today, ...namesIn(directory) }), [directory, today]);
}

function namesIn(directory: Directory): Omit<Names, "today"> {
  return {
    pupil: (id) => {
      const card = directory.pupil(id)?.record;
      return card ? pupilName(card) : "A child not on this tablet";
    },
    staff: (id) => directory.staffById.get(id)?.record.shortName ?? "An adult not on this tablet",
    group: (id) => directory.groupsById.get(id)?.record.name ?? "A group not on this tablet",
    intervention: (id) =>
      directory.interventionsById.get(id)?.record.name ?? "An intervention not on this tablet",
  };
}
