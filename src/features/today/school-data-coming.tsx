// Before all of the school's data has come, an empty Today would be untrue: says how far it is, and that work can begin.
import { Notice } from "../../ui/notice.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { percentOf, restComes, useFilling } from "../shared/filling.ts";

export function SchoolDataComing() {
  const filling = useFilling();
  if (!filling?.isFilling) return null;
  const { part, stopped, isResumed } = filling;
  if (stopped !== undefined) {
    const isFirst = !isResumed && stopped === "no-network";
    return (
      <Notice
        tone="info"
        title={isResumed ? "Some school data is still to come" : "No school data yet"}
        announce
      >
        {isFirst
          ? "Connect this tablet to the school network once; after that it works without. You can already log sessions."
          : `${restComes[stopped]} It goes on where it stopped. You can already log sessions.`}
      </Notice>
    );
  }
  const percent = part === undefined ? undefined : percentOf(part);
  const words = `Getting the school's data${percent === undefined ? "" : `: ${percent} %`}.`;
  return (
    <div>
      <VisuallyHidden>
        <span role="status">Getting the school's data. You can already log sessions.</span>
      </VisuallyHidden>
      <ProgressBar label={`${words} You can already log sessions.`} value={percent} />
    </div>
  );
}
