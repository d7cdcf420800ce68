// Sessions of mine that the server refused: they are no longer in the list, so each is named here with its way out.
import * as records from "../../domain/records.ts";
import type { Session } from "../../domain/session.ts";
import type { Problem, ProblemOp } from "../../storage/problems.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { sayTime } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useProblemOps } from "../shared/problem-ops.ts";
import { sessionTitle } from "../shared/session-title.ts";
import { useToday } from "../shared/today.ts";
import { sayNearDay } from "../shared/when-words.ts";
import own from "./my-log.module.css";

export function RefusedSessions({ problems }: { readonly problems: readonly Problem[] }) {
  const opsOf = useProblemOps(problems);
  if (problems.length === 0) return null;
  return (
    <Notice
      tone="problem"
      title={
        problems.length === 1
          ? "Not taken by the school's server"
          : "These were not taken by the school's server"
      }
      action={<ButtonLink href="/attention">See why, enter again or remove</ButtonLink>}
    >
      <ul class={own.refused}>
        {problems.map((one) => (
          <RefusedSession key={one.mutationId} ops={opsOf.get(one.mutationId)} />
        ))}
      </ul>
    </Notice>
  );
}

function RefusedSession({ ops }: { readonly ops: readonly ProblemOp[] | undefined }) {
  const directory = useDirectory();
  const today = useToday();
  const put = ops?.find((op) => op.op === "put" && op.kind === records.session.name);
  const parsed = put && records.session.schema.safeParse(put.fields);
  return <li>{parsed?.success ? words(parsed.data) : "A session"}</li>;

  function words(session: Session): string {
    return `${sessionTitle(session, directory)}, ${sayNearDay(session.date, today)} ${sayTime(session.start)}`;
  }
}
