// A way on by passkey, offered where this browser can use one.
import { canUsePasskeys } from "../../../api/passkeys.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { PasskeyStep } from "./use-passkey-step.ts";

export function PasskeyButton({ step, children }: { readonly step: PasskeyStep; readonly children: string }) {
  if (!canUsePasskeys()) return null;
  return (
    <>
      {step.problem !== undefined && (
        <Notice tone="problem" announce>
          {step.problem}
        </Notice>
      )}
      <Button icon="key" big wide busy={step.isAsking} onClick={() => void step.go()}>
        {children}
      </Button>
    </>
  );
}
