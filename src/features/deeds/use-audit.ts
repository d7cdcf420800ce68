// Asks the server for the audit, a page at a time, and puts names to ids from what this device holds.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { AuditRow } from "../../api/client.ts";
import type { Day } from "../../domain/calendar.ts";
import { pupilIdSchema, staffIdSchema, type StaffId } from "../../domain/ids.ts";
import { pupilName } from "../../domain/pupil.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useProveSelf, type ProveSelf } from "../shared/prove-self.tsx";
import type { Names } from "./deed-words.ts";

export interface AuditChoice {
  readonly person: StaffId | undefined;
  readonly day: Day | undefined;
}

export interface AuditSeen {
  readonly rows: readonly AuditRow[];
  /** Where older rows begin; null = there are none; undefined = not known yet. */
  readonly next: number | null | undefined;
  readonly problem: string | undefined;
  readonly isAsking: boolean;
}

const nothingYet: AuditSeen = { rows: [], next: undefined, problem: undefined, isAsking: true };

/** The rows that fit the choice; `more` asks for older ones, `again` begins anew. */
export function useAudit({ person, day }: AuditChoice): AuditSeen & {
  readonly more: () => void;
  readonly again: () => void;
  /** The question whether it is still the same person, to be put on the page. */
  readonly proving: ProveSelf["question"];
} {
  const { api } = useAlongside();
  const { whenProven, question: proving } = useProveSelf();
  const [seen, setSeen] = useState(nothingYet);
  // Only the answer to the newest question counts.
  const question = useRef(0);
  const ask = async (earlier: readonly AuditRow[], before?: number) => {
    const mine = (question.current += 1);
    setSeen((last) => (before === undefined ? nothingYet : { ...last, isAsking: true }));
    const query = {
      ...(before !== undefined && { before }),
      ...(person !== undefined && { person }),
      ...(day !== undefined && { day }),
    };
    const answer = await whenProven(() => api.audit(query));
    if (mine !== question.current) return;
    setSeen(
      answer.ok
        ? {
            rows: [...earlier, ...answer.value.rows],
            next: answer.value.next,
            problem: undefined,
            isAsking: false,
          }
        : { rows: earlier, next: before, problem: answer.message, isAsking: false },
    );
  };
  useEffect(() => void ask([]), [person, day]);
  return {
    ...seen,
    proving,
    more: () => void ask(seen.rows, seen.next ?? undefined),
    again: () => void ask([]),
  };
}

/** Names for ids. Who is not in the school data (any more) is told as such, never guessed. */
export function useNames(): Names {
  const { staffById, pupil } = useDirectory();
  return useMemo(
    () => ({
      person: (id) => {
        const staffId = staffIdSchema.safeParse(id);
        return (staffId.success && staffById.get(staffId.data)?.record.name) || "somebody not on the list";
      },
      pupil: (id) => {
        const pupilId = pupilIdSchema.safeParse(id);
        const found = pupilId.success ? pupil(pupilId.data) : undefined;
        return found === undefined ? "a pupil who was erased" : pupilName(found.record);
      },
    }),
    [staffById, pupil],
  );
}
