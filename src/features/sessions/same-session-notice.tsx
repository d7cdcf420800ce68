// "Same log twice": another log of this group overlaps with what is in the form. Both can stand; the person is told.
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { sayTime } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import type { SessionDraft } from "../shared/session-draft.ts";

export function SameSessionNotice({ draft }: { readonly draft: SessionDraft }) {
  const { device } = useAlongside();
  const { staffById } = useDirectory();
  const range = draft.groupId ? { index: "[groupId+date]", equals: [draft.groupId, draft.date] } : null;
  const sessions = useRecords(device, records.session, range);
  const end = draft.start + draft.plannedSeconds;
  const same = sessions?.find(
    ({ id, record }) =>
      id !== draft.id &&
      !record.voided &&
      record.start < end &&
      draft.start < record.start + record.plannedSeconds,
  );
  if (same === undefined) return null;
  const author = staffById.get(same.record.authorId)?.record.shortName ?? "somebody";
  return (
    <Notice
      tone="warning"
      title={`Looks the same as the ${sayTime(same.record.start)} session`}
      action={<ButtonLink href={`/log/${same.id}`}>Use that one</ButtonLink>}
    >
      {`It was logged by ${author}. If both really took place, save this one too.`}
    </Notice>
  );
}
