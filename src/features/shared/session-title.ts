// A session's short name wherever one is listed: its group, its intervention or its class.
import type { Session } from "../../domain/session.ts";
import type { Directory } from "./directory.tsx";

export function sessionTitle(
  session: Pick<Session, "groupId" | "interventionId" | "className">,
  directory: Directory,
): string {
  const group = session.groupId && directory.groupsById.get(session.groupId)?.record.name;
  const intervention =
    session.interventionId && directory.interventionsById.get(session.interventionId)?.record.name;
  return group || intervention || (session.className ? `Class support: ${session.className}` : "Session");
}
