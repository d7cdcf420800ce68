// What the signed-in person may be offered. Hiding a button is kindness; the right itself is judged at saving and again
// by the server.
import type { Role } from "../../domain/staff.ts";
import { useAlongside } from "./context.ts";

export function useHasRole(...roles: readonly Role[]): boolean {
  const { person } = useAlongside();
  return roles.some((role) => person.roles.includes(role));
}
