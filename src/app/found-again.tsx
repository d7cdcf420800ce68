// A tablet that knows nobody, because its browser threw away what was stored: it still has its credential, by which the
// school knows it, and the second copies of what was not sent. They go out at once, whoever comes next.
import { useEffect, useState } from "preact/hooks";
import { keepTablet } from "../storage/shell-tablet.ts";
import { Notice } from "../ui/notice.tsx";
import { sayCount } from "../ui/words.ts";
import type { AppParts } from "./parts.ts";

const everyMs = 60_000;

/** Above the way in. @param onFound the school has said that this is a shared tablet of its own */
export function FoundAgain({ parts, onFound }: { readonly parts: AppParts; readonly onFound: () => void }) {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const isKnown = await askSchool(parts);
      if (!isOver && isKnown) onFound();
      await parts.sealedSender.sendNow();
      const counts = await parts.sealedSender.waiting();
      if (!isOver) setWaiting([...counts.values()].reduce((sum, one) => sum + one, 0));
    };
    const ask = () => void look();
    ask();
    const timer = setInterval(ask, everyMs);
    addEventListener("online", ask);
    return () => {
      isOver = true;
      clearInterval(timer);
      removeEventListener("online", ask);
    };
  }, [parts, onFound]);
  if (waiting === 0) return null;
  return (
    <Notice tone="info" title={`${sayCount(waiting, "item")} waiting to send`}>
      They were saved on this tablet and are sealed. Connect it to school Wi-Fi, and leave Alongside open
      until this line is gone. Do not clear the browser.
    </Notice>
  );
}

/** A person's own device is not let in by its credential alone: they sign in. */
async function askSchool({ api, shell }: AppParts): Promise<boolean> {
  const answer = await api.tabletPeople();
  if (!answer.ok || answer.value.kind !== "shared") return false;
  await keepTablet(shell, answer.value);
  return true;
}
