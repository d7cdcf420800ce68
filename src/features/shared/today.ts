// Which day it is at the school, on the screen: looked at again when the page is shown, so that a tablet that slept
// overnight does not log on yesterday.
import { useEffect, useState } from "preact/hooks";
import { secondsOfDayInZone, type Day } from "../../domain/calendar.ts";
import { todayOf } from "../../storage/access-facts.ts";
import { useAlongside } from "./context.ts";

/** The school-local day and the whole minutes since its midnight, in seconds. */
export interface Now {
  readonly today: Day;
  readonly secondsOfDay: number;
}

const lookEveryMs = 20_000;

export function useNow(): Now {
  const { device } = useAlongside();
  const look = (): Now => {
    const seconds = secondsOfDayInZone(device.clock.nowMs());
    return { today: todayOf(device), secondsOfDay: seconds - (seconds % 60) };
  };
  const [now, setNow] = useState(look);
  useEffect(() => {
    const update = () =>
      setNow((before) => {
        const after = look();
        return after.today === before.today && after.secondsOfDay === before.secondsOfDay ? before : after;
      });
    const timer = setInterval(update, lookEveryMs);
    document.addEventListener("visibilitychange", update);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", update);
    };
  }, [device]);
  return now;
}

export function useToday(): Day {
  return useNow().today;
}
