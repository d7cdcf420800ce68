// A form that holds something unsaved says so here: an update then waits, and the browser asks before the page is closed.
import { useEffect } from "preact/hooks";
import { useAlongside } from "./context.ts";

export function useDirtyForm(isDirty: boolean): void {
  const { dirtyForms } = useAlongside();
  useEffect(() => {
    if (!isDirty) return undefined;
    const mine = Symbol("form");
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    dirtyForms.add(mine);
    addEventListener("beforeunload", warn);
    return () => {
      dirtyForms.delete(mine);
      removeEventListener("beforeunload", warn);
    };
  }, [isDirty, dirtyForms]);
}
