// Sessions of mine that were noted without signing in: each waits until it is finished, and counts only then.
import * as records from "../../domain/records.ts";
import type { Unfinished } from "../../domain/unfinished.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayCount, sayTime } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { sayNearDay } from "../shared/when-words.ts";
import own from "./my-log.module.css";

export function FinishThese() {
  const { device } = useAlongside();
  const all = useRecords(device, records.unfinished, {
    index: "[authorId+date]",
    from: [device.staffId, ""],
    to: [device.staffId, "9"],
  });
  const open = (all ?? []).filter((one) => !one.record.settled);
  if (open.length === 0) return null;
  return (
    <Section title={`Finish this (${open.length})`}>
      <ul class={own.unfinished}>
        {open.map((one) => (
          <FinishThis key={one.id} card={one} />
        ))}
      </ul>
    </Section>
  );
}

function FinishThis({ card }: { readonly card: Stored<Unfinished> }) {
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const { date, start, minutes, children, line } = card.record;
  const drop = async () => {
    if (!(await saving.save([change(records.unfinished, card, { settled: { as: "nothing" } })]))) return;
    const undo = async () => void (await saving.save([change(records.unfinished, card, { settled: null })]));
    offerUndo({ message: "Removed", undo });
  };
  return (
    <li class={own.unfinishedItem}>
      <p>
        <strong>{sayTime(start)}</strong>
        {` ${sayNearDay(date, today)}`}
        {` · ${sayCount(minutes, "minute")} · ${sayCount(children, "child", "children")}`}
        {line !== "" && <span>{` · ${line}`}</span>}
      </p>
      <Tag tone="warm">Not counted yet</Tag>
      {saving.problem !== undefined && (
        <Notice tone="problem" announce>
          {saving.problem}
        </Notice>
      )}
      <Cluster>
        <ButtonLink href={`/log/new?card=${card.id}`} variant="primary" icon="pencil">
          Finish this
        </ButtonLink>
        <Button variant="quiet" busy={saving.isSaving} onClick={() => void drop()}>
          Not mine: remove
        </Button>
      </Cluster>
    </li>
  );
}
