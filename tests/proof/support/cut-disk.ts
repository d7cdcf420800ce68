// A disk whose power can be cut: an ext4 file system in a file, shut down by the kernel without writing its journal or what
// it still holds in memory, and mounted again. Needs root and loop devices; no special hardware.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface CutDisk {
  readonly folder: string;
  /** From this moment nothing more reaches the disk, and what had not been forced there is gone. */
  readonly cutPower: () => void;
  /** Mounts it again, as the next start of the machine does. Whoever held files on it must be gone. */
  readonly powerUp: () => void;
  readonly remove: () => void;
}

/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH. */
const goingDown =
  'open(my $f, "<", $ARGV[0]) or die $!; my $how = pack("L", 2); ioctl($f, 0x8004587D, $how) or die $!;';

/** @returns the disk, or one sentence why there can be none here */
export function makeCutDisk(inside: string): CutDisk | { readonly why: string } {
  if (process.getuid?.() !== 0) return { why: "Only root can mount a file system to cut its power." };
  const [image, folder] = [join(inside, "disk.img"), join(inside, "disk")];
  writeFileSync(image, "");
  truncateSync(image, 512 * 2 ** 20);
  mkdirSync(folder);
  const steps = [
    ["mkfs.ext4", "-q", image],
    ["mount", "-o", "loop", image, folder],
    ["perl", "-e", "1"],
  ];
  for (const [command = "", ...args] of steps) {
    const { status, error } = spawnSync(command, args, { stdio: "ignore" });
    if (status !== 0 || error) return { why: `This machine cannot do it: "${command}" does not work here.` };
  }
  return {
    folder,
    cutPower: () => run("perl", "-e", goingDown, folder),
    powerUp: () => {
      run("umount", folder);
      run("mount", "-o", "loop", image, folder);
    },
    remove: () => run("umount", folder),
  };
}

/** A program of the system. Throws when it fails. */
function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args);
}
