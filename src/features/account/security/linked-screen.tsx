// Back from the school's account service while somebody uses this tablet: their account is linked, or they signed in again.
import { useLocation } from "preact-iso";
import type { SignInAnswer } from "../../../api/client.ts";
import { Page } from "../../../ui/page.tsx";
import { useAlongside } from "../../shared/context.ts";
import { FromProvider } from "../sign-in/from-provider.tsx";

export function LinkedScreen() {
  const { api, person, sync } = useAlongside();
  const { route } = useLocation();
  const goOn = async (answer: SignInAnswer) => {
    // A sign-in that needs more, or is somebody else's, begins on the sign-in page.
    const isSame =
      !("needs" in answer) && answer.staffId === person.staffId && answer.schoolId === person.schoolId;
    if (!isSame) return route("/sign-in", true);
    route("/sign-in-safety", true);
    await sync.syncNow();
  };
  return (
    <Page title="Your school account">
      <FromProvider api={api} onAnswer={goOn} back="/sign-in-safety" />
    </Page>
  );
}
