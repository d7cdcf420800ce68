// What this device knows of its own person's rights, kept true while a screen is shown: to offer only what can be saved. The
// right itself is judged at saving and again by the server.
import { useEffect, useState } from "preact/hooks";
import type { AccessFacts } from "../../domain/access.ts";
import * as records from "../../domain/records.ts";
import { accessFactsOf } from "../../storage/access-facts.ts";
import { useRecords } from "../../storage/live.ts";
import { useAlongside } from "./context.ts";
import { useDirectory } from "./directory.tsx";

/** Undefined until they have been read. */
export function useAccessFacts(): AccessFacts | undefined {
  const { device } = useAlongside();
  const directory = useDirectory();
  const placements = useRecords(device, records.nurturePlacement);
  const [facts, setFacts] = useState<AccessFacts>();
  const [fault, setFault] = useState<{ readonly thrown: unknown }>();
  useEffect(() => {
    let isOver = false;
    accessFactsOf(device).then(
      (read) => isOver || setFacts(read),
      (thrown: unknown) => isOver || setFault({ thrown }),
    );
    return () => {
      isOver = true;
    };
    // Whoever one is and whom one works with: the records behind the facts.
  }, [device, directory, placements]);
  if (fault) throw fault.thrown;
  return facts;
}
