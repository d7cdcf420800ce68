// Help: the first things people do, what is on this tablet, and whom to tell about a worry.
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { useDirectory } from "../shared/directory.tsx";

export function HelpScreen() {
  const lead = useDirectory().school?.record.safeguardingLead;
  return (
    <Page title="Help">
      <Section title="The first three things">
        <ol>
          <li>
            <strong>Log a session as planned.</strong> Open <a href="/today">Today</a> and tap "Done as
            planned". That is all.
          </li>
          <li>
            <strong>Somebody was away, late or left early.</strong> Tap "Something different" on the card,
            change what was different, and save.
          </li>
          <li>
            <strong>You made a slip.</strong> Tap "Undo" in the bar below, or open <a href="/log">My log</a>{" "}
            and change it there.
          </li>
        </ol>
      </Section>
      <Section title="Your sign-in">
        <p>
          Change your password, add a second step or a passkey: open{" "}
          <a href="/sign-in-safety">Your sign-in</a>.
        </p>
      </Section>
      <Section title="Without a network">
        <p>
          Everything works as always. "Saved on this tablet" means that it is safe here; it is sent by itself
          when the network is back. Do not clear the browser's data while something waits to be sent.
        </p>
      </Section>
      <Section title="How hours are worked out">
        <p>
          A group of 4 for one hour gives each pupil 15 minutes, which is 25 % of the cost. When somebody
          comes late or leaves early, the session is cut at that moment and each part is shared by those who
          were there. Every figure opens to its working.
        </p>
      </Section>
      <Section title="The nurture group">
        <p>
          Open <a href="/register">Register</a> and tap "All here". Tap a name: absent, again: late, again:
          clear. It is the group's own register, never the school's attendance register.
        </p>
        <p>
          Alongside keeps the totals of the Boxall Profile that your school enters. The form and its handbook
          are nurtureuk's, with whom Alongside is not affiliated.
        </p>
      </Section>
      <Section title="If you are worried about a child">
        <p>
          Notes here are not a safeguarding log. Tell {lead ?? "your designated safeguarding lead"} now, in
          the way your school has set. The family can ask to read what is written here.
        </p>
      </Section>
      <Section title="About">
        <p>Alongside {__APP_VERSION__}. Open source, Apache-2.0 licence.</p>
      </Section>
    </Page>
  );
}
