// A logged session: see it, correct it, undo it, and read what was corrected before.
import { useMemo } from "preact/hooks";
import { useRoute } from "preact-iso";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { authorOf } from "../shared/log-draft.ts";
import { useSaving } from "../shared/saving.tsx";
import { restoreChanges, voidChanges, type LoggedBefore } from "../shared/session-changes.ts";
import { draftFromSession } from "../shared/session-draft.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { EditHistory } from "./edit-history.tsx";
import { SessionForm } from "./session-form.tsx";

const back = { href: "/log", label: "My log" } as const;

export function SessionScreen() {
  const { device } = useAlongside();
  const { params } = useRoute();
  const id = params["id"] ?? "";
  const ofSession = { index: "sessionId", equals: id };
  const sessions = useRecords(device, records.session, { ids: [id] });
  const marks = useRecords(device, records.mark, ofSession);
  const notes = useRecords(device, records.note, ofSession);
  const session = sessions?.[0];
  if (sessions === undefined || marks === undefined || notes === undefined) return <Skeleton lines={6} />;
  if (session === undefined) {
    return (
      <EmptyState
        title="This session is not on this tablet"
        action={<ButtonLink href="/log">Open My log</ButtonLink>}
      >
        It may belong to a group that you no longer hold.
      </EmptyState>
    );
  }
  return <LoggedSession key={session.id} logged={{ session, marks, notes }} />;
}

function LoggedSession({ logged }: { readonly logged: LoggedBefore }) {
  const { device } = useAlongside();
  const { session, marks, notes } = logged;
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const draft = useMemo(
    () =>
      draftFromSession(
        session.id,
        session.record,
        marks.map((one) => one.record),
        notes.map((one) => one.record),
      ),
    // Made anew when the stored session changes under the form, for instance by an undo.
    [session.rev],
  );
  const takeBack = async () => {
    const isSaved = await saving.save(voidChanges(session, authorOf(device), "undo"));
    if (isSaved) offerUndo({ message: "Undone. The session is not logged." });
  };
  const bringBack = async () => {
    const isSaved = await saving.save(restoreChanges(session, authorOf(device)));
    if (isSaved) offerUndo({ message: "Saved on this tablet" });
  };
  return (
    <Page
      title="Change a session"
      back={back}
      actions={
        !session.record.voided && (
          <Button icon="undo" busy={saving.isSaving} onClick={() => void takeBack()}>
            Undo this log
          </Button>
        )
      }
    >
      <Stack gap="large">
        <ProblemNotice problem={saving.problem} />
        {session.record.voided ? (
          <Notice
            tone="info"
            title="This log was undone"
            action={<Button onClick={() => void bringBack()}>Bring it back</Button>}
          >
            It counts in no figure, and stays here so that nothing is lost.
          </Notice>
        ) : (
          <SessionForm
            key={session.rev}
            initial={draft}
            draftKey={`${session.id}|${session.rev}`}
            doneHref="/log"
            isPlanned={session.record.slotId !== undefined}
          />
        )}
        <EditHistory session={session} />
      </Stack>
    </Page>
  );
}
