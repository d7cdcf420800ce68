// While older sessions are still coming in, a report's figures are too low: the page says so, on paper too.
import { useLocation } from "preact-iso";
import { percentOf, restComes, useFilling } from "../features/shared/filling.ts";
import { Notice } from "../ui/notice.tsx";

const reports = ["/hours", "/weekly", "/pupils/"];

export function FillingNotice() {
  const { path } = useLocation();
  const filling = useFilling();
  if (!filling?.isFilling || !reports.some((one) => path.startsWith(one))) return null;
  const { part, stopped } = filling;
  const come = part === undefined ? "" : ` ${percentOf(part)} % is here.`;
  return (
    <Notice tone="info" title="Still getting older sessions" announce>
      {`The figures on this page are not final.${stopped === undefined ? come : ` ${restComes[stopped]}`}`}
    </Notice>
  );
}
