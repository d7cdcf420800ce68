// A shared tablet joins the school: once, with a code that an administrator or the SENCO made for it.
import { useState } from "preact/hooks";
import type { Api, TabletPeople } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";

export function EnrolForm(props: {
  readonly api: Api;
  readonly onEnrolled: (tablet: TabletPeople) => Promise<void>;
}) {
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) return;
    if (code.trim() === "") return setProblem("Type the join code for this tablet.");
    setIsSending(true);
    const answer = await props.api.enrolTablet({ code });
    setIsSending(false);
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) await props.onEnrolled(answer.value);
  };
  return (
    <Section title="Join a shared tablet">
      <form onSubmit={(event) => void send(event)} noValidate>
        <Stack>
          <p>Everybody of the school's staff can then use it, each with their own PIN.</p>
          {problem !== undefined && (
            <Notice tone="problem" announce>
              {problem}
            </Notice>
          )}
          <TextField
            label="Join code"
            hint="The SENCO or an administrator makes it under People and tablets. It works once, for 10 minutes."
            value={code}
            onChange={setCode}
            autoComplete="off"
            spellcheck={false}
          />
          <Button type="submit" variant="primary" big busy={isSending}>
            Join this tablet
          </Button>
          <p>
            <a href="/">Back</a>
          </p>
        </Stack>
      </form>
    </Section>
  );
}
