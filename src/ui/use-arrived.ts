// Lets a live region stand on the page before its words come: a status that arrives together with its words is left
// unread by some screen readers.
import { useEffect, useState } from "preact/hooks";

/** False while a thing is first drawn, true from the moment after. Hide the words of a status until then. */
export function useArrived(): boolean {
  const [hasArrived, setArrived] = useState(false);
  useEffect(() => setArrived(true), []);
  return hasArrived;
}
