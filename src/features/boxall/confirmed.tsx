// Who has held the handbook's numbers against the handbook, and when; or that nobody has yet.
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import { Notice } from "../../ui/notice.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { staffNames } from "../shared/people-names.ts";
import styles from "./boxall.module.css";

export function Confirmed({ definition }: { readonly definition: BoxallDefinition | undefined }) {
  const directory = useDirectory();
  if (definition === undefined) return null;
  const { confirmedBy, confirmedOn } = definition;
  if (!confirmedOn)
    return (
      <Notice tone="info" title="Not confirmed yet">
        The numbers are used all the same. The SENCO confirms them by holding them against the handbook.
      </Notice>
    );
  const by = confirmedBy ? ` by ${staffNames([confirmedBy], directory)[0]}` : "";
  return <p class={styles.soft}>{`Confirmed on ${sayDay(confirmedOn)}${by}.`}</p>;
}
