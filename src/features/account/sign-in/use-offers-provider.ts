// Whether the school's own accounts (Google, Microsoft) can be used to sign in: the server knows.
import { useEffect, useState } from "preact/hooks";
import type { Api } from "../../../api/client.ts";

/** @returns false until the server has said yes */
export function useOffersProvider(api: Api): boolean {
  const [offersProvider, setOffersProvider] = useState(false);
  useEffect(() => {
    void api.state().then((answer) => setOffersProvider(answer.ok && answer.value.offersProvider));
  }, [api]);
  return offersProvider;
}
