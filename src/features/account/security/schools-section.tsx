// The schools that one works in: changing to another, and adding one with its administrator's code.
import { useEffect, useState } from "preact/hooks";
import type { SchoolChoice, SignedIn } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useAlongside } from "../../shared/context.ts";
import type { ProveSelf } from "../../shared/prove-self.tsx";

export function SchoolsSection(props: {
  readonly proving: ProveSelf;
  /** Somebody of another school uses this tablet from now on; absent where the app cannot change by itself. */
  readonly onEnter?: ((person: SignedIn) => Promise<void>) | undefined;
}) {
  const { api, person } = useAlongside();
  const [schools, setSchools] = useState<readonly SchoolChoice[]>([]);
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    void api.schools().then((answer) => answer.ok && setSchools(answer.value.schools));
  }, []);
  const add = async () => {
    if (code.trim() === "") return setProblem("Type the code that the other school gave you.");
    const answer = await props.proving.whenProven(() => api.joinSchool({ code }));
    setProblem(answer.ok ? undefined : answer.message);
    if (!answer.ok) return;
    setCode("");
    setSchools(answer.value.schools);
  };
  const change = async (schoolId: string) => {
    const answer = await api.changeSchool({ schoolId });
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok && !("needs" in answer.value)) await props.onEnter?.(answer.value);
  };
  return (
    <Section title="Your schools">
      <Stack>
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
        {schools.map(({ schoolId, schoolName }) =>
          schoolId === person.schoolId ? (
            <p key={schoolId}>
              <strong>{schoolName}</strong>, where you are now
            </p>
          ) : (
            <Cluster key={schoolId}>
              <Button onClick={() => void change(schoolId)}>{`Change to ${schoolName}`}</Button>
            </Cluster>
          ),
        )}
        <TextField
          label="Code of another school"
          hint="If you work in a second school that uses this server, its administrator gives you one."
          value={code}
          onChange={setCode}
          spellcheck={false}
        />
        <Cluster>
          <Button onClick={() => void add()}>Add the school</Button>
        </Cluster>
      </Stack>
    </Section>
  );
}
