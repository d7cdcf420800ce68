// Times that somebody marked on the locked screen. Whose they are nobody knows until somebody says so, so whoever unlocks
// is asked.
import { useEffect, useState } from "preact/hooks";
import { dayInZone, secondsOfDayInZone } from "../../domain/calendar.ts";
import type { TimeMark } from "../../storage/shell.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { sayTime } from "../../ui/words.ts";
import { useAlongside } from "./context.ts";
import { useToday } from "./today.ts";
import { sayNearDay } from "./when-words.ts";

export function MarkedTimes() {
  const { timeMarks } = useAlongside();
  const today = useToday();
  const [marks, setMarks] = useState<readonly TimeMark[]>([]);
  useEffect(() => void timeMarks.list().then(setMarks), [timeMarks]);
  const drop = async (id: string) => {
    await timeMarks.drop(id);
    setMarks(await timeMarks.list());
  };
  return (
    <>
      {marks.map((one) => (
        <Notice
          key={one.id}
          tone="info"
          title={`Time marked on this tablet: ${whenWords(one, today)}`}
          action={
            <Cluster>
              <ButtonLink href={`/log/new?mark=${one.id}`} icon="pencil">
                Log the session
              </ButtonLink>
              <Button variant="quiet" onClick={() => void drop(one.id)}>
                Remove
              </Button>
            </Cluster>
          }
        >
          If it was yours, say which group. If not, leave it for the next person.
        </Notice>
      ))}
    </>
  );
}

function whenWords(mark: TimeMark, today: ReturnType<typeof dayInZone>): string {
  const day = dayInZone(mark.atMs);
  const time = sayTime(secondsOfDayInZone(mark.atMs));
  return day === today ? time : `${sayNearDay(day, today)} ${time}`;
}
