// The document's title: the screen's name and nothing of any pupil. "Error: " stands first while a form has a problem.
import { useEffect } from "preact/hooks";

export function usePageTitle(title: string, hasProblem = false): void {
  useEffect(() => {
    document.title = `${hasProblem ? "Error: " : ""}${title} - Alongside`;
  }, [title, hasProblem]);
}
