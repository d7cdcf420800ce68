// The operations of saves that came back refused or merged in part, opened for the screens that name them.
import { useEffect, useState } from "preact/hooks";
import { problemOps, type Problem, type ProblemOp } from "../../storage/problems.ts";
import { useAlongside } from "./context.ts";

type OpsById = ReadonlyMap<string, readonly ProblemOp[]>;

/** By mutation id; a problem that is not opened yet is not in it. */
export function useProblemOps(problems: readonly Problem[]): OpsById {
  const { device } = useAlongside();
  const [opened, setOpened] = useState<OpsById>(new Map());
  const asked = problems.map((one) => one.mutationId).join(" ");
  useEffect(() => {
    let isOver = false;
    const each = problems.map(async (one) => [one.mutationId, await problemOps(device, one)] as const);
    void Promise.all(each).then((all) => (isOver ? undefined : setOpened(new Map(all))));
    return () => {
      isOver = true;
    };
  }, [device, asked]);
  return opened;
}
