// "Away today" for one child: told here or on Today, it is the same record, and every card of the day follows it.
import { derivedId, type PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useAlongside } from "../shared/context.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";

export function AwayTodayToggle({ pupilId }: { readonly pupilId: PupilId }) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const id = derivedId("away", pupilId, today);
  const stored = useRecords(device, records.awayToday, { ids: [id] });
  const before = stored?.[0];
  const isAway = before !== undefined && before.record.cleared !== true;
  const toggle = async () => {
    const record = { pupilId, date: today, half: "day" as const, authorId: device.staffId };
    const wish = before
      ? change(records.awayToday, before, isAway ? { cleared: true } : { half: "day", cleared: false })
      : make(records.awayToday, id, record);
    if (await saving.save([wish])) offerUndo({ message: "Saved on this tablet" });
  };
  return (
    <>
      <Button
        icon="user"
        aria-pressed={isAway}
        busy={saving.isSaving}
        disabled={stored === undefined}
        onClick={() => void toggle()}
      >
        {isAway ? `Away ${halfWords[before.record.half]}: here after all` : "Away today"}
      </Button>
      <ProblemNotice problem={saving.problem} />
    </>
  );
}

const halfWords = { day: "today", am: "this morning", pm: "this afternoon" } as const;
