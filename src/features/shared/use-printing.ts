// Printing what is on the screen, written down like a file: paper leaves the school's hands as easily.
import { useEffect, useRef, useState } from "preact/hooks";
import { useAlongside } from "./context.ts";
import { noteDeed, type DeedDone } from "./note-deed.ts";

interface Printing {
  /** Writes it down and opens the browser's own print window. */
  readonly print: () => Promise<void>;
  /** One sentence when it could not be written down; it was not printed then. */
  readonly problem: string | undefined;
}

/** @param done what is printed; printing by the browser's menu or keys is written down too, while this is on the screen */
export function usePrinting(done: Omit<DeedDone, "event">): Printing {
  const { device } = useAlongside();
  const [problem, setProblem] = useState<string>();
  const isNoted = useRef(false);
  const note = async () => {
    const refused = await noteDeed(device, { ...done, event: "print" });
    setProblem(refused);
    return refused === undefined;
  };
  const print = async () => {
    if (!(await note())) return;
    isNoted.current = true;
    window.print();
    isNoted.current = false;
  };
  useEffect(() => {
    const onPrint = () => {
      if (!isNoted.current) void note();
    };
    addEventListener("beforeprint", onPrint);
    return () => removeEventListener("beforeprint", onPrint);
  }, [device, done.what, done.rows]);
  return { print, problem };
}
