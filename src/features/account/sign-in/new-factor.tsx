// Setting up the second step because the role asks for it: nothing else can be done before.
import type { Api, SignedIn } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { AuthenticatorSetUp } from "../security/authenticator-set-up.tsx";

export function NewFactor(props: {
  readonly api: Api;
  readonly onDone: (person: SignedIn) => Promise<void>;
  readonly onBack: () => void;
}) {
  return (
    <Section title="Set up your second step">
      <Stack>
        <p>
          You can see every child’s record, or decide who does. So a password alone is not enough: from now on
          you also type a code that your phone shows.
        </p>
        <AuthenticatorSetUp api={props.api} onDone={props.onDone} />
        <Cluster>
          <Button variant="quiet" onClick={props.onBack}>
            Start again
          </Button>
        </Cluster>
      </Stack>
    </Section>
  );
}
