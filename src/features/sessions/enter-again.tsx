// A log that the school's server refused, in the form again with all that was typed. Saving it settles the refusal.
import { useEffect, useState } from "preact/hooks";
import { sessionIdSchema } from "../../domain/ids.ts";
import { useProblems } from "../../storage/live.ts";
import { dismissProblem, problemOps, type Problem } from "../../storage/problems.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useAlongside } from "../shared/context.ts";
import { readLogged } from "../shared/logged.ts";
import type { SessionDraft } from "../shared/session-draft.ts";
import type { Device } from "../../storage/device.ts";
import { draftFromRefused, sessionIdIn } from "./again-draft.ts";
import { SessionForm } from "./session-form.tsx";

export function EnterAgain({ mutationId }: { readonly mutationId: string }) {
  const { device } = useAlongside();
  const problems = useProblems(device);
  const problem = problems?.find((one) => one.mutationId === mutationId);
  const [found, setFound] = useState<{ readonly draft: SessionDraft | undefined }>();
  const isThere = problem !== undefined;
  // Made once: what is typed must not be overwritten by later news.
  useEffect(() => {
    if (problem) void readDraft(device, problem).then((draft) => setFound({ draft }));
  }, [device, isThere]);
  return (
    <Page title="Enter it again" back={{ href: "/attention", label: "Needs attention" }}>
      {found === undefined && (problems === undefined || isThere) && <Skeleton lines={6} />}
      {found === undefined && problems !== undefined && !isThere && (
        <EmptyState title="This is settled" action={<ButtonLink href="/log">Open My log</ButtonLink>}>
          There is nothing to enter again.
        </EmptyState>
      )}
      {found && found.draft === undefined && (
        <EmptyState
          title="This cannot be filled in for you"
          icon="alert"
          action={<ButtonLink href="/log/new">Log a session</ButtonLink>}
        >
          What it said stands in Needs attention. Enter it as a new session, then remove it there.
        </EmptyState>
      )}
      {found?.draft && (
        <SessionForm
          initial={found.draft}
          draftKey={`again|${mutationId}`}
          doneHref="/attention"
          isPlanned={found.draft.slotId !== undefined}
          onSaved={() => dismissProblem(device, mutationId)}
        />
      )}
    </Page>
  );
}

async function readDraft(device: Device, problem: Problem): Promise<SessionDraft | undefined> {
  const ops = await problemOps(device, problem);
  const id = sessionIdSchema.safeParse(sessionIdIn(ops));
  return id.success ? draftFromRefused(id.data, ops, await readLogged(device, id.data)) : undefined;
}
