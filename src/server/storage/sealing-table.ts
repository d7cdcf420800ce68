// The table of the keys by which devices seal to their school what they have not sent.

/** Keys to which devices seal what they have not sent. */
export interface SealingKeyTable {
  school: string;
  id: string;
  public_key: string;
  private_key: string;
  created_ms: number;
  retired_ms: number | null;
}
