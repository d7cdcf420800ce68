// The value of a form that survives a lock, a reload and a crash: kept sealed on this tablet until it is saved.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { createDraftKeeper, readDraft } from "../../storage/drafts.ts";
import { useAlongside } from "./context.ts";

export interface Draft<T> {
  readonly value: T;
  readonly set: (value: T) => void;
  /** It was begun earlier, and is shown again. */
  readonly isBack: boolean;
  /** It has been saved: nothing of it stays. */
  readonly drop: () => void;
  /** Its person wants none of it: the form is as it was at first. */
  readonly startAfresh: () => void;
}

/**
 * @param key the form and what it is about, in ids; never a name
 * @param read what was kept, as a value of the form; undefined when this version of the app cannot use it
 */
export function useDraft<T>(key: string, initial: T, read: (kept: unknown) => T | undefined): Draft<T> {
  const { device } = useAlongside();
  const keeper = useMemo(() => createDraftKeeper(device, key), [device, key]);
  const [value, setValue] = useState(initial);
  const [isBack, setIsBack] = useState(false);
  const isTouched = useRef(false);
  useEffect(() => {
    let isOver = false;
    const show = (kept: unknown) => {
      const back = kept === undefined ? undefined : read(kept);
      // Whoever has begun to type goes on with that.
      if (isOver || isTouched.current || back === undefined) return;
      setValue(() => back);
      setIsBack(true);
    };
    void readDraft(device, key).then(show);
    return () => {
      isOver = true;
    };
  }, [device, key]);
  const set = (next: T) => {
    isTouched.current = true;
    setValue(() => next);
    keeper.keep(next);
  };
  const startAfresh = () => {
    setValue(() => initial);
    setIsBack(false);
    keeper.drop();
  };
  return { value, set, isBack, drop: keeper.drop, startAfresh };
}
