// Opens a database again whose connection was cut: iPads do that in the background.
import type { Device } from "./device.ts";
import { storageRefusal } from "./faults.ts";

/** @returns false when it cannot be opened now; other faults are bugs and thrown */
export async function isReopened(device: Device): Promise<boolean> {
  try {
    device.db.close({ disableAutoOpen: false });
    await device.db.open();
    return true;
  } catch (fault) {
    if (storageRefusal(fault) === undefined) throw fault;
    return false;
  }
}
